// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Samplers;
import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * What a parameter starts as.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Initializer {
  /**
   * Fills a parameter.
   *
   * @param values the parameter, row-major; overwritten
   * @param fanIn how many inputs one output depends on
   * @param fanOut how many outputs depend on one input
   * @param random where random values come from
   */
  void fill(float[] values, int fanIn, int fanOut, Rng random);

  /**
   * {@return uniform in ±1/sqrt(fanIn), for weights and biases alike: the default, and PyTorch's
   * for dense and convolution layers}
   */
  static Initializer uniformFanIn() {
    return (values, fanIn, fanOut, random) -> uniform(values, 1 / Math.sqrt(fanIn), random);
  }

  /** {@return uniform with variance 2/(fanIn + fanOut) (Glorot, Bengio 2010)} */
  static Initializer glorotUniform() {
    return (values, fanIn, fanOut, random) ->
        uniform(values, Math.sqrt(6.0 / ((double) fanIn + fanOut)), random);
  }

  /** {@return normal with variance 2/fanIn (He et al., arXiv 1502.01852), for ReLU} */
  static Initializer heNormal() {
    return (values, fanIn, fanOut, random) -> normal(values, Math.sqrt(2.0 / fanIn), random);
  }

  /** {@return normal with variance 1/fanIn (LeCun et al. 1998), which SELU needs} */
  static Initializer lecunNormal() {
    return (values, fanIn, fanOut, random) -> normal(values, Math.sqrt(1.0 / fanIn), random);
  }

  /**
   * {@return normal}
   *
   * @param standardDeviation finite, at least 0
   * @throws IllegalArgumentException if it is not
   */
  static Initializer normal(double standardDeviation) {
    Require.nonNegative(standardDeviation, "standardDeviation");
    return (values, fanIn, fanOut, random) -> normal(values, standardDeviation, random);
  }

  /**
   * {@return the same value everywhere}
   *
   * @param value finite
   * @throws IllegalArgumentException if it is not
   */
  static Initializer constant(double value) {
    Require.finite(value, "value");
    return (values, fanIn, fanOut, random) -> Arrays.fill(values, (float) value);
  }

  private static void uniform(float[] values, double bound, Rng random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
  }

  private static void normal(float[] values, double deviation, Rng random) {
    ContinuousSampler gaussian = Samplers.gaussian(random);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * gaussian.sample());
    }
  }
}
