// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.ExactCoins.Fraction;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.LongSampler;

/**
 * Exact samples of the discrete Gaussian law \(P(Y=y) \propto e^{-y^2/(2\sigma^2)}\) on the
 * integers.
 *
 * <p>Discrete Laplace proposals of scale \(t = \lfloor\sigma\rfloor + 1\), kept with probability
 * \(e^{-(|y|-\sigma^2/t)^2/(2\sigma^2)}\) by an {@link ExactCoins exact coin}; \(\sigma^2\) is a
 * fraction. Cost: about 1.5 proposals, 100 to 200 ns. As thread-safe as the generator passed in.
 *
 * <p>Reference: Canonne, Kamath, Steinke, "The discrete Gaussian for differential privacy", NeurIPS
 * 2020, arXiv 2004.00010, algorithm 3.
 *
 * @since 0.1.0
 */
public final class DiscreteGaussianSampler implements LongSampler {
  /** Smallest sigma: below, a nonzero sample has probability under e^-10^17. */
  static final double SMALLEST_SIGMA = 1e-9;

  /** Largest sigma: samples of 8000 sigma still fit a long. */
  static final double LARGEST_SIGMA = 0x1p50;

  private final UniformRandomProvider random;
  private final DiscreteLaplaceSampler proposals;
  private final BigInteger varianceNumerator;
  private final BigInteger varianceDenominator;
  private final long t;

  /** The variance and the variance over t, each with a relative error of at most 2^-51. */
  private final double variance;

  private final double centre;

  private DiscreteGaussianSampler(
      UniformRandomProvider random, BigInteger varianceNumerator, BigInteger varianceDenominator) {
    this.random = random;
    BigInteger common = varianceNumerator.gcd(varianceDenominator);
    this.varianceNumerator = varianceNumerator.divide(common);
    this.varianceDenominator = varianceDenominator.divide(common);
    this.t = varianceNumerator.divide(varianceDenominator).sqrt().longValueExact() + 1;
    this.proposals = DiscreteLaplaceSampler.of(random, t, 1);
    this.variance =
        new BigDecimal(varianceNumerator)
            .divide(new BigDecimal(varianceDenominator), new java.math.MathContext(30))
            .doubleValue();
    this.centre = variance / t;
  }

  /**
   * {@return the sampler whose parameter is exactly the given number}
   *
   * @param random the bits
   * @param sigma the parameter, very nearly the standard deviation from 1 on; in [1e-9,
   *     2<sup>50</sup>]
   * @throws IllegalArgumentException if {@code sigma} is out of range
   */
  public static DiscreteGaussianSampler of(UniformRandomProvider random, double sigma) {
    Require.inRange(sigma, SMALLEST_SIGMA, LARGEST_SIGMA, "sigma");
    // Every double is an integer over a power of ten.
    BigDecimal square = new BigDecimal(sigma).pow(2);
    BigInteger numerator = square.unscaledValue();
    return square.scale() > 0
        ? new DiscreteGaussianSampler(random, numerator, BigInteger.TEN.pow(square.scale()))
        : new DiscreteGaussianSampler(
            random, numerator.multiply(BigInteger.TEN.pow(-square.scale())), BigInteger.ONE);
  }

  /**
   * {@return the sampler whose squared parameter is {@code numerator / denominator}}
   *
   * @param random the bits
   * @param numerator the numerator of sigma squared, at least 1
   * @param denominator the denominator of sigma squared, in [1, 10<sup>18</sup>]
   * @throws IllegalArgumentException if a number is out of range
   */
  public static DiscreteGaussianSampler ofVariance(
      UniformRandomProvider random, long numerator, long denominator) {
    Require.inRange(numerator, 1, Long.MAX_VALUE, "numerator");
    Require.inRange(denominator, 1, 1_000_000_000_000_000_000L, "denominator");
    return new DiscreteGaussianSampler(
        random, BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  @Override
  public long sample() {
    while (true) {
      long y = proposals.sample();
      if (keep(Math.abs(y))) {
        return y;
      }
    }
  }

  private boolean keep(long magnitude) {
    double y = magnitude;
    double distance = y - centre;
    double exponent = distance * distance / (2 * variance);
    // Errors: y by 2^-53 of itself, the centre by 2^-50, their difference by 2^-53 of itself; the
    // square then by twice that times the distance, and four more roundings with that of variance.
    double distanceError = y * 0x1p-53 + centre * 0x1p-50 + Math.abs(distance) * 0x1p-53;
    double error =
        distanceError * (2 * Math.abs(distance) + distanceError) / (2 * variance) * 1.001
            + exponent * 0x1p-49;
    return ExactCoins.exponential(random, exponent, error, () -> exactExponent(magnitude));
  }

  /** {@code (|y| D t - N)^2 / (2 N D t^2)} for a variance of N / D. */
  private Fraction exactExponent(long magnitude) {
    BigInteger width = BigInteger.valueOf(t);
    BigInteger distance =
        BigInteger.valueOf(magnitude)
            .multiply(varianceDenominator)
            .multiply(width)
            .subtract(varianceNumerator);
    return new Fraction(
        distance.pow(2),
        varianceNumerator.multiply(varianceDenominator).multiply(width.pow(2)).shiftLeft(1));
  }

  @Override
  public String toString() {
    return "DiscreteGaussianSampler(variance "
        + varianceNumerator
        + "/"
        + varianceDenominator
        + ")";
  }
}
