// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;

/**
 * The temperature T that minimises the negative log-likelihood of softmax(logits / T): the simplest
 * repair of miscalibration, which never changes a predicted class.
 *
 * <p>The likelihood is convex in beta = 1/T. It is minimised by Newton's method in s = ln(beta),
 * kept inside a bracket, until the derivative with respect to s is at most {@value
 * #GRADIENT_TOLERANCE} in absolute value (or s cannot move, where logits are so large that rounding
 * exceeds that). Given probabilities, their logarithms are the logits.
 *
 * <p>There is a minimum at a finite T above 0 exactly if some example is wrong or tied, and the
 * mean logit of the true classes exceeds the mean of all logits. A lower likelihood may come with a
 * higher expected calibration error: check both.
 *
 * <p>Reference: Guo et al. 2017, arXiv:1706.04599, section 4.2.
 *
 * @param temperature T, above 0
 * @param before mean negative log-likelihood at T = 1
 * @param after mean negative log-likelihood at T
 * @param gradient the derivative of {@code after} with respect to ln(1/T)
 * @param iterations Newton and bisection steps taken
 * @since 0.1.0
 */
public record TemperatureScaling(
    double temperature, double before, double after, double gradient, int iterations) {
  /**
   * Checks the numbers.
   *
   * @param temperature T, finite and above 0
   * @param before mean negative log-likelihood at T = 1, at least 0
   * @param after mean negative log-likelihood at T, at least 0
   * @param gradient the derivative of {@code after} with respect to ln(1/T), finite
   * @param iterations steps taken, at least 0
   * @throws IllegalArgumentException if a number is out of range
   */
  public TemperatureScaling {
    Require.positive(temperature, "temperature");
    Require.nonNegative(before, "before");
    Require.nonNegative(after, "after");
    Require.finite(gradient, "gradient");
    Require.atLeast(iterations, 0, "iterations");
  }

  /** The size of the derivative at which the search ends. */
  public static final double GRADIENT_TOLERANCE = 1e-12;

  private static final int MAXIMUM_ITERATIONS = 500;
  private static final double MAXIMUM_LOG = 690;
  private static final double OPENING_STEP = 2;

  /**
   * {@return the best temperature for a set of predictions} Choose it on data that is not used to
   * report the result, then use {@link #apply}.
   *
   * @param predictions n x K, at any temperature
   * @param truth the true labels [n], each in [0, K)
   * @throws IllegalArgumentException if a length differs or a label is out of range
   * @throws NumericalException if there is no minimum at a finite temperature above 0, or a true
   *     class has probability 0
   */
  public static TemperatureScaling fit(ProbabilityMatrix predictions, int[] truth) {
    predictions.requireLabels(truth);
    Objective objective = new Objective(predictions, truth);
    objective.requireMinimum();
    double low = -MAXIMUM_LOG;
    double high = MAXIMUM_LOG;
    double s = objective.start();
    objective.evaluate(s);
    int iterations = 0;
    while (!(Math.abs(objective.gradient) <= GRADIENT_TOLERANCE)) {
      iterations++;
      if (objective.gradient > 0) {
        high = s;
      } else {
        low = s;
      }
      double next = s - objective.gradient / objective.curvature;
      if (!(objective.curvature > 0 && next > low && next < high)) {
        boolean bracketed = low > -MAXIMUM_LOG && high < MAXIMUM_LOG;
        double far = objective.gradient > 0 ? s - OPENING_STEP : s + OPENING_STEP;
        next = bracketed ? low + (high - low) / 2 : far;
      }
      boolean stuck = next == s || !(next > low && next < high);
      if (stuck && Math.abs(objective.gradient) <= objective.rounding()) {
        break;
      }
      if (stuck || iterations > MAXIMUM_ITERATIONS) {
        throw new NumericalException(
            "temperature scaling did not converge: T = "
                + StrictMath.exp(-s)
                + ", gradient "
                + objective.gradient);
      }
      s = next;
      objective.evaluate(s);
    }
    return new TemperatureScaling(
        StrictMath.exp(-s),
        ProperScores.negativeLogLikelihood(predictions, truth),
        objective.value,
        objective.gradient,
        iterations);
  }

  /**
   * {@return other predictions of the same model at this temperature}
   *
   * @param predictions n x K, at T = 1
   */
  public ProbabilityMatrix apply(ProbabilityMatrix predictions) {
    return predictions.withTemperature(temperature);
  }

  /** The likelihood and its derivatives in s = ln(beta). Not thread-safe. */
  private static final class Objective {
    private final ProbabilityMatrix predictions;
    private final int[] truth;
    private double value;
    private double gradient;
    private double curvature;
    private double largest;
    private double scale;

    Objective(ProbabilityMatrix predictions, int[] truth) {
      this.predictions = predictions;
      this.truth = truth;
    }

    void requireMinimum() {
      boolean wrong = false;
      double slope = 0;
      for (int i = 0; i < truth.length; i++) {
        double own = predictions.logScore(i, truth[i]);
        if (own == Double.NEGATIVE_INFINITY) {
          throw new NumericalException(
              "row "
                  + i
                  + " gives its true class probability 0: its likelihood is 0 at every temperature");
        }
        for (int k = 0; k < predictions.columns(); k++) {
          double difference = predictions.logScore(i, k) - own;
          wrong |= difference > 0;
          slope += difference / predictions.columns();
          if (difference != Double.NEGATIVE_INFINITY) {
            scale = Math.max(scale, Math.abs(difference));
          }
        }
      }
      if (!wrong) {
        throw new NumericalException(
            "every true class has the largest probability of its row: the likelihood rises without"
                + " end as T goes to 0");
      }
      if (!(slope < 0)) {
        throw new NumericalException(
            "the predictions are no better than uniform ones: the likelihood rises without end as T"
                + " goes to infinity");
      }
    }

    /** Where the largest difference of logits is 1: on the slope, whatever the logits' scale. */
    double start() {
      return -StrictMath.log(Math.min(scale, Double.MAX_VALUE));
    }

    void evaluate(double s) {
      double beta = StrictMath.exp(s);
      CompensatedSum values = new CompensatedSum();
      CompensatedSum means = new CompensatedSum();
      CompensatedSum variances = new CompensatedSum();
      int classes = predictions.columns();
      largest = 0;
      double[] scaled = new double[classes];
      for (int i = 0; i < truth.length; i++) {
        double own = predictions.logScore(i, truth[i]);
        double max = 0;
        for (int k = 0; k < classes; k++) {
          scaled[k] = beta * (predictions.logScore(i, k) - own);
          max = Math.max(max, scaled[k]);
        }
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int k = 0; k < classes; k++) {
          double weight = StrictMath.exp(scaled[k] - max);
          if (weight > 0) {
            largest = Math.max(largest, Math.abs(scaled[k]));
            sum += weight;
            first += weight * scaled[k];
            second += weight * scaled[k] * scaled[k];
          }
        }
        double mean = first / sum;
        values.add(max + StrictMath.log(sum));
        means.add(mean);
        variances.add(second / sum - mean * mean);
      }
      value = values.sum() / truth.length;
      gradient = means.sum() / truth.length;
      curvature = gradient + variances.sum() / truth.length;
    }

    /** How far rounding alone may keep the gradient from 0. */
    double rounding() {
      return 16 * Math.ulp(Math.max(1, largest)) * predictions.columns();
    }
  }
}
