// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.tensor.ParameterVector;

/**
 * {@link Adam} with weight decay apart from the gradient: each step first multiplies the parameters
 * by \(1 - \eta\lambda\), \(\eta\) being the learning rate.
 *
 * <pre>{@code
 * OptimizerSettings settings = AdamW.standard().weightDecay(0.05);
 * }</pre>
 *
 * <p>As {@code torch.optim.AdamW}. Reference: Loshchilov, Hutter, "Decoupled weight decay
 * regularization", ICLR 2019, arXiv 1711.05101, algorithm 2.
 *
 * @param beta1 the decay of the mean, in [0, 1)
 * @param beta2 the decay of the mean square, in [0, 1)
 * @param epsilon added to the root, a normal float above 0
 * @param weightDecay the factor \(\lambda\), at least 0
 * @since 0.1.0
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay)
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
  public AdamW {
    Coefficients.decayRate(beta1, "beta1");
    Coefficients.decayRate(beta2, "beta2");
    Require.inRange(epsilon, Float.MIN_NORMAL, Float.MAX_VALUE, "epsilon");
    Require.nonNegative(weightDecay, "weightDecay");
  }

  /** {@return the paper's constants: 0.9, 0.999, 1e-8, weight decay 0.01} */
  public static AdamW standard() {
    return new AdamW(0.9, 0.999, 1e-8, 0.01);
  }

  /**
   * {@return these settings with other decays}
   *
   * @param newBeta1 the decay of the mean, in [0, 1)
   * @param newBeta2 the decay of the mean square, in [0, 1)
   * @throws IllegalArgumentException if one is out of range
   */
  public AdamW betas(double newBeta1, double newBeta2) {
    return new AdamW(newBeta1, newBeta2, epsilon, weightDecay);
  }

  /**
   * {@return these settings with another epsilon}
   *
   * @param newEpsilon in [2<sup>-126</sup>, 3.4e38]: a normal float
   * @throws IllegalArgumentException if {@code newEpsilon} is out of range
   */
  public AdamW epsilon(double newEpsilon) {
    return new AdamW(beta1, beta2, newEpsilon, weightDecay);
  }

  /**
   * {@return these settings with another weight decay}
   *
   * @param newWeightDecay finite and at least 0
   * @throws IllegalArgumentException if {@code newWeightDecay} is out of range
   */
  public AdamW weightDecay(double newWeightDecay) {
    return new AdamW(beta1, beta2, epsilon, newWeightDecay);
  }

  @Override
  public Optimizer start(ParameterVector parameters) {
    return new MomentEstimates(this, parameters, beta1, beta2, epsilon, 0, weightDecay);
  }
}
