// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Chart.Axis;
import io.github.bulwarkml.core.result.Chart.Mark;
import io.github.bulwarkml.core.result.Chart.Series;
import io.github.bulwarkml.core.stats.Interval;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A {@link RobustnessReport} as a scatter plot on transformed axes: models coloured by type, the
 * trend with its bands, y = x. With several ID sets the horizontal axis is the expected accuracy,
 * and y = x is the trend.
 */
final class ReportChart {
  /** Points of a drawn curve. */
  private static final int GRID = 61;

  private final RobustnessReport report;
  private final Transform transform;
  private final boolean plane;
  private final List<EffectiveRobustness> shown = new ArrayList<>();

  private ReportChart(RobustnessReport report) {
    this.report = report;
    this.transform = report.trend().transform();
    this.plane = report.trend() instanceof MultiTrend;
    Set<EffectiveRobustness> chosen = new LinkedHashSet<>(report.inScope());
    report.highlighted().forEach(name -> chosen.add(report.model(name)));
    for (EffectiveRobustness model : chosen) {
      if (!transform.isExtreme(x(model)) && !transform.isExtreme(model.pair().ood())) {
        shown.add(model);
      }
    }
  }

  static Chart of(RobustnessReport report) {
    return new ReportChart(report).chart();
  }

  private double x(EffectiveRobustness model) {
    return plane ? model.predicted() : model.pair().id();
  }

  private Chart chart() {
    List<Series> series = new ArrayList<>();
    if (!shown.isEmpty()) {
      addDiagonal(series);
      if (!plane) {
        addTrend(series);
      }
      addModels(series);
    }
    String expected = "accuracy expected from " + String.join(" and ", report.ids());
    Axis x = Axis.of(plane ? expected : report.ids().get(0) + ", accuracy", transform.scale());
    Axis y = Axis.of(report.ood() + ", accuracy", transform.scale());
    return new Chart(ReportTables.title(report), x.inPercent(), y.inPercent(), series, caption());
  }

  private String caption() {
    int hidden = report.models().size() - shown.size();
    return transform.label()
        + " axes · "
        + report.trend().estimator().label()
        + ", "
        + report.trend().n()
        + " baseline models, R² "
        + String.format(Locale.ROOT, "%.3f", report.trend().rSquared())
        + " · bands and bars "
        + ReportTables.level(report.level())
        + (hidden == 0
            ? ""
            : " · " + hidden + " models outside the scope or at 0 or 100 % not shown")
        + " · "
        + report.provenance().fingerprint();
  }

  private void addDiagonal(List<Series> series) {
    double low = 1;
    double high = 0;
    for (EffectiveRobustness model : shown) {
      low = Math.min(low, Math.min(x(model), model.pair().ood()));
      high = Math.max(high, Math.max(x(model), model.pair().ood()));
    }
    double[] grid = grid(low, high);
    series.add(Series.of(plane ? "as expected" : "y = x", Mark.REFERENCE, grid, grid));
  }

  private void addTrend(List<Series> series) {
    double low = shown.stream().mapToDouble(this::x).min().orElse(0);
    double high = shown.stream().mapToDouble(this::x).max().orElse(1);
    String name = "trend";
    if (report.trend() instanceof PiecewiseTrend pieces
        && pieces.pivot() > low
        && pieces.pivot() < high) {
      double below = transform.inverse(transform.apply(pieces.pivot()) - 1e-6);
      addPiece(series, name, grid(low, Math.max(low, below)));
      addPiece(series, name, grid(pieces.pivot(), high));
    } else {
      addPiece(series, name, grid(low, high));
    }
  }

  private void addPiece(List<Series> series, String name, double[] x) {
    double[] line = new double[x.length];
    List<Optional<Interval>> mean = new ArrayList<>();
    List<Optional<Interval>> prediction = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      AccuracyPair at = AccuracyPair.of("grid", x[i], 0.5);
      line[i] = report.trend().predict(at);
      mean.add(meanBand(at));
      prediction.add(report.trend().predictionInterval(at, report.level()));
    }
    addBand(series, x, prediction);
    addBand(series, x, mean);
    series.add(Series.of(name, Mark.LINE, x, line));
  }

  private Optional<Interval> meanBand(AccuracyPair at) {
    if (report.trend().estimator() == TrendEstimator.OLS) {
      return report.trend().lineInterval(at, report.level());
    }
    return report
        .bootstrap()
        .flatMap(bootstrap -> bootstrap.rho(at, report.level()))
        .map(rho -> new Interval(at.ood() - rho.high(), at.ood() - rho.low(), rho.level()));
  }

  private static void addBand(List<Series> series, double[] x, List<Optional<Interval>> band) {
    if (band.stream().allMatch(Optional::isPresent)) {
      series.add(
          Series.band(
              "",
              x,
              band.stream().mapToDouble(b -> b.orElseThrow().low()).toArray(),
              band.stream().mapToDouble(b -> b.orElseThrow().high()).toArray()));
    }
  }

  private void addModels(List<Series> series) {
    Set<String> named = new HashSet<>(report.highlighted());
    Map<String, List<EffectiveRobustness>> types = new LinkedHashMap<>();
    boolean typed = shown.stream().anyMatch(model -> !model.pair().type().isEmpty());
    for (EffectiveRobustness model : shown) {
      String type = model.pair().type();
      String name =
          typed
              ? type.isEmpty() ? "other" : type
              : model.usedForFit() ? "baseline models" : "other models";
      types.computeIfAbsent(name, t -> new ArrayList<>()).add(model);
    }
    types.forEach((type, models) -> series.add(points(type, models, named)));
  }

  private Series points(String type, List<EffectiveRobustness> models, Set<String> named) {
    Series points =
        Series.of(
            type,
            Mark.POINTS,
            models.stream().mapToDouble(this::x).toArray(),
            models.stream().mapToDouble(model -> model.pair().ood()).toArray());
    if (models.stream().anyMatch(model -> named.contains(model.model()))) {
      points =
          points.withLabels(
              models.stream()
                  .map(model -> named.contains(model.model()) ? model.model() : "")
                  .toList());
    }
    if (models.stream().allMatch(model -> model.pair().oodExamples() > 0)) {
      List<Interval> bars =
          models.stream().map(m -> m.pair().oodInterval(report.level()).orElseThrow()).toList();
      points = points.withErrorBars(lows(bars), highs(bars));
    }
    if (!plane && models.stream().allMatch(model -> model.pair().idExamples() > 0)) {
      List<Interval> bars =
          models.stream().map(m -> m.pair().idInterval(report.level()).orElseThrow()).toList();
      points = points.withHorizontalErrorBars(lows(bars), highs(bars));
    }
    return points;
  }

  private static double[] lows(List<Interval> intervals) {
    return intervals.stream().mapToDouble(Interval::low).toArray();
  }

  private static double[] highs(List<Interval> intervals) {
    return intervals.stream().mapToDouble(Interval::high).toArray();
  }

  /** {@return accuracies evenly spaced in transformed space, ends included} */
  private double[] grid(double low, double high) {
    double[] grid = new double[GRID];
    double from = transform.apply(Math.max(0, Math.min(1, low)));
    double to = transform.apply(Math.max(0, Math.min(1, high)));
    for (int i = 0; i < GRID; i++) {
      double p = transform.inverse(from + (to - from) * i / (GRID - 1));
      grid[i] = Math.max(0, Math.min(1, p));
    }
    return grid;
  }
}
