// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import io.github.bulwarkml.benchmarks.reproduce.Claim;
import io.github.bulwarkml.benchmarks.reproduce.DataNeed;
import io.github.bulwarkml.benchmarks.reproduce.Experiment;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentContext;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentOutcome;
import io.github.bulwarkml.benchmarks.reproduce.Measurement;
import io.github.bulwarkml.benchmarks.reproduce.VerdictRule;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Chart.Axis;
import io.github.bulwarkml.core.result.Chart.Mark;
import io.github.bulwarkml.core.result.Chart.Series;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.stats.BinomialInterval;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.LeastSquares;
import io.github.bulwarkml.core.stats.LineFit;
import io.github.bulwarkml.core.stats.NormalDistribution;
import io.github.bulwarkml.robustness.AccuracyPair;
import io.github.bulwarkml.robustness.BaselineFit;
import io.github.bulwarkml.robustness.Transform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The Gaussian theory of accuracy on the line, put to the test: linear classifiers on two Gaussian
 * classes fall on a probit line whose slope the theory gives, the fit finds it, and its interval
 * covers it as often as it says; a shift in a random direction bends the line no more than the
 * theory's bound.
 *
 * <p>Reference: Miller et al., "Accuracy on the line", ICML 2021, arXiv:2107.04649, the theory on
 * Gaussian data: means scaled by alpha and moved by beta in a random direction, noise scaled by
 * gamma.
 *
 * @since 0.1.0
 */
public final class GaussianWorldExperiment implements Experiment {
  static final String MILLER = "https://arxiv.org/abs/2107.04649";
  static final String CITATION = "Miller et al. 2021, theory on Gaussian data";
  private static final double LEVEL = 0.999;
  private static final int[] DIMENSIONS = {16, 64, 256, 1024};

  private static final List<GaussianWorld> WORLDS =
      List.of(
          new GaussianWorld(1, 1),
          new GaussianWorld(0.8, 1),
          new GaussianWorld(1, 1.6),
          new GaussianWorld(0.6, 1.5));

  /** Creates the experiment. */
  public GaussianWorldExperiment() {}

  @Override
  public String name() {
    return "accuracy-on-the-line-simulation";
  }

  @Override
  public String description() {
    return "Classifiers of a Gaussian world lie on the probit line that theory predicts.";
  }

  @Override
  public DataNeed data() {
    return DataNeed.none();
  }

  @Override
  public double quickMinutes() {
    return 0.15;
  }

  @Override
  public ExperimentOutcome run(ExperimentContext context) throws IOException {
    Provenance.Recorder recorder = context.provenance(this);
    String fingerprint = recorder.finish().fingerprint();
    Seed seed = context.seed().child(name());
    ExperimentOutcome.Builder outcome = ExperimentOutcome.of(this);
    int models = context.isFull() ? 200 : 80;
    int examples = context.isFull() ? 20_000 : 4_000;
    int replications = context.isFull() ? 8_000 : 800;
    int directions = context.isFull() ? 40_000 : 4_000;
    context.progress().start(name(), WORLDS.size() * models + replications + DIMENSIONS.length);

    List<List<AccuracyPair>> pairs = new ArrayList<>();
    List<BaselineFit> fits = new ArrayList<>();
    for (int w = 0; w < WORLDS.size(); w++) {
      GaussianWorld world = WORLDS.get(w);
      Seed worldSeed = seed.child("world/" + w);
      List<AccuracyPair> tested =
          context
              .parallel()
              .map(
                  models,
                  i -> {
                    context.cancellation().check();
                    AccuracyPair pair = world.model(i, models, examples, worldSeed);
                    context.progress().advance(1);
                    return pair;
                  });
      BaselineFit fit = BaselineFit.of(tested, Transform.PROBIT);
      pairs.add(tested);
      fits.add(fit);
      String setting =
          models + " classifiers, each tested on " + examples + " fresh examples before and after";
      outcome.claim(slope(world, fit, setting));
      if (w == WORLDS.size() - 1) {
        outcome.claim(intercept(world, fit, setting));
      }
    }
    outcome.claim(coverage(context, seed.child("coverage"), replications));
    List<RandomDirections> deviations = new ArrayList<>();
    for (int dimension : DIMENSIONS) {
      context.cancellation().check();
      deviations.add(
          RandomDirections.of(
              dimension, directions, seed.child("direction/" + dimension), context));
      context.progress().advance(1);
    }
    outcome
        .claim(RandomDirections.bounded(deviations))
        .claim(RandomDirections.shrinking(deviations));
    context.progress().finish();
    outcome
        .table("lines", lines(fits))
        .table("deviations", RandomDirections.table(deviations))
        .chart("lines", scatter(pairs, fits, fingerprint))
        .chart("deviations", RandomDirections.chart(deviations, fingerprint))
        .note(
            "Every classifier has test examples of its own. Real benchmarks share one test set"
                + " between all models, which moves all points together and makes intervals of the"
                + " intercept too narrow.")
        .note(
            "Test accuracy before the shift is itself an estimate, which pulls a least-squares"
                + " slope towards zero; with these test sets by less than half a percent.");
    return outcome.build(recorder.finish());
  }

  private static Claim slope(GaussianWorld world, BaselineFit fit, String setting) {
    Interval interval = fit.leastSquares().slopeInterval(LEVEL).orElseThrow();
    String expected = String.format(Locale.ROOT, "%.3f", world.slope());
    return Claim.titled("slope, " + world.label())
        .published(
            expected, "In probit space the classifiers lie on a line of slope alpha / gamma.")
        .source(CITATION, MILLER)
        .setting(setting)
        .measured(Measurement.of(fit.slope(), interval, "", 3))
        .judgedBy(VerdictRule.contains(world.slope(), 0.15));
  }

