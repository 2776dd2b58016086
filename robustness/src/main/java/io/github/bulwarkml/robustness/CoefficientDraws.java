// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;

/** The coefficients of a line (or plane) fitted to models drawn with replacement. */
final class CoefficientDraws {
  /** Resamples per task: the split does not depend on the number of threads. */
  private static final int BLOCK = 50;

  /** So many unusable resamples in a row mean that no usable one will come. */
  private static final int PATIENCE = 10_000;

  /** Finds coefficients. */
  @FunctionalInterface
  interface Estimator {
    /**
     * Writes intercept and slopes of a resample.
     *
     * @param x regressors {@code [k][n]}
     * @param y responses {@code [n]}
     * @param coefficients receives intercept and k slopes
     * @return whether the resample could be fitted
     */
    boolean fit(double[][] x, double[] y, double[] coefficients);
  }

  private final double[][] coefficients;
  private final double[] residuals;
  private final long redrawn;

  private CoefficientDraws(double[][] coefficients, double[] residuals, long redrawn) {
    this.coefficients = coefficients;
    this.residuals = residuals;
    this.redrawn = redrawn;
  }

  /**
   * {@return the coefficients of resamples}
   *
   * @param x regressors {@code [k][n]}
   * @param y responses {@code [n]}
   * @param fitted intercept and slopes of the fit to all models, for the residuals
   * @param estimator finds the coefficients of a resample
   * @param resamples how many
   * @param seed resample b uses the stream of {@code mix(seed + b * GOLDEN_GAMMA)}
   * @param parallel the threads to use
   */
  static CoefficientDraws of(
      double[][] x,
      double[] y,
      double[] fitted,
      Estimator estimator,
      int resamples,
      Seed seed,
      Parallel parallel) {
    Require.inRange(resamples, 1, TrendBootstrap.MAXIMUM, "resamples");
    int k = x.length;
    int n = y.length;
    long base = seed.child("bootstrap").value();
    double[][] coefficients = new double[k + 1][resamples];
    double[] residuals = residuals(x, y, fitted);
    double[] drawn = new double[resamples];
    long[] redraws = new long[(resamples + BLOCK - 1) / BLOCK];
    parallel.forEach(
        redraws.length,
        block -> {
          double[][] xs = new double[k][n];
          double[] ys = new double[n];
          double[] found = new double[k + 1];
          int end = Math.min(resamples, (block + 1) * BLOCK);
          for (int b = block * BLOCK; b < end; b++) {
            SplitMix64 random = new SplitMix64(SplitMix64.mix(base + b * SplitMix64.GOLDEN_GAMMA));
            redraws[block] += draw(x, y, xs, ys, random, estimator, found);
            for (int c = 0; c <= k; c++) {
              coefficients[c][b] = found[c];
            }
            drawn[b] = residuals[random.nextInt(n)];
          }
        });
    long redrawn = 0;
    for (long count : redraws) {
      redrawn += count;
    }
    return new CoefficientDraws(coefficients, drawn, redrawn);
  }

  /** Draws until the estimator accepts; returns how many resamples it refused. */
  private static int draw(
      double[][] x,
      double[] y,
      double[][] xs,
      double[] ys,
      SplitMix64 random,
      Estimator estimator,
      double[] found) {
    int n = y.length;
    for (int refused = 0; refused < PATIENCE; refused++) {
      for (int i = 0; i < n; i++) {
        int chosen = random.nextInt(n);
        for (int j = 0; j < x.length; j++) {
          xs[j][i] = x[j][chosen];
        }
        ys[i] = y[chosen];
      }
      if (estimator.fit(xs, ys, found)) {
        return refused;
      }
    }
    throw new NumericalException(
        "none of " + PATIENCE + " resamples of " + n + " models could be fitted");
  }

  private static double[] residuals(double[][] x, double[] y, double[] fitted) {
    double[] residuals = y.clone();
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] -= fitted[0];
      for (int j = 0; j < x.length; j++) {
        residuals[i] -= fitted[j + 1] * x[j][i];
      }
    }
    return residuals;
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
