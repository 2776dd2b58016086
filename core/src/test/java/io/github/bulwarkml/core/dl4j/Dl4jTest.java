// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Dl4jTest {
  @Test
  void itIsThere() {
    assertThat(Dl4j.isAvailable()).isTrue();
    Dl4j.requireAvailable();
  }

  @Test
  void withoutItTheMessageSaysWhatToAdd() throws Exception {
    List<URL> urls = new ArrayList<>();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : classPath.split(System.getProperty("path.separator"), -1)) {
      if (!Path.of(entry).getFileName().toString().startsWith("deeplearning4j")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass(Dl4j.class.getName());
      assertThat(type.getMethod("isAvailable").invoke(null)).isEqualTo(false);
      assertThatExceptionOfType(InvocationTargetException.class)
          .isThrownBy(() -> type.getMethod("requireAvailable").invoke(null))
          .havingCause()
          .withMessage(
              "A network of DL4J needs org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1 and"
                  + " org.nd4j:nd4j-native:1.0.0-M2.1 on the class path");
    }
  }
}
