// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

import io.github.bulwarkml.core.internal.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Examples binned by confidence, with accuracy and mean confidence of each bin, and the calibration
 * errors that follow.
 *
 * <pre>{@code
 * ReliabilityTable table =
 *     ReliabilityTable.equalWidth(p.confidences(), p.correct(truth), 15, BinEdge.LEFT_CLOSED);
 * double ece = table.expectedCalibrationError();
 * }</pre>
 *
 * <p>With n_b examples, accuracy acc_b and mean confidence conf_b in bin b, and gap_b = |acc_b -
 * conf_b|: expected calibration error sum (n_b/n) gap_b, its root-mean-square form sqrt(sum (n_b/n)
 * gap_b^2), and the largest gap. Empty bins count for nothing. All three depend on the number of
 * bins: compare equal numbers only.
 *
 * <p>Immutable. References: [1] Guo et al. 2017, arXiv:1706.04599, eq. 3 and 5; [2] Nixon et al.
 * 2019, arXiv:1904.01685 (adaptive and classwise bins).
 *
 * @since 0.1.0
 */
public final class ReliabilityTable {
  /** The largest number of bins accepted. */
  public static final int MAXIMUM_BINS = 1_000_000;

  private final List<Bin> bins;
  private final int examples;

  private ReliabilityTable(List<Bin> bins, int examples) {
    this.bins = List.copyOf(bins);
    this.examples = examples;
  }

  /**
   * A bin.
   *
   * @param low the lower edge
   * @param high the upper edge
   * @param count how many examples it holds
   * @param correct how many of them were predicted right
   * @param meanConfidence their mean confidence; 0 for an empty bin
   */
  public record Bin(double low, double high, int count, int correct, double meanConfidence) {
    /**
     * Checks the numbers.
     *
     * @param low the lower edge, in [0, 1]
     * @param high the upper edge, in [low, 1]
     * @param count how many examples it holds, at least 0
     * @param correct how many of them were predicted right, in [0, count]
     * @param meanConfidence their mean confidence, in [0, 1]
     * @throws IllegalArgumentException if a number is out of range
     */
    public Bin {
      Require.inRange(low, 0, 1, "low");
      Require.inRange(high, low, 1, "high");
      Require.atLeast(count, 0, "count");
      if (correct < 0 || correct > count) {
        throw new IllegalArgumentException(
            "correct must be in [0, count = " + count + "], but was " + correct);
      }
      Require.inRange(meanConfidence, 0, 1, "meanConfidence");
    }

    /** {@return the share of right predictions; 0 for an empty bin} */
    public double accuracy() {
      return count == 0 ? 0 : (double) correct / count;
    }

    /** {@return the distance of accuracy and mean confidence; 0 for an empty bin} */
    public double gap() {
      return Math.abs(accuracy() - meanConfidence);
    }
  }

  /**
   * {@return the table of equally wide bins over [0, 1]}
   *
   * @param confidences one per example [n], n at least 1, each in [0, 1]
   * @param correct whether each prediction is right [n]
   * @param bins B, in [1, {@value #MAXIMUM_BINS}]; 15 is customary
   * @param edge to which bin an edge belongs
   * @throws IllegalArgumentException if the input is empty, a length differs or a number is out of
   *     range
   */
  public static ReliabilityTable equalWidth(
      double[] confidences, boolean[] correct, int bins, BinEdge edge) {
    requireInput(confidences, correct, bins);
    Objects.requireNonNull(edge, "edge");
    BinSums sums = new BinSums(bins);
    for (int i = 0; i < confidences.length; i++) {
      sums.add(edge.bin(confidences[i], bins), confidences[i], correct[i]);
    }
    double[] edges = new double[bins + 1];
    for (int b = 0; b <= bins; b++) {
      edges[b] = (double) b / bins;
    }
    return of(sums, edges, confidences.length);
  }

