// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Chart.Axis;
import io.github.bulwarkml.core.result.Chart.Mark;
import io.github.bulwarkml.core.result.Chart.Series;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.robustness.AccuracyPair;
import io.github.bulwarkml.robustness.BaselineFit;
import io.github.bulwarkml.robustness.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pictures of a {@link DiversityReport}. */
final class DiversityChart {
  /** Points of a drawn line. */
  private static final int GRID = 61;

  private DiversityChart() {}

  static Chart scatter(DiversityReport report) {
    DiversityMetric metric = report.options().metric();
    List<Series> series = new ArrayList<>();
    double low = 1;
    double high = 0;
    for (PretrainingOutcome outcome : report.outcomes()) {
      List<AccuracyPair> pairs = drawn(report, outcome.pretraining());
      for (AccuracyPair pair : pairs) {
        low = Math.min(low, pair.id());
        high = Math.max(high, pair.id());
      }
      series.add(
          Series.of(
              outcome.pretraining(),
              Mark.POINTS,
              pairs.stream().mapToDouble(AccuracyPair::id).toArray(),
              pairs.stream().mapToDouble(AccuracyPair::ood).toArray()));
    }
    if (low < high) {
      for (Map.Entry<Long, BaselineFit> line : report.linesByRun().entrySet()) {
        String name = report.lines().size() == 1 ? "scratch line" : "line, run " + line.getKey();
        series.add(line(name, line.getValue(), low, high));
      }
    }
    return new Chart(
        DiversityTables.title(report),
        Axis.of("ID " + metric.label(), Chart.Scale.LOGIT),
        Axis.of("OOD " + metric.label(), Chart.Scale.LOGIT),
        series,
        "logit axes · " + report.provenance().fingerprint());
  }

  private static List<AccuracyPair> drawn(DiversityReport report, String pretraining) {
    return report.models().stream()
        .filter(model -> model.pretraining().equals(pretraining))
        .map(model -> model.pair(report.options().metric()))
        .filter(p -> !Transform.LOGIT.isExtreme(p.id()) && !Transform.LOGIT.isExtreme(p.ood()))
        .toList();
  }

  private static Series line(String name, BaselineFit fit, double low, double high) {
    double from = Transform.LOGIT.apply(low);
    double to = Transform.LOGIT.apply(high);
    double[] x = new double[GRID];
    double[] y = new double[GRID];
    for (int k = 0; k < GRID; k++) {
      x[k] = Transform.LOGIT.inverse(from + (to - from) * k / (GRID - 1));
      y[k] = fit.predict(x[k]);
    }
    return Series.of(name, Mark.LINE, x, y);
  }

  static Optional<Chart> quantity(DiversityReport report) {
    List<DiversityDesign.Quantity> measured =
        report.options().design().quantities().stream()
            .filter(
                quantity ->
                    report.outcomes().stream()
                        .anyMatch(o -> o.pretraining().equals(quantity.pretraining())))
            .toList();
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    int n = measured.size();
    double[] x = new double[n];
    double[] y = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    for (int k = 0; k < n; k++) {
      PretrainingOutcome outcome = report.outcome(measured.get(k).pretraining());
      x[k] = measured.get(k).images();
      y[k] = 100 * outcome.rho();
      low[k] = outcome.interval().map(Interval::low).map(v -> 100 * v).orElse(y[k]);
      high[k] = outcome.interval().map(Interval::high).map(v -> 100 * v).orElse(y[k]);
    }
    return Optional.of(
        new Chart(
            "Effective robustness and the number of pre-training images",
            Axis.of("pre-training images", Chart.Scale.LOG),
            Axis.of("effective robustness, points", Chart.Scale.LINEAR),
            List.of(Series.of("", Mark.LINE_POINTS, x, y).withErrorBars(low, high)),
            "bars: intervals over runs · " + report.provenance().fingerprint()));
  }
}
