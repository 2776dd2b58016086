// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ObjectSampler;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Dirichlet points in logarithms: with concentrations below about 0.01 the gamma numbers underflow,
 * and Commons RNG's sampler then draws again, which shifts the law (and never ends at 1e-20). A
 * gamma number of shape a is one of shape a + 1 times a uniform number to the power 1/a.
 */
final class SimplexSampler implements ObjectSampler<double[]> {
  private final UniformRandomProvider random;
  private final double[] concentrations;
  private final ContinuousSampler[] gammas;

  SimplexSampler(UniformRandomProvider random, double[] concentrations) {
    this.random = random;
    this.concentrations = concentrations.clone();
    this.gammas = new ContinuousSampler[concentrations.length];
    for (int i = 0; i < concentrations.length; i++) {
      double shape = concentrations[i] < 1 ? concentrations[i] + 1 : concentrations[i];
      gammas[i] = AhrensDieterMarsagliaTsangGammaSampler.of(random, shape, 1);
    }
  }

  @Override
  public double[] sample() {
    double[] point = new double[gammas.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < point.length; i++) {
      double log = StrictMath.log(gammas[i].sample());
      if (concentrations[i] < 1) {
        log += StrictMath.log(1 - random.nextDouble()) / concentrations[i];
      }
      point[i] = log;
      largest = Math.max(largest, log);
    }
    double sum = 0;
    for (int i = 0; i < point.length; i++) {
      point[i] = StrictMath.exp(point[i] - largest);
      sum += point[i];
    }
    for (int i = 0; i < point.length; i++) {
      point[i] /= sum;
    }
    return point;
  }
}
