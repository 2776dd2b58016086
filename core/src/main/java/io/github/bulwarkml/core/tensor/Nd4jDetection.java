// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import io.github.bulwarkml.core.tensor.Nd4jBackend.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out what {@link Nd4jBackend} tells; names no class of ND4J. */
final class Nd4jDetection {
  private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";
  private static final String NATIVE = "org.nd4j:nd4j-native:" + Nd4jBackend.VERSION;

  private Nd4jDetection() {}

  static Nd4jBackend detect() {
    if (!Nd4jBridge.isAvailable()) {
      return absent(State.API_MISSING, javaPlatform(), hasAvx2());
    }
    if (Nd4jDetection.class.getClassLoader().getResource(SERVICE) == null) {
      return absent(State.BACKEND_MISSING, javaPlatform(), hasAvx2());
    }
    try {
      return started(Nd4jNatives.backend(), Nd4jNatives.library(), hasAvx2());
    } catch (LinkageError | RuntimeException e) {
      // ND4J wraps what went wrong in errors of class initialisation.
      return new Nd4jBackend(State.FAILED, "", Optional.empty(), List.of(), rootCause(e));
    }
  }

  /** Logs the hint, if there is one. */
  static Nd4jBackend log(Nd4jBackend backend) {
    backend
        .hint()
        .ifPresent(
            hint ->
                System.getLogger("io.github.bulwarkml.core.tensor")
                    .log(System.Logger.Level.WARNING, hint));
    return backend;
  }

  static Nd4jBackend absent(State state, String platform, boolean avx2) {
    List<String> missing = new ArrayList<>(List.of(NATIVE));
    fasterThan(platform, avx2).ifPresent(missing::add);
    return new Nd4jBackend(state, "", Optional.empty(), missing, "");
  }

  /** What a backend that runs is. */
  static Nd4jBackend started(String backend, Optional<Path> library, boolean avx2) {
    if (!backend.equals("CpuBackend") || library.isEmpty()) {
      return new Nd4jBackend(State.OTHER, backend, library, List.of(), "");
    }
    Path folder = library.get().getParent();
    Path last = folder == null ? null : folder.getFileName();
    String natives = last == null ? "" : last.toString();
    // Two parts are an operating system and a processor, such as linux-x86_64; more, an extension.
    boolean plain = natives.split("-", -1).length <= 2;
    List<String> missing = plain ? fasterThan(natives, avx2).stream().toList() : List.of();
    return new Nd4jBackend(plain ? State.PLAIN : State.OPTIMISED, natives, library, missing, "");
  }

  /** The coordinates of the recommended natives where they run. */
  private static Optional<String> fasterThan(String platform, boolean avx2) {
    return avx2 && platform.equals("linux-x86_64")
        ? Optional.of(NATIVE + ":" + Nd4jBackend.FAST_CLASSIFIER)
        : Optional.empty();
  }

  /** This platform as JavaCPP writes it, for Linux on x86-64 alone. */
  private static String javaPlatform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "");
    return os.contains("linux") && (arch.equals("amd64") || arch.equals("x86_64"))
        ? "linux-x86_64"
        : "";
  }

  private static boolean hasAvx2() {
    return hasAvx2(Path.of("/proc/cpuinfo"));
  }

  /** Whether Linux lists AVX2 among the CPU's flags. */
  static boolean hasAvx2(Path cpuInfo) {
    try {
      return Files.readString(cpuInfo).contains(" avx2 ");
    } catch (IOException e) {
      return false; // another system, which keeps no such file
    }
  }

  private static String rootCause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
  }
}
