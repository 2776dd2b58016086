// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a sum of clipped per-example gradients saw of each example.
 *
 * @param losses the loss per example
 * @param norms the Euclidean norm of the gradient per example, before clipping
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent") // one number per example, written once
public record ClippedGradient(double[] losses, double[] norms) {
  /**
   * Checks the lengths.
   *
   * @param losses the loss per example
   * @param norms the norm per example, before clipping
   * @throws IllegalArgumentException if the lengths differ
   */
  public ClippedGradient {
    Objects.requireNonNull(losses, "losses");
    if (losses.length != norms.length) {
      throw new IllegalArgumentException(
          "norms must be as long as losses (" + losses.length + "), but has " + norms.length);
    }
  }

  /** {@return the mean loss} */
  public double meanLoss() {
    return Arrays.stream(losses).average().orElse(Double.NaN);
  }

  /**
   * {@return how many gradients were longer than a bound}
   *
   * @param clipNorm the bound
   */
  public int clipped(double clipNorm) {
    return (int) Arrays.stream(norms).filter(norm -> norm > clipNorm).count();
  }
}
