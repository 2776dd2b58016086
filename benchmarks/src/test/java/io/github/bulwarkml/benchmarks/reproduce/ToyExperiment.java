// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Chart.Axis;
import io.github.bulwarkml.core.result.Chart.Mark;
import io.github.bulwarkml.core.result.Chart.Series;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.stats.Interval;
import java.io.IOException;
import java.util.List;

/** An experiment for tests: counts its runs, and does on the way what a test asks for. */
final class ToyExperiment implements Experiment {
  private final String name;
  private final DataNeed need;
  private final Step step;
  private int runs;

  /** What happens in the middle of a run. */
  interface Step {
    void take(ExperimentContext context) throws IOException;
  }

  ToyExperiment(String name) {
    this(name, DataNeed.none(), context -> {});
  }

  ToyExperiment(String name, DataNeed need, Step step) {
    this.name = name;
    this.need = need;
    this.step = step;
  }

  int runs() {
    return runs;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return "A toy <b>called</b> \"" + name + "\" & nothing else.";
  }

  @Override
  public DataNeed data() {
    return need;
  }

  @Override
  public double quickMinutes() {
    return 0.1;
  }

  @Override
  public ExperimentOutcome run(ExperimentContext context) throws IOException {
    runs++;
    Provenance.Recorder recorder = context.provenance(this);
    step.take(context);
    context.cancellation().check();
    double drawn = SplitMix64.of(context.seed().child(name)).nextDouble();
    Table.Builder table =
        Table.titled("Everything a cell can be <>&")
            .column(Column.text("text"))
            .column(Column.integer("count"))
            .column(Column.decimal("value", 3))
            .column(Column.scientific("rate", 2))
            .column(Column.interval("interval", 2, "low", "high"));
    table.row("a,\"b\"\n<script>", 1234567L, drawn, 1e-7, new Interval(0, 1, 0.95));
    table.row(null, null, Double.NaN, Double.POSITIVE_INFINITY, null);
    for (int i = 0; i < 20; i++) {
      table.row("row", i, i / 7.0, i * 1e-3, new Interval(-i, i, 0.9));
    }
    double[] x = {0.1, 0.5, 0.9};
    Chart chart =
        new Chart(
            "chart & more",
            Axis.of("x", Chart.Scale.LOGIT),
            Axis.of("y", Chart.Scale.LINEAR).between(0, 1),
            List.of(
                Series.of("a", Mark.POINTS, x, new double[] {0.2, Double.NaN, 0.8})
                    .withErrorBars(new double[] {.1, .1, .1}, new double[] {.9, .9, .9})
                    .withLabels(List.of("one", "", "<three>")),
                Series.of("", Mark.LINE, x, x)),
            recorder.finish().fingerprint());
    return ExperimentOutcome.of(this)
        .claim(
            Claim.titled("toy claim <1>")
                .published("0.5", "A fair draw is 0.5 & no less.")
                .source("Nobody 2020, \"p. 1\"", "https://example.org/?a=1&b=2")
                .setting("one draw")
                .measured(Measurement.of(drawn, new Interval(0, 1, 0.95), "", 3))
                .judgedBy(VerdictRule.contains(0.5, 1)))
        .claim(
            Claim.titled("exact claim")
                .published("1", "One is one.")
                .source("Nobody 2020", "https://example.org")
                .setting("counting")
                .measured(Measurement.exact(1, "", 0))
                .judgedBy(VerdictRule.notComparable("it is a toy")))
        .table("cells", table.build())
        .chart("points", chart)
        .note("A note with <angle brackets>.")
        .build(recorder.finish());
  }
}
