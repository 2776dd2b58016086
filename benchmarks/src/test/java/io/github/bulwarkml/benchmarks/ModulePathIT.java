// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program of a user: a named module that requires Bulwark's jars on the module path, with ND4J,
 * which cannot be loaded as modules, on the class path.
 */
class ModulePathIT {
  /** What a user of core and robustness gets without asking for anything optional. */
  private static final List<String> REQUIRED =
      List.of(
          "bulwark-core",
          "bulwark-robustness",
          "jspecify",
          "commons-rng-client-api",
          "commons-rng-sampling",
          "commons-numbers-",
          "gson",
          "error_prone_annotations",
          "fastcsv");

  private static final long MEBIBYTE = 1L << 20;

  @TempDir Path folder;

  @Test
  void moduleWithoutOptionalJarsRunsAndIsTold() throws Exception {
    List<Path> jars = requiredJars();
    assertThat(run(jars, List.of())).contains("9273d31861e7a384").contains("org.nd4j:nd4j-native");
  }

  @Test
  void moduleWithNd4jOnTheClassPathUsesTheBridge() throws Exception {
    List<Path> required = requiredJars();
    List<Path> rest = classPath().stream().filter(entry -> !required.contains(entry)).toList();
    assertThat(run(required, rest)).contains("9273d31861e7a384").contains("bridged [2, 3]");
  }

  @Test
  void whatEveryUserPaysForIsSmall() throws Exception {
    long bytes = 0;
    for (Path jar : requiredJars()) {
      bytes += Files.size(jar);
    }
    assertThat(bytes).isLessThan(8 * MEBIBYTE);
  }

  private List<Path> requiredJars() {
    List<Path> jars =
        classPath().stream()
            .filter(
                entry -> {
                  String name = entry.getFileName().toString();
                  return name.endsWith(".jar")
                      && !name.contains("-tests")
                      && REQUIRED.stream().anyMatch(name::startsWith);
                })
            .toList();
    assertThat(jars.size()).isGreaterThanOrEqualTo(REQUIRED.size());
    return jars;
  }

  private static List<Path> classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(all.split(File.pathSeparator)).map(Path::of).toList();
  }

  private String run(List<Path> modules, List<Path> classPath) throws Exception {
    Path root = folder.resolve("source");
    Path source = Files.createDirectories(root.resolve("consumer"));
    Files.writeString(
        root.resolve("module-info.java"),
        """
        module consumer {
          requires io.github.bulwarkml.core;
          requires io.github.bulwarkml.robustness;
        }
        """);
    Files.writeString(
        source.resolve("Main.java"),
        """
        package consumer;

        import io.github.bulwarkml.core.random.Seed;
        import io.github.bulwarkml.core.tensor.Nd4jBridge;

        public class Main {
          public static void main(String[] arguments) throws Exception {
            System.out.println(Seed.of(42).child("noise"));
            if (!Nd4jBridge.isAvailable()) {
              try {
                Nd4jBridge.requireAvailable();
              } catch (RuntimeException e) {
                System.out.println(e.getMessage());
              }
              return;
            }
            // By reflection: a named module cannot name ND4J's types, which live on the class path.
            Object array =
                Nd4jBridge.class.getMethod("toNd4j", float[].class, long[].class)
                    .invoke(null, new float[6], new long[] {2, 3});
            Object shape = Class.forName("org.nd4j.linalg.api.ndarray.INDArray", false, ClassLoader.getSystemClassLoader())
                .getMethod("shape").invoke(array);
            System.out.println("bridged " + java.util.Arrays.toString((long[]) shape));
          }
        }
        """);
    String modulePath =
        String.join(File.pathSeparator, modules.stream().map(Path::toString).toList());
    Path classes = folder.resolve("classes");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "--module-path",
                modulePath,
                root.resolve("module-info.java").toString(),
                source.resolve("Main.java").toString());
    assertThat(compiled).isZero();

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.awt.headless=true");
    // JavaCPP, below ND4J, needs sun.misc.Unsafe, whose module a named program does not resolve by
    // itself.
    command.addAll(List.of("--add-modules", "jdk.incubator.vector,jdk.unsupported"));
    if (!classPath.isEmpty()) {
      command.addAll(
          List.of(
              "-cp",
              String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList())));
    }
    command.addAll(List.of("--module-path", modulePath + File.pathSeparator + classes));
    command.addAll(List.of("-m", "consumer/consumer.Main"));
    return output(command);
  }

  private String output(List<String> command) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int status = process.waitFor();
    String text = Files.readString(log);
    assertThat(status).as(text).isZero();
    return text;
  }
}
