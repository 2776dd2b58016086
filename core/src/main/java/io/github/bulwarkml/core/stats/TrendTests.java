// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;
import java.util.Objects;

/**
 * Tests of whether several groups of points follow the same line, and whether two samples have the
 * same mean.
 *
 * <p>The F tests compare nested least-squares models by their extra sum of squares; they assume
 * independent normal residuals of equal variance. Stateless and thread-safe; the arguments are not
 * changed.
 *
 * <p>References: [1] Draper, Smith, "Applied regression analysis", 3rd ed. (1998), ch. 6 and 14.
 * [2] Welch, Biometrika 34 (1947), doi:10.1093/biomet/34.1-2.28. [3] Phipson, Smyth, "Permutation
 * p-values should never be zero" (2010), doi:10.2202/1544-6115.1585.
 *
 * @since 0.1.0
 */
public final class TrendTests {
  /** The default number of random relabellings. */
  public static final int DEFAULT_PERMUTATIONS = 10_000;

  /** How many relabellings make one task. */
  private static final int PERMUTATIONS_PER_TASK = 256;

  private TrendTests() {}

  /**
   * Tests one common line against a line for each group: 2 (k - 1) restrictions.
   *
   * @param x the abscissae by group {@code [k][n of the group]}, k at least 2; each group has at
   *     least 2 points with different x
   * @param y the ordinates, shaped like x
   * @return the test; its residual degrees of freedom are N - 2 k for N points in all
   * @throws IllegalArgumentException if there are fewer than 2 groups, no residual degrees of
   *     freedom, or a group that no line can be fitted to
   * @throws NumericalException if the sums of squares overflow or underflow
   */
  public static FTest commonLine(double[][] x, double[][] y) {
    Groups groups = new Groups(x, y);
    return groups.test(groups.commonLine.residualSumOfSquares(), 2 * (groups.count - 1));
  }

  /**
   * Tests parallel lines against a line of its own slope for each group: k - 1 restrictions.
   *
   * @param x the abscissae by group {@code [k][n of the group]}, k at least 2; each group has at
   *     least 2 points with different x
   * @param y the ordinates, shaped like x
   * @return the test; its residual degrees of freedom are N - 2 k for N points in all
   * @throws IllegalArgumentException if there are fewer than 2 groups, no residual degrees of
   *     freedom, or a group that no line can be fitted to
   * @throws NumericalException if the sums of squares overflow or underflow
   */
  public static FTest commonSlope(double[][] x, double[][] y) {
    Groups groups = new Groups(x, y);
    return groups.test(groups.parallelResiduals(), groups.count - 1);
  }

  /**
   * {@return the common slope of parallel lines through the groups: the sum of the groups' sxy
   * divided by that of their sxx}
   *
   * @param x the abscissae by group {@code [k][n of the group]}, k at least 2; each group has at
   *     least 2 points with different x
   * @param y the ordinates, shaped like x
   * @throws IllegalArgumentException if there are fewer than 2 groups, no residual degrees of
   *     freedom, or a group that no line can be fitted to
   * @throws NumericalException if the sums of squares overflow or underflow
   */
  public static double pooledSlope(double[][] x, double[][] y) {
    return new Groups(x, y).pooledSlope();
  }

  /**
   * Compares the means of two samples of possibly different variance.
   *
   * @param first {@code [n]}, finite, at least 2
   * @param second {@code [m]}, finite, at least 2
   * @param level the confidence level, in (0, 1)
   * @return the difference first minus second with its interval; if both samples are constant the
   *     interval has no width
   * @throws IllegalArgumentException if a sample is too small, a value is not finite or beyond
   *     1e150, or the level is out of range
   */
  public static MeanDifference welch(double[] first, double[] second, double level) {
    Require.inside(level, 0, 1, "level");
    OnlineMoments a = moments(first, 2, "first");
    OnlineMoments b = moments(second, 2, "second");
    double difference = a.mean() - b.mean();
    double va = a.variance() / first.length;
    double vb = b.variance() / second.length;
    double error = Math.sqrt(va + vb);
    double share = va + vb == 0 ? 0.5 : va / (va + vb);
    double degrees =
        1 / (share * share / (first.length - 1) + (1 - share) * (1 - share) / (second.length - 1));
    degrees = Math.max(1, degrees);
    double half = error == 0 ? 0 : StudentT.critical(level, degrees) * error;
    double t = difference == 0 ? 0 : difference / error;
    return new MeanDifference(
        difference,
        error,
        degrees,
        new Interval(difference - half, difference + half, level),
        StudentT.twoSidedP(t, degrees));
  }

  /**
   * Tests by 10,000 random relabellings on the calling thread whether two samples have the same
   * mean.
   *
   * @param first {@code [n]}, finite, at least 1
   * @param second {@code [m]}, finite, at least 1
   * @param seed the root of the relabellings' streams
   * @return the test
   * @throws IllegalArgumentException if a sample is empty or a value is not finite or beyond 1e150
   */
  public static PermutationTest permutation(double[] first, double[] second, Seed seed) {
    return permutation(first, second, DEFAULT_PERMUTATIONS, seed, Parallel.single());
  }

