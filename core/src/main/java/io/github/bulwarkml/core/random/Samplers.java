// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import io.github.bulwarkml.core.internal.Require;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ObjectSampler;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.AliasMethodDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.GaussianSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The random variates of learning and simulation, on any source of bits: {@link Rng} for everything
 * that must repeat, {@link RandomSource} for privacy noise.
 *
 * <pre>{@code
 * ContinuousSampler noise = Samplers.gaussian(Rng.of(seed), 0, 0.5);
 * double first = noise.sample();
 * }</pre>
 *
 * <p>Samplers are those of Commons RNG with checked parameters, or follow its interfaces. Equal
 * bits give equal variates, up to the last digit of {@link Math#log} and {@link Math#exp} in rare
 * tail cases. A sampler is as thread-safe as its source: not at all for ours.
 *
 * <p>Continuous variates must not be released as privacy noise as they are: their lowest bits
 * betray what they were added to. The exact integer laws ({@link DiscreteGaussianSampler}, {@link
 * DiscreteLaplaceSampler}) are for that.
 *
 * @see Subsets
 * @since 0.1.0
 */
public final class Samplers {
  /** Commons RNG's largest Poisson mean. */
  private static final double LARGEST_MEAN = 0.5 * Integer.MAX_VALUE;

  /** Shapes between these give numbers that neither overflow nor divide zero by zero. */
  private static final double SMALLEST = 1e-100;

  private static final double LARGEST = 1e100;

  private Samplers() {}

  /**
   * {@return standard normal numbers, by the modified ziggurat (McFarland, doi:
   * 10.1080/00949655.2015.1060234)}
   *
   * @param random the bits
   */
  public static ContinuousSampler gaussian(UniformRandomProvider random) {
    return ZigguratSampler.NormalizedGaussian.of(random);
  }

  /**
   * {@return normal numbers}
   *
   * @param random the bits
   * @param mean their mean, finite
   * @param standardDeviation finite and above 0
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public static ContinuousSampler gaussian(
      UniformRandomProvider random, double mean, double standardDeviation) {
    Require.finite(mean, "mean");
    Require.positive(standardDeviation, "standardDeviation");
    return GaussianSampler.of(
        ZigguratSampler.NormalizedGaussian.of(random), mean, standardDeviation);
  }

  /**
   * Fills an array with normal numbers of mean 0, rounded to float.
   *
   * @param random the bits
   * @param standardDeviation finite and at least 0
   * @param target the array to fill
   * @throws IllegalArgumentException if {@code standardDeviation} is out of range
   */
  public static void fillGaussian(
      UniformRandomProvider random, double standardDeviation, float[] target) {
    Require.nonNegative(standardDeviation, "standardDeviation");
    ContinuousSampler gaussian = gaussian(random);
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) (standardDeviation * gaussian.sample());
    }
  }

  /**
   * Fills an array with normal numbers of mean 0.
   *
   * @param random the bits
   * @param standardDeviation finite and at least 0
   * @param target the array to fill
   * @throws IllegalArgumentException if {@code standardDeviation} is out of range
   */
  public static void fillGaussian(
      UniformRandomProvider random, double standardDeviation, double[] target) {
    Require.nonNegative(standardDeviation, "standardDeviation");
    ContinuousSampler gaussian = gaussian(random);
    for (int i = 0; i < target.length; i++) {
      target[i] = standardDeviation * gaussian.sample();
    }
  }

  /**
   * {@return exponential numbers}
   *
   * @param random the bits
   * @param mean their mean, finite and above 0
   * @throws IllegalArgumentException if {@code mean} is out of range
   */
  public static ContinuousSampler exponential(UniformRandomProvider random, double mean) {
    return ZigguratSampler.Exponential.of(random, Require.positive(mean, "mean"));
  }

  /**
   * {@return Laplace numbers, of density \(e^{-|x-\mu|/b}/(2b)\) and variance \(2b^2\)}
   *
   * @param random the bits
   * @param location the centre \(\mu\), finite
   * @param scale the scale \(b\), finite and above 0
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public static ContinuousSampler laplace(
      UniformRandomProvider random, double location, double scale) {
    Require.finite(location, "location");
    Require.positive(scale, "scale");
    return new LaplaceSampler(random, location, scale);
  }

  /**
   * {@return gamma numbers, of mean {@code shape * scale}}
   *
   * @param random the bits
   * @param shape in [1e-100, 1e100]
   * @param scale in [1e-100, 1e100]
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public static ContinuousSampler gamma(UniformRandomProvider random, double shape, double scale) {
    Require.inRange(shape, SMALLEST, LARGEST, "shape");
    Require.inRange(scale, SMALLEST, LARGEST, "scale");
    return AhrensDieterMarsagliaTsangGammaSampler.of(random, shape, scale);
  }

  /**
   * {@return beta numbers, in [0, 1] with mean {@code alpha / (alpha + beta)}}
   *
   * @param random the bits
   * @param alpha in [1e-100, 1e100]
   * @param beta in [1e-100, 1e100]
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public static ContinuousSampler beta(UniformRandomProvider random, double alpha, double beta) {
    Require.inRange(alpha, SMALLEST, LARGEST, "alpha");
    Require.inRange(beta, SMALLEST, LARGEST, "beta");
    return ChengBetaSampler.of(random, alpha, beta);
  }

  /**
   * {@return points of a simplex, whose coordinates are at least 0 and add up to 1}
   *
   * @param random the bits
   * @param concentrations at least two, in [1e-100, 1e100]: small ones give uneven shares
   * @throws IllegalArgumentException if the concentrations are not so
   */
  public static ObjectSampler<double[]> dirichlet(
      UniformRandomProvider random, double... concentrations) {
    if (concentrations.length < 2) {
      throw new IllegalArgumentException(
          "concentrations must be at least two, but were " + concentrations.length);
    }
    for (int i = 0; i < concentrations.length; i++) {
      Require.inRange(concentrations[i], SMALLEST, LARGEST, "concentrations[" + i + "]");
    }
    return new SimplexSampler(random, concentrations);
  }

  /**
   * {@return Poisson numbers}
   *
   * @param random the bits
   * @param mean their mean, above 0 and at most 2<sup>30</sup>
   * @throws IllegalArgumentException if {@code mean} is out of range
   */
  public static DiscreteSampler poisson(UniformRandomProvider random, double mean) {
    Require.positive(mean, "mean");
    if (mean > LARGEST_MEAN) {
      throw new IllegalArgumentException("mean must be in (0, 1073741823], but was " + mean);
    }
    return PoissonSampler.of(random, mean);
  }

  /**
   * {@return binomial numbers: how many of the trials succeed}
   *
   * @param random the bits
   * @param trials at least 0
   * @param probability of each success, in [0, 1]
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public static DiscreteSampler binomial(
      UniformRandomProvider random, int trials, double probability) {
    Require.atLeast(trials, 0, "trials");
    Require.inRange(probability, 0, 1, "probability");
    return new BinomialSampler(random, trials, probability);
  }

  /**
   * {@return indices drawn in proportion to weights, each in constant time (alias method)}
   *
   * @param random the bits
   * @param weights one per index, finite and at least 0, not all 0; they need not add up to 1
   * @throws IllegalArgumentException if the weights are not so
   */
  public static DiscreteSampler categorical(UniformRandomProvider random, double... weights) {
    double largest = 0;
    for (int i = 0; i < weights.length; i++) {
      largest = Math.max(largest, Require.nonNegative(weights[i], "weights[" + i + "]"));
    }
    if (largest == 0) {
      throw new IllegalArgumentException(
          "weights must have one above 0, but are " + weights.length + " zeros");
    }
    // Scaled, so that their sum neither overflows nor vanishes.
    double[] scaled = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      scaled[i] = weights[i] / largest;
    }
    return AliasMethodDiscreteSampler.of(random, scaled);
  }

  /**
   * {@return exact discrete Gaussian numbers}
   *
   * @param random the bits
   * @param sigma the parameter, in [1e-9, 2<sup>50</sup>]
   * @throws IllegalArgumentException if {@code sigma} is out of range
   */
  public static DiscreteGaussianSampler discreteGaussian(
      UniformRandomProvider random, double sigma) {
    return DiscreteGaussianSampler.of(random, sigma);
  }

  /**
   * {@return exact discrete Laplace numbers of scale {@code t / s}}
   *
   * @param random the bits
   * @param t the numerator of the scale, in [1, 2<sup>52</sup>]
   * @param s the denominator of the scale, in [1, 2<sup>52</sup>]
   * @throws IllegalArgumentException if a number is out of range
   */
  public static DiscreteLaplaceSampler discreteLaplace(
      UniformRandomProvider random, long t, long s) {
    return DiscreteLaplaceSampler.of(random, t, s);
  }
}
