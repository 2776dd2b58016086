// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulwarkCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return BulwarkCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void versionNamesLibraryJdkAndKernels() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("bulwark 0.").contains("java ").contains("kernels ");
  }

  @Test
  void helpListsTheGroups() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("robustness", "bench", "doctor");
    assertThat(run("bench", "--help")).isZero();
    assertThat(out.toString()).contains("JMH");
  }

  @Test
  void anUnknownGroupIsAUsageErrorWithTheNearestName() {
    assertThat(run("docter")).isEqualTo(2);
    assertThat(err.toString()).contains("docter").contains("doctor").contains("known: ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void noGroupIsAUsageError() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("name a group").contains("robustness");
  }

  @Test
  void doctorShowsWhatThereIs() {
    assertThat(run("doctor")).isZero();
    assertThat(out.toString())
        .contains("java", "kernels", "threads", "heap")
        .containsPattern("nd4j +ND4J, (plain )?natives ")
        .contains("nd4j library", "native threads", "dl4j");
  }

  @Test
  void doctorLooksForTheDataFolders(@TempDir Path folder) throws Exception {
    assertThat(DoctorCommand.data(null)).contains("BULWARK_DATA is not set");
    assertThat(DoctorCommand.data(folder.resolve("none").toString())).contains("is not a folder");
    assertThat(DoctorCommand.data(folder.toString())).contains("none of");
    Files.createDirectory(folder.resolve("robustness"));
    assertThat(DoctorCommand.data(folder.toString())).endsWith(": robustness");
  }
}