  /**
   * Tests by random relabellings whether two samples have the same mean.
   *
   * @param first {@code [n]}, finite, at least 1
   * @param second {@code [m]}, finite, at least 1
   * @param permutations how many relabellings to draw, in [1, 100000000]
   * @param seed the root of the relabellings' streams
   * @param parallel the number of threads; does not change the result
   * @return the test
   * @throws IllegalArgumentException if a sample is empty, a value is not finite or beyond 1e150,
   *     or {@code permutations} is out of range
   */
  public static PermutationTest permutation(
      double[] first, double[] second, int permutations, Seed seed, Parallel parallel) {
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(parallel, "parallel");
    Require.inRange(permutations, 1, 100_000_000, "permutations");
    double difference = moments(first, 1, "first").mean() - moments(second, 1, "second").mean();
    int n = first.length;
    int total = Math.addExact(n, second.length);
    double[] pooled = new double[total];
    System.arraycopy(first, 0, pooled, 0, n);
    System.arraycopy(second, 0, pooled, n, second.length);
    double mean = LeastSquares.mean(pooled, null);
    double largest = 0;
    for (int i = 0; i < total; i++) {
      pooled[i] -= mean;
      largest = Math.max(largest, Math.abs(pooled[i]));
    }
    // With the pooled mean at 0 the difference is the first sum times this.
    double scale = 1.0 / n + 1.0 / second.length;
    // Equal differences must count as such in spite of rounding.
    double threshold = Math.abs(difference) - 1e-12 * largest;
    long root = seed.child("permutation/means").value();
    int tasks = (permutations + PERMUTATIONS_PER_TASK - 1) / PERMUTATIONS_PER_TASK;
    int extreme = 0;
    for (int counted :
        parallel.map(
            tasks,
            task -> {
              int from = task * PERMUTATIONS_PER_TASK;
              int to = Math.min(permutations, from + PERMUTATIONS_PER_TASK);
              int count = 0;
              for (int r = from; r < to; r++) {
                double[] values = pooled.clone();
                double sum = firstSum(values, n, Bootstrap.stream(root, r));
                count += Math.abs(sum * scale) >= threshold ? 1 : 0;
              }
              return count;
            })) {
      extreme += counted;
    }
    return new PermutationTest(
        difference, permutations, extreme, (extreme + 1.0) / (permutations + 1.0));
  }

  /** Draws n of the values without replacement (Fisher and Yates) and returns their sum. */
  private static double firstSum(double[] values, int n, SplitMix64 random) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      int j = i + random.nextInt(values.length - i);
      double drawn = values[j];
      values[j] = values[i];
      sum += drawn;
    }
    return sum;
  }

  private static OnlineMoments moments(double[] values, int least, String name) {
    Objects.requireNonNull(values, name);
    if (values.length < least) {
      throw new IllegalArgumentException(
          name + " must hold at least " + least + " values, but has " + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) <= 1e150)) {
        throw new IllegalArgumentException(
            name + "[" + i + "] must be in [-1e150, 1e150], but was " + values[i]);
      }
    }
    return OnlineMoments.of(values);
  }

  /** The separate and the common lines of checked groups. */
  private static final class Groups {
    private final int count;
    private final int points;
    private final LineFit[] separate;
    private final LineFit commonLine;

    Groups(double[][] x, double[][] y) {
      Objects.requireNonNull(x, "x");
      Objects.requireNonNull(y, "y");
      Require.sameLength(y.length, x.length, "y", "x");
      count = x.length;
      if (count < 2) {
        throw new IllegalArgumentException("x must hold at least 2 groups, but has " + count);
      }
      separate = new LineFit[count];
      int total = 0;
      for (int g = 0; g < count; g++) {
        Objects.requireNonNull(x[g], "x[" + g + "]");
        Objects.requireNonNull(y[g], "y[" + g + "]");
        try {
          separate[g] = LeastSquares.line(x[g], y[g]);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("group " + g + ": " + e.getMessage(), e);
        }
        total = Math.addExact(total, x[g].length);
      }
      points = total;
      if (points <= 2 * count) {
        throw new IllegalArgumentException(
            "x must hold more than " + 2 * count + " points in all, but has " + points);
      }
      double[] allX = new double[points];
      double[] allY = new double[points];
      int at = 0;
      for (int g = 0; g < count; g++) {
        System.arraycopy(x[g], 0, allX, at, x[g].length);
        System.arraycopy(y[g], 0, allY, at, y[g].length);
        at += x[g].length;
      }
      commonLine = LeastSquares.line(allX, allY);
    }

    double pooledSlope() {
      double sxx = 0;
      double sxy = 0;
      for (LineFit fit : separate) {
        sxx += fit.sxx();
        sxy += fit.slope() * fit.sxx();
      }
      return sxy / sxx;
    }

    double parallelResiduals() {
      double slope = pooledSlope();
      double sum = 0;
      for (LineFit fit : separate) {
        double off = fit.slope() - slope;
        sum += fit.residualSumOfSquares() + off * off * fit.sxx();
      }
      return sum;
    }

    FTest test(double restrictedResiduals, int restrictions) {
      double full = 0;
      for (LineFit fit : separate) {
        full += fit.residualSumOfSquares();
      }
      int degrees = points - 2 * count;
      double extra = Math.max(0, restrictedResiduals - full);
      // Residuals of this size are rounding errors of a perfect fit.
      double noise = 1e-26 * commonLine.syy();
      double statistic;
      if (extra <= noise) {
        statistic = 0;
      } else if (full <= noise) {
        statistic = Double.POSITIVE_INFINITY;
      } else {
        statistic = extra / restrictions / (full / degrees);
      }
      return new FTest(
          statistic,
          restrictions,
          degrees,
          FDistribution.upperTail(statistic, restrictions, degrees));
    }
  }
}
