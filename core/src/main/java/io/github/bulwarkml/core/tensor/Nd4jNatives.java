// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** What is asked of ND4J's native side; apart, so that its callers load without ND4J. */
final class Nd4jNatives {
  private Nd4jNatives() {}

  /** The simple name of the backend's class; starts ND4J. */
  static String backend() {
    return Nd4j.getBackend().getClass().getSimpleName();
  }

  /** The file of the CPU backend's native library. */
  static Optional<Path> library() {
    for (Map.Entry<String, String> loaded : Loader.getLoadedLibraries().entrySet()) {
      if (loaded.getKey().startsWith("nd4jcpu")) {
        return Optional.of(Path.of(loaded.getValue()));
      }
    }
    return Optional.empty();
  }

  private static NativeOps operations() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }

  static int blasThreads() {
    return Nd4j.factory().blas().getMaxThreads();
  }

  static void setBlasThreads(int threads) {
    Nd4j.factory().blas().setMaxThreads(threads);
  }

  static int loopThreads() {
    return Nd4j.getEnvironment().maxMasterThreads();
  }

  static void setLoopThreads(int threads) {
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
  }

  static int openMpThreads() {
    return operations().ompGetMaxThreads();
  }

  static void setOpenMpThreads(int threads) {
    operations().setOmpNumThreads(threads);
  }
}
