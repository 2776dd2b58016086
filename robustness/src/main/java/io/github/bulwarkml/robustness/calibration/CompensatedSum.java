// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

/** Neumaier's compensated summation: the error does not grow with the number of terms. */
final class CompensatedSum {
  private double sum;
  private double compensation;

  void add(double term) {
    double total = sum + term;
    compensation += Math.abs(sum) >= Math.abs(term) ? (sum - total) + term : (term - total) + sum;
    sum = total;
  }

  double sum() {
    return sum + compensation;
  }
}
