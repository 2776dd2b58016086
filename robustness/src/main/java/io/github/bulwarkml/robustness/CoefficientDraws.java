// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Bootstrap;
import io.github.bulwarkml.core.stats.Huber;
import io.github.bulwarkml.core.stats.LeastSquares;
import io.github.bulwarkml.core.stats.LineBootstrap;
import io.github.bulwarkml.core.stats.MultipleFit;
import io.github.bulwarkml.core.stats.TheilSen;
import java.util.Optional;

/** The coefficients of a line or plane fitted to models drawn with replacement. */
final class CoefficientDraws {
  /** Resamples of a plane per task: the split does not depend on the number of threads. */
  private static final int BLOCK = 50;

  /** So many unusable resamples in a row mean that no usable one will come. */
  private static final int PATIENCE = 10_000;

  private final double[][] coefficients;
  private final double[] residuals;
  private final long redrawn;

  private CoefficientDraws(double[][] coefficients, double[] residuals, long redrawn) {
    this.coefficients = coefficients;
    this.residuals = residuals;
    this.redrawn = redrawn;
  }

  /** {@return the lines of resamples; residuals are drawn from those of the fitted line} */
  static CoefficientDraws ofLine(BaselineFit fit, int resamples, Seed seed, Parallel parallel) {
    Require.inRange(resamples, 1, TrendBootstrap.MAXIMUM, "resamples");
    double[] x = fit.pairs().x()[0];
    double[] y = fit.pairs().y();
    Bootstrap bootstrap =
        Bootstrap.builder().seed(seed).replicates(resamples).parallel(parallel).build();
    LineBootstrap lines =
        switch (fit.estimator()) {
          case OLS -> bootstrap.line(x, y);
          case THEIL_SEN -> bootstrap.line(x, y, TheilSen::line);
          case HUBER -> bootstrap.line(x, y, Huber::line);
        };
    double[] residuals = y.clone();
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] -= fit.intercept() + fit.slope() * x[i];
    }
    return new CoefficientDraws(
        new double[][] {lines.intercepts(), lines.slopes()},
        drawn(residuals, resamples, seed),
        lines.redrawn());
  }

  /**
   * {@return the planes of resamples; a resample whose ID sets depend on each other is drawn again}
   */
  static CoefficientDraws ofPlane(
      UsablePairs pairs, MultipleFit fit, int resamples, Seed seed, Parallel parallel) {
    Require.inRange(resamples, 1, TrendBootstrap.MAXIMUM, "resamples");
    double[][] rows = pairs.rows();
    int k = fit.predictors();
    double[][] coefficients = new double[k + 1][resamples];
    long[] refused = new long[(resamples + BLOCK - 1) / BLOCK];
    long root = seed.child("bootstrap/line").value();
    parallel.forEach(
        refused.length,
        block -> {
          int end = Math.min(resamples, (block + 1) * BLOCK);
          for (int b = block * BLOCK; b < end; b++) {
            refused[block] += plane(rows, pairs.y(), stream(root, b), coefficients, b);
          }
        });
    long redrawn = 0;
    for (long count : refused) {
      redrawn += count;
    }
    double[] residuals = pairs.y().clone();
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] -= fit.predict(rows[i]);
    }
    return new CoefficientDraws(coefficients, drawn(residuals, resamples, seed), redrawn);
  }

  /** Fits resample b and returns how many draws could not be fitted. */
  private static int plane(
      double[][] rows, double[] y, SplitMix64 random, double[][] coefficients, int b) {
    int n = y.length;
    double[][] drawnRows = new double[n][];
    double[] drawnY = new double[n];
    for (int refused = 0; refused < PATIENCE; refused++) {
      for (int i = 0; i < n; i++) {
        int chosen = random.nextInt(n);
        drawnRows[i] = rows[chosen];
        drawnY[i] = y[chosen];
      }
      Optional<MultipleFit> fit = tryFit(drawnRows, drawnY);
      if (fit.isPresent()) {
        coefficients[0][b] = fit.get().intercept();
        for (int j = 1; j < coefficients.length; j++) {
          coefficients[j][b] = fit.get().coefficient(j - 1);
        }
        return refused;
      }
    }
    throw new NumericalException(
        "none of " + PATIENCE + " resamples of " + n + " models could be fitted");
  }

  /** {@return the plane, or empty if the ID accuracies of the draw depend on each other} */
  private static Optional<MultipleFit> tryFit(double[][] rows, double[] y) {
    try {
      return Optional.of(LeastSquares.multiple(rows, y));
    } catch (NumericalException e) {
      return Optional.empty();
    }
  }

  private static double[] drawn(double[] residuals, int resamples, Seed seed) {
    long root = seed.child("bootstrap/residuals").value();
    double[] drawn = new double[resamples];
    for (int b = 0; b < resamples; b++) {
      drawn[b] = residuals[stream(root, b).nextInt(residuals.length)];
    }
    return drawn;
  }

  /** {@return the stream of a resample} */
  static SplitMix64 stream(long root, long index) {
    return new SplitMix64(SplitMix64.mix(root ^ SplitMix64.mix(index + 1)));
  }

  int resamples() {
    return residuals.length;
  }

  int idSets() {
    return coefficients.length - 1;
  }

  long redrawn() {
    return redrawn;
  }

  /** {@return a copy of one coefficient over all resamples; 0 is the intercept} */
  double[] coefficient(int index) {
    return coefficients[index].clone();
  }

  /** {@return the transformed expectation at x in resample b} */
  double predictor(double[] x, int b) {
    double value = coefficients[0][b];
    for (int j = 0; j < x.length; j++) {
      value += coefficients[j + 1][b] * x[j];
    }
    return value;
  }

  /** {@return the transformed expectations at x in all resamples} */
  double[] predictors(double[] x) {
    double[] values = coefficients[0].clone();
    for (int j = 0; j < x.length; j++) {
      double[] slopes = coefficients[j + 1];
      for (int b = 0; b < values.length; b++) {
        values[b] += slopes[b] * x[j];
      }
    }
    return values;
  }

  /** Adds a residual drawn with replacement to each value. */
  void addResiduals(double[] values) {
    for (int b = 0; b < values.length; b++) {
      values[b] += residuals[b];
    }
  }
}
