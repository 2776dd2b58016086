// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.AtomicFile;
import io.github.bulwarkml.core.io.Json;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.io.Sha256;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {
  @TempDir Path folder;

  private static final Map<String, Object> PARAMETERS = parameters();

  private static Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("n", 128);
    parameters.put("ebN0Db", List.of(1.0, 2.5));
    parameters.put("fast", true);
    parameters.put("slow", false);
    parameters.put("name", "it's 5 % of $HOME");
    parameters.put("offset", -3);
    parameters.put("rate", 0.1f);
    parameters.put("bound", Double.POSITIVE_INFINITY);
    parameters.put("kind", TimeUnit.SECONDS);
    parameters.put("weights", new double[] {0.5, 1});
    parameters.put("file", Path.of("a b.csv"));
    parameters.put("baseline", Map.of("natType", "STANDARD"));
    parameters.put("empty", "");
    parameters.put("maybe", Optional.of(7L));
    parameters.put("absent", Optional.empty());
    return parameters;
  }

  private static Provenance provenance(String machine, int threads, double elapsed) {
    return new Provenance(
        "polar simulate",
        PARAMETERS,
        Seed.of(-5),
        List.of(new Provenance.Input("a.csv", "0".repeat(64), 12)),
        "bulwark 0.1.0+abc",
        machine,
        machine,
        machine,
        machine,
        threads,
        "vector-256",
        "none",
        machine + "2026-01-01T00:00:00Z",
        elapsed,
        List.of("4f1c09ab77de"));
  }

  private static String json(Provenance provenance) {
    JsonWriter json = new JsonWriter();
    provenance.writeTo(json);
    return json.toString();
  }

  @Test
  void theFingerprintIsThatOfTheJsonWithoutTheMachine() {
    Provenance one = provenance("17", 1, 2.5);
    assertThat(one.fingerprint()).matches("[0-9a-f]{12}");
    assertThat(provenance("25", 7, 99).fingerprint()).isEqualTo(one.fingerprint());
    String[] machine = {"java", "os", "arch", "cpu", "threads", "started", "elapsedSeconds"};
    List<String> lines = new ArrayList<>(json(one).lines().toList());
    for (String field : machine) {
      assertThat(lines.removeIf(line -> line.startsWith("  \"" + field + "\": "))).isTrue();
    }
    lines.removeIf(line -> line.startsWith("  \"fingerprint\"") || line.startsWith("  \"rerun\""));
    String rest = String.join("\n", lines).replaceFirst(",\n}$", "\n}") + "\n";
    assertThat(Sha256.of(rest.getBytes(UTF_8))).startsWith(one.fingerprint());
  }

  /** house-style.md section 7: fields in this order. */
  @Test
  void writesTheFieldsInOrder() throws IOException {
    assertThat(Json.parse("t", json(provenance("x", 1, 0))).members().keySet())
        .containsExactly(
            "task",
            "parameters",
            "seed",
            "inputs",
            "library",
            "java",
            "os",
            "arch",
            "cpu",
            "threads",
            "kernels",
            "noise",
            "started",
            "elapsedSeconds",
            "parent",
            "fingerprint",
            "rerun");
  }

  @Test
  void everyOtherFieldChangesTheFingerprint() {
    Provenance base = Provenance.start("a").parameter("k", 1).seed(Seed.of(1)).finish();
    List<Provenance> others =
        List.of(
            Provenance.start("b").parameter("k", 1).seed(Seed.of(1)).finish(),
            Provenance.start("a").parameter("k", 2).seed(Seed.of(1)).finish(),
            Provenance.start("a").parameter("k", "1").seed(Seed.of(1)).finish(),
            Provenance.start("a").parameter("j", 1).seed(Seed.of(1)).finish(),
            Provenance.start("a").parameter("k", 1).seed(Seed.of(2)).finish(),
            Provenance.start("a").parameter("k", 1).finish(),
            Provenance.start("a").parameter("k", 1).seed(Seed.of(1)).noise("secure").finish(),
            Provenance.start("a").parameter("k", 1).seed(Seed.of(1)).parent(base).finish());
    assertThat(others)
        .allSatisfy(other -> assertThat(other.fingerprint()).isNotEqualTo(base.fingerprint()));
    assertThat(
            Provenance.start("a")
                .parameter("k", 1L)
                .parameter("absent", null)
                .seed(Seed.of(1))
                .threads(Parallel.of(7))
                .finish()
                .fingerprint())
        .isEqualTo(base.fingerprint());
  }

  @Test
  void rerunsQuoteWhatAShellWouldTakeApart() {
    assertThat(provenance("x", 1, 0).rerunCommand())
        .isEqualTo(
            "bulwark polar simulate --n 128 --eb-n0-db 1.0 --eb-n0-db 2.5 --fast"
                + " --name 'it'\\''s 5 % of $HOME' --offset=-3 --rate 0.1 --bound Infinity"
                + " --kind seconds --weights 0.5 --weights 1.0 --file 'a b.csv'"
                + " --baseline natType=STANDARD --empty '' --maybe 7 --seed -5");
  }

  /** A shell gives the words back as they were. */
  @ParameterizedTest
  @ValueSource(strings = {"a b", "it's", "$HOME `x` \"y\" \\ *?[]{}~!#&;|<>()", "two\nlines", "é"})
  void aShellReadsTheQuotedWord(String value) throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    String command = Provenance.start("t").parameter("v", value).finish().rerunCommand();
    Path output = folder.resolve("out");
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", "printf '%s|' " + command)
            .redirectOutput(output.toFile())
            .start();
    assertThat(shell.waitFor()).isZero();
    assertThat(Files.readAllBytes(output))
        .isEqualTo(("bulwark|t|--v|" + value + "|").getBytes(UTF_8));
  }

  @Test
  void printsOneLine() {
    assertThat(provenance("x", 1, 0))
        .asString()
        .startsWith("seed fffffffffffffffb · vector-256 · bulwark 0.1.0+abc · ")
        .contains(" · rerun: bulwark polar simulate --n 128 ");
    assertThat(Provenance.start("a").finish().toLine()).doesNotContain("seed");
  }

  @Test
  void isReadBackEqualAndRerunsTheSame() throws IOException {
    Provenance written = provenance("x", 3, 1.0 / 3);
    Provenance read = Provenance.read(json(written));
    assertThat(read).isEqualTo(written);
    assertThat(read.fingerprint()).isEqualTo(written.fingerprint());
    assertThat(read.rerunCommand()).isEqualTo(written.rerunCommand());
    Path input = Files.writeString(folder.resolve("in.csv"), "x\n1\n");
    Provenance recorded =
        Provenance.start("robustness fit")
            .parameter("level", 0.95)
            .input(input)
            .threads(Parallel.of(2))
            .noise("seeded — not private")
            .finish();
    assertThat(recorded.inputs())
        .containsExactly(new Provenance.Input("in.csv", Sha256.of(input), 4));
    Path file = folder.resolve("result.json");
    JsonWriter json = new JsonWriter().beginObject().member("schema", "bulwark/t/1");
    json.name("provenance");
    recorded.writeTo(json);
    AtomicFile.writeText(file, json.endObject().toString());
    assertThat(Provenance.read(file)).isEqualTo(recorded);
  }

  @Test
  void refusesDocumentsThatWereChanged() {
    String json = json(provenance("x", 1, 0));
    assertThatThrownBy(() -> Provenance.read(json.replace("\"n\": 128", "\"n\": 256")))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("the fingerprint must be ");
    for (String change :
        List.of(
            "\"task\": 1",
            "\"threads\": 0",
            "\"threads\": 99999999999",
            "\"elapsedSeconds\": -1",
            "\"seed\": 1.5",
            "\"inputs\": 3",
            "\"noise\": null")) {
      String name = change.substring(0, change.indexOf(':'));
      String changed = json.replaceFirst("(?m)^  " + name + ": .*[^,\n]", "  " + change);
      assertThat(changed).isNotEqualTo(json);
      assertThatThrownBy(() -> Provenance.read(changed))
          .as(change)
          .isInstanceOf(MalformedFileException.class);
    }
    assertThatThrownBy(() -> Provenance.read("{}"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("no 'seed'");
    assertThatThrownBy(() -> Provenance.read("[]")).isInstanceOf(MalformedFileException.class);
  }

  @Test
  void checksItsParts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> provenance("x", 0, 0))
        .withMessage("threads must be >= 1, but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> provenance("x", 1, Double.NaN))
        .withMessage("elapsedSeconds must be finite and >= 0, but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Provenance.Input("a", "12", 0))
        .withMessage("sha256 must be 64 lower-case hexadecimal digits, but was '12'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Provenance.Input("a", "0".repeat(64), -1));
    assertThat(provenance("x", 1, 0).parameters()).isUnmodifiable();
  }

  @Test
  void knowsItsBuildAndMachine() {
    assertThat(Platform.library())
        .matches("bulwark \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?(\\+[0-9a-f]{7,40})?");
    assertThat(Platform.java()).startsWith(Integer.toString(Runtime.version().feature()));
    assertThat(Platform.os()).isNotBlank();
    assertThat(Platform.arch()).isNotBlank();
    assertThat(Platform.cpu()).isNotBlank();
    assertThat(Platform.kernels()).matches("plain|vector-\\d+");
  }
}
