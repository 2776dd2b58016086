// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Java block of README and the guides is a region of a snippet class here, and every output
 * block is what that snippet prints.
 *
 * <p>A page writes {@code <!-- snippet: Class#region -->} above a Java block and {@code <!--
 * output: Class#region -->} above what it prints.
 */
class DocumentationTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#]+)(#[^)]*)?\\)");

  static List<Markdown.Block> javaBlocks() throws IOException {
    return Markdown.blocks().stream().filter(b -> b.language().equals("java")).toList();
  }

  static List<Markdown.Block> outputBlocks() throws IOException {
    return Markdown.blocks().stream().filter(b -> b.mark().equals("output")).toList();
  }

  @Test
  void pagesAndSnippetsAreFound() throws IOException {
    assertThat(Markdown.pages()).anyMatch(page -> page.endsWith("README.md"));
    assertThat(javaBlocks()).isNotEmpty();
    assertThat(outputBlocks()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("javaBlocks")
  void javaBlockIsATestedRegion(Markdown.Block block) throws IOException {
    assertThat(block.mark()).as("mark above the block").isEqualTo("snippet");
    assertThat(block.text()).isEqualTo(region(block.target()));
  }

  @ParameterizedTest
  @MethodSource("outputBlocks")
  void outputBlockIsWhatTheSnippetPrints(Markdown.Block block) throws Exception {
    assertThat(masked(block.text())).isEqualTo(masked(run(block.target())));
  }

  @ParameterizedTest
  @MethodSource("javaBlocks")
  void snippetRuns(Markdown.Block block) throws Exception {
    assertThat(run(block.target())).isNotEmpty();
  }

  @Test
  void relativeLinksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : Markdown.pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        Path target = page.resolveSibling(link.group(1));
        if (!Files.exists(target)) {
          broken.add(page.getFileName() + " -> " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  /** The lines between {@code // region name} and {@code // endregion}, without their indent. */
  private static String region(String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path source =
        Path.of(
            System.getProperty("bulwark.root", ".."),
            "docs/src/test/java/io/github/bulwarkml/docs",
            parts[0] + ".java");
    StringBuilder text = new StringBuilder();
    boolean inside = false;
    for (String line : Files.readAllLines(source)) {
      if (line.strip().equals("// region " + parts[1])) {
        inside = true;
      } else if (inside && line.strip().equals("// endregion")) {
        return text.toString().stripTrailing().stripIndent() + "\n";
      } else if (inside) {
        text.append(line).append('\n');
      }
    }
    throw new IllegalArgumentException("no region " + target + " in " + source);
  }

  /** What the snippet prints. */
  private static String run(String target) throws ReflectiveOperationException {
    String[] parts = target.split("#", 2);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      Class.forName("io.github.bulwarkml.docs." + parts[0])
          .getDeclaredMethod(parts[1])
          .invoke(null);
    } finally {
      System.setOut(before);
    }
    return printed.toString(UTF_8);
  }

  /** Version, commit and fingerprint change with every commit. */
  private static String masked(String text) {
    return text.replaceAll("bulwark \\S+ · [0-9a-f]{12}", "bulwark VERSION · FINGERPRINT")
        .replaceAll("(plain|vector-\\d+) · bulwark", "KERNELS · bulwark");
  }
}
