// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;

/** What the loaded build of ND4J's native library is good at. */
final class NativeBuild {
  private static final boolean ONE_DNN = detect();

  private NativeBuild() {}

  /** {@return whether {@code conv2d} on floats runs in oneDNN} */
  static boolean hasFastConvolution() {
    return ONE_DNN;
  }

  private static boolean detect() {
    Nd4j.getBackend(); // loads the library
    for (Map.Entry<String, String> library : Loader.getLoadedLibraries().entrySet()) {
      if (library.getKey().contains("nd4jcpu") && library.getValue().contains("onednn")) {
        return true;
      }
    }
    return false;
  }
}
