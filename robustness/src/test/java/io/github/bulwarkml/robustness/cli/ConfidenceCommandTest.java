// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.cli.ExitCode;
import io.github.bulwarkml.core.testing.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfidenceCommandTest {
  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  /** Expected values were computed with NumPy from the definitions. */
  @Test
  void estimatesOnTheStoredProbabilities() {
    String id = RealData.require("robustness/synthtrap/probs_scratch_id.csv").toString();
    String ood = RealData.require("robustness/synthtrap/probs_scratch_ood.csv").toString();
    CommandLines run =
        CommandLines.run(
            "confidence",
            "--probabilities",
            id,
            "--labels",
            id + "#y",
            "--ood-probabilities",
            ood,
            "--ood-labels",
            ood + "#y",
            "--format",
            "csv");
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("method,accOodEstimate,examples,threshold,accId,accOod,errorPoints\n")
        .contains("averageConfidence,0.50279303424")
        .contains("atcMaxProbability,0.536,1000,")
        .contains("atcNegativeEntropy,0.575,1000,")
        .contains(",0.874,0.433,");
    assertThat(
            CommandLines.run(
                    "confidence",
                    "--probabilities",
                    id,
                    "--labels",
                    id + "#y",
                    "--ood-probabilities",
                    id,
                    "--ood-labels",
                    id + "#y",
                    "--format",
                    "json")
                .out())
        .contains("\"accOodEstimate\": 0.874");
  }

  @Test
  void withoutLabelsOfTheShiftedSet() throws IOException {
    String id = file("id.csv", "y,a,b\n0,0.9,0.1\n1,0.6,0.4\n");
    String ood = file("ood.csv", "a,b\n0.7,0.3\n");
    CommandLines run =
        CommandLines.run(
            "confidence", "--probabilities", id, "--labels", id + "#y", "--ood-probabilities", ood);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("averageConfidence         0.700000").doesNotContain("accOod ");
    CommandLines wrong =
        CommandLines.run(
            "confidence",
            "--probabilities",
            id,
            "--labels",
            id + "#y",
            "--ood-probabilities",
            file("three.csv", "a,b,c\n0.5,0.5,0\n"));
    assertThat(wrong.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(wrong.err()).contains("must have 2 classes as " + id + ", but has 3");
  }
}
