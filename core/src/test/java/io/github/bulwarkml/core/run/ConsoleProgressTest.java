// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
  private final StringWriter shown = new StringWriter();
  private long nanos = 5_000_000_000_000L;

  private ConsoleProgress progress(ConsoleProgress.Style style) {
    return new ConsoleProgress(new PrintWriter(shown), style, () -> nanos);
  }

  private void pass(double seconds) {
    nanos += Math.round(seconds * 1e9);
  }

  private List<String> drawn() {
    return List.of(shown.toString().split("\r", -1));
  }

  @Test
  void redrawsOneLineOnATerminal() {
    ConsoleProgress progress = progress(ConsoleProgress.Style.TERMINAL);
    progress.start("training", 2000);
    assertThat(shown).hasToString("\rtraining  0 % [--------------------] 0/2 000");
    pass(10);
    progress.advance(450);
    assertThat(drawn().get(2))
        .isEqualTo("training  22 % [####----------------] 450/2 000  45.0/s  ETA 0:34");
    pass(0.19);
    progress.note("loss", "0.1\n2");
    assertThat(drawn()).hasSize(3);
    pass(0.02);
    progress.advance(0);
    assertThat(drawn().get(3))
        .isEqualTo("training  22 % [####----------------] 450/2 000  44.1/s  ETA 0:35  loss 0.1 2");
    pass(30);
    progress.advance(1550);
    progress.finish();
    assertThat(shown.toString())
        .endsWith("\rtraining: done, 2 000 in 0:40, 49.7/s, loss 0.1 2" + " ".repeat(21) + "\n");
    // Shorter than the line before, so its rest is wiped.
    assertThat(drawn()).hasSize(6);
  }

  @Test
  void redrawsAtMostFiveTimesASecond() {
    ConsoleProgress progress = progress(ConsoleProgress.Style.TERMINAL);
    progress.start("x", 1000);
    for (int i = 0; i < 1000; i++) {
      pass(0.001);
      progress.advance(1);
    }
    assertThat(drawn().size() - 1).isBetween(5, 6);
  }

  @Test
  void writesALineEveryTenSecondsElsewhere() {
    ConsoleProgress progress = progress(ConsoleProgress.Style.LINES);
    progress.start("training", 1000);
    for (int i = 0; i < 250; i++) {
      pass(0.1);
      progress.advance(1);
      progress.note("loss", "0.5");
    }
    progress.finish();
    assertThat(shown)
        .hasToString(
            """
            training: 100/1 000 (10 %), 10.0/s, ETA 1:30, loss 0.5
            training: 200/1 000 (20 %), 10.0/s, ETA 1:20, loss 0.5
            training: done, 250 in 0:25, 10.0/s, loss 0.5
            """);
  }

  @Test
  void showsRatesTimesAndUnknownTotals() {
    ConsoleProgress progress = progress(ConsoleProgress.Style.LINES);
    progress.start("a", 0);
    pass(7200);
    progress.advance(1);
    pass(20);
    progress.advance(1_234_567_890);
    pass(20);
    progress.advance(Long.MAX_VALUE);
    progress.finish();
    progress.start("b", 1_000_000);
    pass(100);
    progress.advance(1);
    pass(500);
    progress.advance(9);
    pass(1000);
    progress.advance(999_990);
    pass(10);
    progress.advance(10);
    progress.finish();
    progress.start("c", 7);
    progress.finish();
    assertThat(shown.toString().lines())
        .containsExactly(
            "a: 1, 0.5/h",
            "a: 1 234 567 891, 170 993/s",
            "a: 9 223 372 036 854 775 807, 1 273 946 413 930 218/s",
            "a: done, 9 223 372 036 854 775 807 in 2:00:40, 1 273 946 413 930 218/s",
            "b: 1/1 000 000 (0 %), 36.0/h, ETA over 99 h",
            "b: 10/1 000 000 (0 %), 1.0/min, ETA over 99 h",
            "b: 1 000 000/1 000 000 (100 %), 625/s",
            "b: 1 000 010/1 000 000 (100 %), 621/s",
            "b: done, 1 000 010 in 26:50, 621/s",
            "c: done in 0:00");
  }

  @Test
  void nestsTasks() {
    ConsoleProgress lines = progress(ConsoleProgress.Style.LINES);
    lines.start("reproduce", 3);
    lines.start("quick", 10);
    pass(1);
    lines.finish();
    lines.advance(1);
    lines.start("slow", 10);
    pass(11);
    lines.advance(5);
    lines.finish();
    lines.advance(1);
    lines.finish();
    assertThat(shown.toString().lines())
        .containsExactly(
            "reproduce 1/3 > slow: 5/10 (50 %), 27.3/min, ETA 0:11",
            "reproduce 1/3 > slow: done, 5 in 0:11, 27.3/min",
            "reproduce: done, 2 in 0:12, 10.0/min");
    shown.getBuffer().setLength(0);
    ConsoleProgress terminal = progress(ConsoleProgress.Style.TERMINAL);
    terminal.start("reproduce", 3);
    pass(1);
    terminal.start("inner", 0);
    terminal.finish();
    terminal.finish();
    // Padded to wipe what stood there.
    assertThat(drawn().get(2))
        .startsWith("reproduce 0/3 > inner  0   ")
        .hasSameSizeAs(drawn().get(1));
    assertThat(shown.toString()).endsWith("\rreproduce: done in 0:01 \n");
  }

  @Test
  void cutsLongLinesAndEndsThemWhenClosed() {
    ConsoleProgress progress = progress(ConsoleProgress.Style.TERMINAL);
    progress.start("x".repeat(200), 10);
    assertThat(drawn().get(1)).hasSize(79).endsWith("x~");
    progress.close();
    assertThat(shown.toString()).endsWith("~\n");
    progress.close();
    progress.start("again", 1);
    progress.finish();
    assertThat(drawn().get(3))
        .matches("again: done in 0:00 +\n")
        .hasSize(drawn().get(2).length() + 1);
  }

  @Test
  void refusesMisuse() {
    ConsoleProgress progress = progress(ConsoleProgress.Style.LINES);
    for (Progress each : List.of(progress, Progress.silent())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> each.start("x", -1))
          .withMessage("totalSteps must be >= 0, but was -1");
      each.start("x", 3);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> each.advance(-1))
          .withMessage("steps must be >= 0, but was -1");
      each.note("key", "value");
      each.finish();
    }
    assertThatIllegalStateException().isThrownBy(progress::finish);
    assertThatIllegalStateException().isThrownBy(() -> progress.advance(1));
    assertThatIllegalStateException().isThrownBy(() -> progress.note("a", "b"));
  }

  @Test
  void countsStepsOfSeveralThreads() {
    ConsoleProgress progress = progress(ConsoleProgress.Style.LINES);
    progress.start("x", 0);
    Parallel.of(7).forEach(1000, i -> progress.advance(i));
    progress.finish();
    assertThat(shown).hasToString("x: done, 499 500 in 0:00\n");
  }
}
