// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.MissingDependencyException;
import io.github.bulwarkml.core.tensor.Nd4jBackend.State;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Nd4jBackendTest {
  @Test
  void theTestsRunOnTheFastNatives() {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"));
    Nd4jBackend backend = Nd4jBackend.current();

    assertThat(backend.state()).isEqualTo(State.OPTIMISED);
    assertThat(backend.natives()).isEqualTo(Nd4jBackend.FAST_CLASSIFIER);
    assertThat(backend.library().orElseThrow())
        .isRegularFile()
        .hasFileName("libnd4jcpu.so")
        .hasToString(backend.library().orElseThrow().toString());
    assertThat(backend.hint()).isEmpty();
    assertThat(backend).hasToString("ND4J, natives linux-x86_64-onednn-avx2");
    assertThat(Nd4jBackend.require("A test")).isSameAs(backend);
  }

  @Test
  void plainNativesAskForTheFastOnesWhereTheyRun() {
    Path plain = Path.of("cache", "bindings", "linux-x86_64", "libnd4jcpu.so");

    Nd4jBackend found = Nd4jDetection.started("CpuBackend", Optional.of(plain), true);
    assertThat(found.state()).isEqualTo(State.PLAIN);
    assertThat(found.missing())
        .containsExactly("org.nd4j:nd4j-native:1.0.0-M2.1:linux-x86_64-onednn-avx2");
    assertThat(found.hint().orElseThrow())
        .isEqualTo(
            """
            ND4J runs its plain natives (linux-x86_64): 3x3 convolutions take 4 times as long \
            forward and 11 times as long backward as with the oneDNN natives (measured on one \
            thread where Bulwark was designed). Add
            <dependency>
              <groupId>org.nd4j</groupId>
              <artifactId>nd4j-native</artifactId>
              <version>1.0.0-M2.1</version>
              <classifier>linux-x86_64-onednn-avx2</classifier>
            </dependency>""");
    assertThat(found.isUsable()).isTrue();
    assertThat(Nd4jDetection.started("CpuBackend", Optional.of(plain), false).hint()).isEmpty();
    Path arm = Path.of("cache", "bindings", "macosx-arm64", "libnd4jcpu.dylib");
    assertThat(Nd4jDetection.started("CpuBackend", Optional.of(arm), true).hint()).isEmpty();
    assertThat(Nd4jDetection.started("JCublasBackend", Optional.empty(), true).state())
        .isEqualTo(State.OTHER);
  }

  @Test
  void aMissingBackendNamesBothLines() {
    Nd4jBackend none = Nd4jDetection.absent(State.BACKEND_MISSING, "linux-x86_64", true);
    assertThat(none.missing())
        .containsExactly(
            "org.nd4j:nd4j-native:1.0.0-M2.1",
            "org.nd4j:nd4j-native:1.0.0-M2.1:linux-x86_64-onednn-avx2");
    assertThat(none.hint().orElseThrow())
        .startsWith("ND4J is on the class path, but no backend that computes. Add\n<dependency>");
    assertThat(Nd4jDetection.absent(State.API_MISSING, "", false).missing())
        .containsExactly("org.nd4j:nd4j-native:1.0.0-M2.1");
  }

  @Test
  void withoutNd4jTheMessageSaysWhatToAdd() throws Exception {
    assertThat(requireOnClassPath(entry -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("A test needs org.nd4j:nd4j-native:1.0.0-M2.1 and org.nd4j:")
        .hasMessageEndingWith(" on the class path");
  }

  @Test
  void withTheInterfacesAloneTheMessageSaysWhatToAdd() throws Exception {
    assertThat(requireOnClassPath(entry -> entry.contains("nd4j-api")))
        .hasMessageStartingWith("A test needs org.nd4j:nd4j-native:1.0.0-M2.1")
        .hasRootCauseMessage(
            Nd4jDetection.absent(State.BACKEND_MISSING, "linux-x86_64", true).hint().orElseThrow());
  }

  @Test
  void aBackendWithoutNativesSaysThatItDidNotStart() throws Exception {
    Predicate<String> notNative = entry -> !entry.matches(".*-(linux|macosx|windows)-.*\\.jar");
    assertThat(requireOnClassPath(notNative))
        .hasMessageStartingWith("A test needs a backend of ND4J that starts (")
        .rootCause()
        .hasMessageContaining("ND4J's backend did not start: ");
  }

  /** What {@code require} throws with this module's classes and some of the jars alone. */
  private static Throwable requireOnClassPath(Predicate<String> jars) throws Exception {
    List<URL> urls = new ArrayList<>();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : classPath.split(System.getProperty("path.separator"), -1)) {
      if (Files.isDirectory(Path.of(entry))
          || !entry.matches(".*(nd4j|openblas|javacpp).*")
          || jars.test(entry)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      try {
        loader
            .loadClass(Nd4jBackend.class.getName())
            .getMethod("require", String.class)
            .invoke(null, "A test");
        throw new AssertionError("it started");
      } catch (InvocationTargetException e) {
        Throwable cause = Objects.requireNonNull(e.getCause());
        assertThat(cause.getClass().getName())
            .isEqualTo(MissingDependencyException.class.getName());
        return cause;
      }
    }
  }

  @Test
  void avx2IsReadFromTheFlags(@TempDir Path folder) throws Exception {
    Path info = folder.resolve("cpuinfo");
    assertThat(Nd4jDetection.hasAvx2(info)).isFalse();
    Files.writeString(info, "flags : fpu avx avx512f\n");
    assertThat(Nd4jDetection.hasAvx2(info)).isFalse();
    Files.writeString(info, "flags : fpu avx avx2 sse\n");
    assertThat(Nd4jDetection.hasAvx2(info)).isTrue();
  }
}