  /**
   * {@return the table of adaptive bins, which hold about equally many examples}
   *
   * <p>The upper edges are the sorted confidences at positions min(round(j n / B), n - 1), j = 1 ..
   * B - 1 (halves to even), and 1; the bin of c is the number of upper edges at or below c, so c =
   * 1 falls into an extra bin and the table has B + 1.
   *
   * @param confidences one per example [n], n at least 1, each in [0, 1]
   * @param correct whether each prediction is right [n]
   * @param bins B, in [1, {@value #MAXIMUM_BINS}]
   * @throws IllegalArgumentException if the input is empty, a length differs or a number is out of
   *     range
   */
  public static ReliabilityTable adaptive(double[] confidences, boolean[] correct, int bins) {
    requireInput(confidences, correct, bins);
    int n = confidences.length;
    double[] sorted = confidences.clone();
    Arrays.sort(sorted);
    double[] edges = new double[bins + 2];
    for (int j = 1; j < bins; j++) {
      edges[j] = sorted[(int) Math.min(roundHalfEven((long) j * n, bins), n - 1)];
    }
    edges[bins] = 1;
    edges[bins + 1] = 1;
    BinSums sums = new BinSums(bins + 1);
    for (int i = 0; i < n; i++) {
      sums.add(edgesAtOrBelow(edges, bins, confidences[i]), confidences[i], correct[i]);
    }
    return of(sums, edges, n);
  }

  /** How many of edges[1..bins], which ascend, are at or below c. */
  private static int edgesAtOrBelow(double[] edges, int bins, double c) {
    int low = 0;
    int high = bins;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (edges[middle] <= c) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static long roundHalfEven(long dividend, long divisor) {
    long quotient = dividend / divisor;
    long twice = 2 * (dividend % divisor);
    boolean up = twice > divisor || (twice == divisor && (quotient & 1) == 1);
    return up ? quotient + 1 : quotient;
  }

  private static ReliabilityTable of(BinSums sums, double[] edges, int examples) {
    List<Bin> bins = new ArrayList<>(sums.bins());
    for (int b = 0; b < sums.bins(); b++) {
      int count = sums.count(b);
      double mean = count == 0 ? 0 : Math.min(1, sums.confidence(b) / count);
      bins.add(new Bin(edges[b], edges[b + 1], count, sums.correct(b), mean));
    }
    return new ReliabilityTable(bins, examples);
  }

  private static void requireInput(double[] confidences, boolean[] correct, int bins) {
    if (confidences.length == 0) {
      throw new IllegalArgumentException("confidences must not be empty");
    }
    Require.sameLength(correct.length, confidences.length, "correct", "confidences");
    requireBins(bins);
    for (int i = 0; i < confidences.length; i++) {
      if (!(confidences[i] >= 0 && confidences[i] <= 1)) {
        throw new IllegalArgumentException(
            "confidences[" + i + "] must be in [0, 1], but was " + confidences[i]);
      }
    }
  }

  static int requireBins(int bins) {
    return Require.inRange(bins, 1, MAXIMUM_BINS, "bins");
  }

  /** {@return the bins by ascending confidence, empty ones included} */
  public List<Bin> bins() {
    return bins;
  }

  /** {@return the number of examples n} */
  public int examples() {
    return examples;
  }

  /** {@return sum of (n_b/n) gap_b: ECE, in [0, 1]} */
  public double expectedCalibrationError() {
    double sum = 0;
    for (Bin bin : bins) {
      sum += (double) bin.count() / examples * bin.gap();
    }
    return sum;
  }

  /** {@return sqrt of the sum of (n_b/n) gap_b^2, in [0, 1]} */
  public double rootMeanSquareCalibrationError() {
    double sum = 0;
    for (Bin bin : bins) {
      sum += (double) bin.count() / examples * bin.gap() * bin.gap();
    }
    return Math.sqrt(sum);
  }

  /**
   * {@return the largest gap of a bin that has examples, in [0, 1]; not to be confused with the
   * mean corruption error, mCE}
   */
  public double maxCalibrationError() {
    double max = 0;
    for (Bin bin : bins) {
      max = Math.max(max, bin.count() == 0 ? 0 : bin.gap());
    }
    return max;
  }

  @Override
  public String toString() {
    return "ReliabilityTable(" + bins.size() + " bins, " + examples + " examples)";
  }
}
