// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelFileTest {
  @TempDir Path folder;

  @Test
  void readsOneLabelPerLine() throws IOException {
    assertThat(read("3\n0\n181\n")).containsExactly(3, 0, 181);
    assertThat(read("\uFEFF3\r\n 0 \r\n\r\n")).containsExactly(3, 0);
    assertThat(read("7")).containsExactly(7);
    assertThat(read("")).isEmpty();
    assertThat(read("1\n".repeat(5000))).hasSize(5000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "182", "1.0", "y", "", "99999999999", "1,2", "\u0967"})
  void refusesWhatIsNoLabel(String cell) {
    assertThatThrownBy(() -> read("1\n2\n" + cell + "\n4\n"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "labels.csv: line 3: must be an integer class label in [0, 182), but was '"
                + cell
                + "'");
  }

  private int[] read(String text) throws IOException {
    Path file = folder.resolve("labels.csv");
    Files.writeString(file, text);
    return LabelFile.read(file, 182);
  }

  @Test
  void findsThePredictionFilesOfAFolder() throws IOException {
    for (String name :
        new String[] {
          "iwildcam_split:test_seed:1_epoch:best_pred.csv",
          "iwildcam_split:test_seed:0_epoch:best_pred.csv",
          "iwildcam_split:test_seed:10.csv",
          "iwildcam_split:id_test_seed:0_epoch:best_pred.csv",
          "readme.csv",
          "iwildcam_split:test_seed:2_epoch:best_pred.txt"
        }) {
      Files.writeString(folder.resolve(name), "1\n2\n");
    }
    assertThat(WildsPredictionFile.list(folder))
        .extracting(file -> file.dataset() + " " + file.split() + " " + file.seed())
        .containsExactly(
            "iwildcam id_test 0", "iwildcam test 0", "iwildcam test 1", "iwildcam test 10");
    assertThat(WildsPredictionFile.list(folder).get(0).read(182)).containsExactly(1, 2);
    Files.writeString(folder.resolve("iwildcam_split:test_seed:1_epoch:last_pred.csv"), "1\n");
    assertThatThrownBy(() -> WildsPredictionFile.list(folder))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageEndingWith(
            "holds two files for split test, seed 1: iwildcam_split:test_seed:1_epoch:best_pred.csv"
                + " and iwildcam_split:test_seed:1_epoch:last_pred.csv");
  }
}
