// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;

/**
 * Binomial numbers in time that does not grow with the number of trials; Commons RNG has none.
 *
 * <p>Sequential search of the distribution function where fewer than 10 of the rarer outcome are
 * expected, else transformed rejection. Probabilities are computed in double: relative errors of
 * about 1e-13, so not for exact privacy claims.
 *
 * <p>Reference: Hörmann, "The generation of binomial random variates", Journal of Statistical
 * Computation and Simulation 46, 1993, doi:10.1080/00949659308811496, algorithm BTRS; the constants
 * below are its.
 */
final class BinomialSampler implements DiscreteSampler {
  private static final double FEW = 10;

  /** ln k! minus Stirling's formula at k + 1 for k = 0 to 9. */
  private static final double[] STIRLING_REST = {
    0.08106146679532726,
    0.04134069595540929,
    0.02767792568499834,
    0.02079067210376509,
    0.01664469118982119,
    0.01387612882307075,
    0.01189670994589177,
    0.01041126526197209,
    0.00925546218271273,
    0.00833056343336287
  };

  private final UniformRandomProvider random;
  private final int trials;

  /** The rarer outcome's probability, at most 1/2. */
  private final double p;

  private final boolean mirrored;
  private final double odds;

  // Of the transformed rejection.
  private final double a;
  private final double b;
  private final double c;
  private final double alpha;
  private final double vr;
  private final double mode;

  BinomialSampler(UniformRandomProvider random, int trials, double probability) {
    this.random = random;
    this.trials = trials;
    this.mirrored = probability > 0.5;
    this.p = mirrored ? 1 - probability : probability;
    this.odds = p / (1 - p);
    double deviation = Math.sqrt(trials * p * (1 - p));
    this.b = 1.15 + 2.53 * deviation;
    this.a = -0.0873 + 0.0248 * b + 0.01 * p;
    this.c = trials * p + 0.5;
    this.alpha = (2.83 + 5.1 / b) * deviation;
    this.vr = 0.92 - 4.2 / b;
    this.mode = Math.floor((trials + 1.0) * p);
  }

  @Override
  public int sample() {
    int rare = trials * p < FEW ? search() : reject();
    return mirrored ? trials - rare : rare;
  }

  private int search() {
    double mass = StrictMath.exp(trials * StrictMath.log1p(-p));
    double rest = random.nextDouble();
    int k = 0;
    while (rest >= mass && k < trials) {
      rest -= mass;
      k++;
      mass *= odds * ((double) trials - k + 1) / k;
      if (mass == 0) {
        // Rounding left a rest that no outcome has: draw again.
        return search();
      }
    }
    return k;
  }

  private int reject() {
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = random.nextDouble();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + c);
      if (us >= 0.07 && v <= vr) {
        return (int) k;
      }
      if (!(k >= 0 && k <= trials)) {
        continue;
      }
      double height = StrictMath.log(v * alpha / (a / (us * us) + b));
      if (height <= logRatio(k)) {
        return (int) k;
      }
    }
  }

  /** ln of P(k) / P(mode). */
  private double logRatio(double k) {
    double n = trials;
    return (mode + 0.5) * StrictMath.log((mode + 1) / (odds * (n - mode + 1)))
        + (n + 1) * StrictMath.log((n - mode + 1) / (n - k + 1))
        + (k + 0.5) * StrictMath.log(odds * (n - k + 1) / (k + 1))
        + rest(mode)
        + rest(n - mode)
        - rest(k)
        - rest(n - k);
  }

  private static double rest(double k) {
    if (k < STIRLING_REST.length) {
      return STIRLING_REST[(int) k];
    }
    double x = 1 / (k + 1);
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 * x * x) * x * x) * x;
  }
}
