// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JShell, started as README says, runs README's example and every script below docs/jsh; what a
 * script prints is kept beside it in a file of the same name that ends in .out.
 */
class JShellIT {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("bulwark.root", "..")).resolve("docs/jsh").normalize();

  @TempDir Path temporary;

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files
          .filter(file -> file.toString().endsWith(".jsh") && !file.endsWith("bulwark.jsh"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void scriptPrintsItsTranscript(Path script) throws Exception {
    Path transcript = Path.of(script.toString().replaceAll("jsh$", "out"));
    assertThat(masked(run(script))).isEqualTo(masked(Files.readString(transcript)));
  }

  static List<Markdown.Block> readmeExample() throws IOException {
    return Markdown.blocks().stream()
        .filter(b -> b.page().endsWith("README.md") && b.language().equals("java"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("readmeExample")
  void readmeExampleRunsInJShell(Markdown.Block block) throws Exception {
    Path script = temporary.resolve("readme.jsh");
    Files.writeString(script, block.text() + "\n/exit\n");
    Markdown.Block output =
        Markdown.blocks().stream()
            .filter(b -> b.mark().equals("output") && b.target().equals(block.target()))
            .findFirst()
            .orElseThrow();
    assertThat(masked(run(script))).isEqualTo(masked(output.text()));
  }

  private String run(Path script) throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path output = temporary.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jshell").toString());
    command.addAll(List.of("--class-path", classPath));
    command.addAll(List.of("-R--add-modules", "-Rjdk.incubator.vector"));
    command.addAll(List.of("--feedback", "concise", "--startup", "DEFAULT"));
    command.addAll(List.of("--startup", SCRIPTS.resolve("bulwark.jsh").toString()));
    command.add(script.toString());
    Process jshell =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(
                ProcessBuilder.Redirect.from(Files.createFile(temporary.resolve("in")).toFile()))
            .start();
    assertThat(jshell.waitFor()).isZero();
    String text = Files.readString(output);
    assertThat(text).doesNotContain("Error:").doesNotContain("Exception");
    return text.lines()
        .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static String masked(String text) {
    return text.replaceAll("bulwark \\S+ · [0-9a-f]{12}", "bulwark VERSION · FINGERPRINT")
        .replaceAll("(plain|vector-\\d+) · bulwark", "KERNELS · bulwark");
  }
}
