// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Laplace numbers: an exponential number with a fair sign. */
final class LaplaceSampler implements ContinuousSampler {
  private final UniformRandomProvider random;
  private final ContinuousSampler magnitudes;
  private final double location;

  LaplaceSampler(UniformRandomProvider random, double location, double scale) {
    this.random = random;
    this.magnitudes = ZigguratSampler.Exponential.of(random, scale);
    this.location = location;
  }

  @Override
  public double sample() {
    double magnitude = magnitudes.sample();
    return random.nextBoolean() ? location + magnitude : location - magnitude;
  }
}
