// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

import io.github.bulwarkml.core.internal.Require;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What remains wrong if a model may abstain: the error rate (risk) among the most confident share
 * (coverage) of the examples.
 *
 * <p>AURC is the mean over i = 1 .. n of the risk among the i most confident examples. Examples of
 * equal confidence are taken in every order at once: inside a tie the risk is the expected one, so
 * the result does not depend on the order of the input. Excess AURC subtracts what a perfect order
 * of the same errors would have.
 *
 * <p>Immutable. References: El-Yaniv, Wiener 2010, JMLR 11; Geifman et al. 2019, arXiv:1805.08206
 * (excess).
 *
 * @since 0.1.0
 */
public final class RiskCoverage {
  private final List<Point> points;
  private final double area;
  private final double bestArea;

  private RiskCoverage(List<Point> points, double area, double bestArea) {
    this.points = List.copyOf(points);
    this.area = area;
    this.bestArea = bestArea;
  }

  /**
   * A point of the curve.
   *
   * @param threshold the examples with at least this confidence are kept
   * @param coverage their share, in (0, 1]
   * @param risk the share of wrong predictions among them
   */
  public record Point(double threshold, double coverage, double risk) {
    /**
     * Checks the numbers.
     *
     * @param threshold the examples with at least this confidence are kept; finite
     * @param coverage their share, in (0, 1]
     * @param risk the share of wrong predictions among them, in [0, 1]
     * @throws IllegalArgumentException if a number is out of range
     */
    public Point {
      Require.finite(threshold, "threshold");
      if (!(coverage > 0 && coverage <= 1)) {
        throw new IllegalArgumentException("coverage must be in (0, 1], but was " + coverage);
      }
      Require.inRange(risk, 0, 1, "risk");
    }
  }

  /**
   * {@return the curve of a set of predictions}
   *
   * @param confidences one per example [n], n at least 1, finite; larger is more certain
   * @param correct whether each prediction is right [n]
   * @throws IllegalArgumentException if the input is empty, lengths differ or a confidence is not
   *     finite
   */
  public static RiskCoverage of(double[] confidences, boolean[] correct) {
    Require.sameLength(correct.length, confidences.length, "correct", "confidences");
    if (confidences.length == 0) {
      throw new IllegalArgumentException("confidences must not be empty");
    }
    Require.allFinite(confidences, "confidences");
    int n = confidences.length;
    int[] order = order(confidences);
    List<Point> points = new ArrayList<>();
    double area = 0;
    int errors = 0;
    int start = 0;
    while (start < n) {
      double confidence = confidences[order[start]];
      int end = start;
      int tiedErrors = 0;
      while (end < n && confidences[order[end]] == confidence) {
        tiedErrors += correct[order[end]] ? 0 : 1;
        end++;
      }
      double share = (double) tiedErrors / (end - start);
      for (int i = start; i < end; i++) {
        area += (errors + (i + 1 - start) * share) / (i + 1) / n;
      }
      errors += tiedErrors;
      points.add(new Point(confidence, (double) end / n, (double) errors / end));
      start = end;
    }
    return new RiskCoverage(points, area, bestArea(n, errors));
  }

  private static double bestArea(int n, int errors) {
    double area = 0;
    for (int i = n - errors + 1; i <= n; i++) {
      area += (double) (i - (n - errors)) / i / n;
    }
    return area;
  }

  /** Positions by descending confidence; equal ones in input order. */
  private static int[] order(double[] confidences) {
    return IntStream.range(0, confidences.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -confidences[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** {@return one point per distinct confidence, by rising coverage; the last covers everything} */
  public List<Point> points() {
    return points;
  }

  /** {@return the area under the curve (AURC), in [0, 1]; smaller is better} */
  public double area() {
    return area;
  }

  /** {@return the area minus that of a perfect order of the same errors, at least 0} */
  public double excessArea() {
    return Math.max(0, area - bestArea);
  }

  /**
   * {@return the risk at the smallest coverage on the curve that is at least the given one}
   *
   * @param coverage in [0, 1]
   * @throws IllegalArgumentException if it is out of range
   */
  public double riskAt(double coverage) {
    Require.inRange(coverage, 0, 1, "coverage");
    for (Point point : points) {
      if (point.coverage() >= coverage) {
        return point.risk();
      }
    }
    return points.get(points.size() - 1).risk();
  }

  @Override
  public String toString() {
    return "RiskCoverage(" + points.size() + " points, AURC " + area + ")";
  }
}