  private static Claim intercept(GaussianWorld world, BaselineFit fit, String setting) {
    Interval interval = fit.leastSquares().interceptInterval(LEVEL).orElseThrow();
    return Claim.titled("intercept, " + world.label())
        .published("0", "The line goes through zero: a coin flip stays a coin flip.")
        .source(CITATION, MILLER)
        .setting(setting)
        .measured(Measurement.of(fit.intercept(), interval, "", 3))
        .judgedBy(VerdictRule.contains(0, 0.15));
  }

  /** How often the 95 % interval of the slope holds the true slope, over many small studies. */
  private static Claim coverage(ExperimentContext context, Seed seed, int replications) {
    int models = 60;
    int examples = 10_000;
    GaussianWorld world = new GaussianWorld(0.8, 1.25);
    List<Boolean> covered =
        context
            .parallel()
            .map(
                replications,
                r -> {
                  context.cancellation().check();
                  SplitMix64 random = SplitMix64.of(seed.child("study/" + r));
                  double[] x = new double[models];
                  double[] y = new double[models];
                  for (int m = 0; m < models; m++) {
                    // Accuracies from 56 % to 90 % before the shift.
                    double z = 0.15 + 1.15 * (m + 0.5) / models;
                    x[m] = observed(z, examples, random);
                    y[m] = observed(world.slope() * z, examples, random);
                  }
                  context.progress().advance(1);
                  return LeastSquares.line(x, y)
                      .slopeInterval(0.95)
                      .orElseThrow()
                      .contains(world.slope());
                });
    long hits = covered.stream().filter(hit -> hit).count();
    Interval interval = BinomialInterval.clopperPearson(hits, replications, 0.95);
    return Claim.titled("coverage of the slope's 95 % interval")
        .published("95 %", "A 95 % interval holds the true value in 95 % of studies.")
        .source("Neyman 1937", "https://doi.org/10.1098/rsta.1937.0005")
        .setting(
            replications
                + " studies of "
                + models
                + " classifiers, each tested on "
                + examples
                + " examples before and after, true slope 0.64")
        .measured(
            Measurement.of(
                100.0 * hits / replications,
                new Interval(100 * interval.low(), 100 * interval.high(), 0.95),
                "%",
                1))
        .judgedBy(VerdictRule.near(95, 3, 0));
  }

  /** The probit of the share of right answers of a classifier whose true probit is z. */
  private static double observed(double z, int examples, SplitMix64 random) {
    double accuracy = NormalDistribution.cdf(z);
    int right = 0;
    for (int i = 0; i < examples; i++) {
      right += random.nextDouble() < accuracy ? 1 : 0;
    }
    return NormalDistribution.quantile(right / (double) examples);
  }

  private static Table lines(List<BaselineFit> fits) {
    Table.Builder table =
        Table.titled("Probit lines of the four worlds")
            .column(Column.text("world"))
            .column(Column.decimal("theory", 4).inCsvAs("theorySlope"))
            .column(Column.decimal("slope", 4))
            .column(Column.interval("99.9 % interval", 4, "slopeLow999", "slopeHigh999"))
            .column(Column.decimal("intercept", 4))
            .column(Column.interval("its interval", 4, "interceptLow999", "interceptHigh999"))
            .column(Column.decimal("R2", 4).inCsvAs("rSquared"))
            .column(Column.integer("classifiers"));
    for (int w = 0; w < fits.size(); w++) {
      LineFit line = fits.get(w).leastSquares();
      table.row(
          WORLDS.get(w).label(),
          WORLDS.get(w).slope(),
          line.slope(),
          line.slopeInterval(LEVEL).orElseThrow(),
          line.intercept(),
          line.interceptInterval(LEVEL).orElseThrow(),
          line.rSquared(),
          fits.get(w).n());
    }
    return table.build();
  }

  private static Chart scatter(
      List<List<AccuracyPair>> pairs, List<BaselineFit> fits, String fingerprint) {
    List<Series> series = new ArrayList<>();
    double[] ends = {0.01, 0.5, 0.99};
    series.add(Series.of("y = x", Mark.REFERENCE, ends, ends));
    for (int w = 0; w < pairs.size(); w++) {
      double[] x = pairs.get(w).stream().mapToDouble(AccuracyPair::id).toArray();
      double[] y = pairs.get(w).stream().mapToDouble(AccuracyPair::ood).toArray();
      double low = Double.POSITIVE_INFINITY;
      double high = 0;
      for (double id : x) {
        low = Math.min(low, id);
        high = Math.max(high, id);
      }
      double[] line = {low, high};
      double[] predicted = {fits.get(w).predict(low), fits.get(w).predict(high)};
      String name = WORLDS.get(w).label();
      series.add(Series.of(name, Mark.LINE, line, predicted));
      series.add(Series.of(name, Mark.POINTS, x, y));
    }
    return new Chart(
        "Accuracy before and after the shift",
        Axis.of("accuracy before the shift (probit scale)", Chart.Scale.PROBIT),
        Axis.of("accuracy after the shift (probit scale)", Chart.Scale.PROBIT),
        series,
        "Gaussian worlds, lines fitted to the points shown · " + fingerprint);
  }
}
