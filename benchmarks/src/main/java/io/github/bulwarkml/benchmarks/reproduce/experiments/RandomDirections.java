// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import static io.github.bulwarkml.benchmarks.reproduce.experiments.GaussianWorldExperiment.CITATION;
import static io.github.bulwarkml.benchmarks.reproduce.experiments.GaussianWorldExperiment.MILLER;

import io.github.bulwarkml.benchmarks.reproduce.Claim;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentContext;
import io.github.bulwarkml.benchmarks.reproduce.Measurement;
import io.github.bulwarkml.benchmarks.reproduce.VerdictRule;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Chart.Axis;
import io.github.bulwarkml.core.result.Chart.Mark;
import io.github.bulwarkml.core.result.Chart.Series;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.stats.BinomialInterval;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.LeastSquares;
import io.github.bulwarkml.core.stats.LineFit;
import java.util.List;

/**
 * How far a shift of the mean by a unit vector in a random direction moves a classifier off the
 * line: the cosine between the two, whatever the classifier.
 *
 * @param dimension the number of features
 * @param count how many directions were drawn
 * @param rms root mean square of the deviations
 * @param largest the largest deviation
 * @param bound what the theory allows with probability 95 %
 * @param within how many deviations are within the bound
 */
record RandomDirections(
    int dimension, int count, double rms, double largest, double bound, int within) {
  private static final double DELTA = 0.05;

  static RandomDirections of(int dimension, int count, Seed seed, ExperimentContext context) {
    double bound = Math.sqrt(2 * StrictMath.log(2 / DELTA) / dimension);
    int block = 100;
    List<double[]> cosines =
        context
            .parallel()
            .map(
                count / block,
                b -> {
                  context.cancellation().check();
                  SplitMix64 random = SplitMix64.of(seed.child("block/" + b));
                  double[] values = new double[block];
                  for (int i = 0; i < block; i++) {
                    double first = 0;
                    double squares = 0;
                    for (int j = 0; j < dimension; j++) {
                      double z = GaussianWorld.normal(random);
                      first = j == 0 ? z : first;
                      squares += z * z;
                    }
                    // The sphere looks the same from every classifier: take the first axis.
                    values[i] = Math.abs(first) / Math.sqrt(squares);
                  }
                  return values;
                });
    double squares = 0;
    double largest = 0;
    int within = 0;
    for (double[] values : cosines) {
      for (double value : values) {
        squares += value * value;
        largest = Math.max(largest, value);
        within += value <= bound ? 1 : 0;
      }
    }
    return new RandomDirections(
        dimension, count, Math.sqrt(squares / count), largest, bound, within);
  }

  static Claim bounded(List<RandomDirections> deviations) {
    RandomDirections worst = deviations.get(0);
    for (RandomDirections deviation : deviations) {
      worst = deviation.within() < worst.within() ? deviation : worst;
    }
    Interval interval = BinomialInterval.clopperPearson(worst.within(), worst.count(), 0.95);
    return Claim.titled("random direction: share within the bound")
        .published(
            "at least 95 %",
            "A shift of the mean by beta in a random direction moves a classifier off the line by"
                + " at most beta/(gamma sigma) sqrt(2 ln(2/delta)/d), with probability 1 − delta.")
        .source(CITATION, MILLER)
        .setting(
            worst.count()
                + " random directions, beta = gamma = sigma = 1, delta = 0.05; the dimension with"
                + " the smallest share, d = "
                + worst.dimension())
        .measured(
            Measurement.of(
                100.0 * worst.within() / worst.count(),
                new Interval(100 * interval.low(), 100 * interval.high(), 0.95),
                "%",
                2))
        .judgedBy(VerdictRule.inside(95, 100));
  }

  static Claim shrinking(List<RandomDirections> deviations) {
    double[] x = deviations.stream().mapToDouble(d -> StrictMath.log(d.dimension())).toArray();
    double[] y = deviations.stream().mapToDouble(d -> StrictMath.log(d.rms())).toArray();
    LineFit fit = LeastSquares.line(x, y);
    return Claim.titled("random direction: exponent of the dimension")
        .published("−0.5", "The deviation from the line shrinks as one over the root of d.")
        .source(CITATION, MILLER)
        .setting("log of the root mean square deviation on log d, d from 16 to 1024")
        .measured(Measurement.of(fit.slope(), fit.slopeInterval(0.95).orElseThrow(), "", 3))
        .judgedBy(VerdictRule.near(-0.5, 0.02, 0));
  }

  static Table table(List<RandomDirections> deviations) {
    Table.Builder table =
        Table.titled("Deviation from the line under a shift in a random direction")
            .column(Column.integer("d"))
            .column(Column.integer("directions"))
            .column(Column.decimal("root mean square", 5).inCsvAs("rms"))
            .column(Column.decimal("largest", 5))
            .column(Column.decimal("bound", 5))
            .column(Column.integer("within"));
    for (RandomDirections d : deviations) {
      table.row(d.dimension(), d.count(), d.rms(), d.largest(), d.bound(), d.within());
    }
    return table.build();
  }

  static Chart chart(List<RandomDirections> deviations, String fingerprint) {
    double[] x = deviations.stream().mapToDouble(RandomDirections::dimension).toArray();
    return new Chart(
        "Deviation from the line by dimension",
        Axis.of("dimension d", Chart.Scale.LOG),
        Axis.of("deviation in probit space", Chart.Scale.LOG),
        List.of(
            Series.of(
                "bound, delta = 0.05",
                Mark.REFERENCE,
                x,
                deviations.stream().mapToDouble(RandomDirections::bound).toArray()),
            Series.of(
                "largest",
                Mark.LINE_POINTS,
                x,
                deviations.stream().mapToDouble(RandomDirections::largest).toArray()),
            Series.of(
                "root mean square",
                Mark.LINE_POINTS,
                x,
                deviations.stream().mapToDouble(RandomDirections::rms).toArray())),
        "shift of length 1 in a random direction · " + fingerprint);
  }
}
