// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.tensor.ParameterVector;

/**
 * Adam: steps of the gradient's running mean, divided by the root of its running mean square, both
 * corrected for their start at zero. Weight decay is an L2 penalty: added to the gradient.
 *
 * <pre>{@code
 * OptimizerSettings settings = Adam.standard().weightDecay(1e-4);
 * }</pre>
 *
 * <p>As {@code torch.optim.Adam}. Reference: Kingma, Ba, "Adam: a method for stochastic
 * optimization", ICLR 2015, arXiv 1412.6980, algorithm 1.
 *
 * @param beta1 the decay of the mean, in [0, 1)
 * @param beta2 the decay of the mean square, in [0, 1)
 * @param epsilon added to the root, a normal float above 0
 * @param weightDecay the factor of the L2 penalty's gradient, at least 0
 * @since 0.1.0
 */
public record Adam(double beta1, double beta2, double epsilon, double weightDecay)
    implements OptimizerSettings {
  /**
   * Checks the ranges.
   *
   * @param beta1 in [0, 1)
   * @param beta2 in [0, 1)
   * @param epsilon in [2<sup>-126</sup>, 3.4e38]: a normal float
   * @param weightDecay finite and at least 0
   * @throws IllegalArgumentException if a value is out of range
   */
  public Adam {
    Coefficients.decayRate(beta1, "beta1");
    Coefficients.decayRate(beta2, "beta2");
    Require.inRange(epsilon, Float.MIN_NORMAL, Float.MAX_VALUE, "epsilon");
    Require.nonNegative(weightDecay, "weightDecay");
  }

  /** {@return the paper's constants: 0.9, 0.999, 1e-8, no weight decay} */
  public static Adam standard() {
    return new Adam(0.9, 0.999, 1e-8, 0);
  }

  /**
   * {@return these settings with other decays}
   *
   * @param newBeta1 the decay of the mean, in [0, 1)
   * @param newBeta2 the decay of the mean square, in [0, 1)
   * @throws IllegalArgumentException if one is out of range
   */
  public Adam betas(double newBeta1, double newBeta2) {
    return new Adam(newBeta1, newBeta2, epsilon, weightDecay);
  }

  /**
   * {@return these settings with another epsilon}
   *
   * @param newEpsilon in [2<sup>-126</sup>, 3.4e38]: a normal float
   * @throws IllegalArgumentException if {@code newEpsilon} is out of range
   */
  public Adam epsilon(double newEpsilon) {
    return new Adam(beta1, beta2, newEpsilon, weightDecay);
  }

  /**
   * {@return these settings with another weight decay}
   *
   * @param newWeightDecay finite and at least 0
   * @throws IllegalArgumentException if {@code newWeightDecay} is out of range
   */
  public Adam weightDecay(double newWeightDecay) {
    return new Adam(beta1, beta2, epsilon, newWeightDecay);
  }

  @Override
  public Optimizer start(ParameterVector parameters) {
    return new MomentEstimates(this, parameters, beta1, beta2, epsilon, weightDecay, 0);
  }
}
