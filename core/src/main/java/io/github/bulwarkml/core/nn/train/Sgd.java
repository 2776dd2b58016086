// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.tensor.ParameterVector;

/**
 * Stochastic gradient descent with momentum: \(b \leftarrow \mu b + g + \lambda w\), then \(w
 * \leftarrow w - \eta b\), or with Nesterov's momentum \(w \leftarrow w - \eta (g + \lambda w + \mu
 * b)\).
 *
 * <pre>{@code
 * OptimizerSettings settings = Sgd.withMomentum(0.9).nesterov(true).weightDecay(5e-4);
 * }</pre>
 *
 * <p>As {@code torch.optim.SGD} with dampening 0. Reference: Sutskever et al., "On the importance
 * of initialization and momentum in deep learning", ICML 2013; the learning rate multiplies the
 * velocity instead of the gradient, as in PyTorch.
 *
 * @param momentum the velocity's decay \(\mu\), in [0, 1)
 * @param nesterov whether to look ahead; needs {@code momentum > 0}
 * @param weightDecay the factor \(\lambda\) of the L2 penalty's gradient, at least 0
 * @since 0.1.0
 */
public record Sgd(double momentum, boolean nesterov, double weightDecay)
    implements OptimizerSettings {
  /**
   * Checks the ranges.
   *
   * @param momentum in [0, 1)
   * @param nesterov whether to look ahead; needs {@code momentum > 0}
   * @param weightDecay finite and at least 0
   * @throws IllegalArgumentException if a value is out of range, or Nesterov has no momentum
   */
  public Sgd {
    Coefficients.decayRate(momentum, "momentum");
    Require.nonNegative(weightDecay, "weightDecay");
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("momentum must be > 0 for nesterov, but was 0.0");
    }
  }

  /** {@return steps along the negative gradient} */
  public static Sgd plain() {
    return new Sgd(0, false, 0);
  }

  /**
   * {@return steps along a velocity}
   *
   * @param momentum the velocity's decay, in [0, 1)
   * @throws IllegalArgumentException if {@code momentum} is out of range
   */
  public static Sgd withMomentum(double momentum) {
    return new Sgd(momentum, false, 0);
  }

  /**
   * {@return these settings with or without Nesterov's look ahead}
   *
   * @param newNesterov whether to look ahead
   * @throws IllegalArgumentException if it needs a momentum and there is none
   */
  public Sgd nesterov(boolean newNesterov) {
    return new Sgd(momentum, newNesterov, weightDecay);
  }

  /**
   * {@return these settings with an L2 penalty}
   *
   * @param newWeightDecay finite and at least 0
   * @throws IllegalArgumentException if {@code newWeightDecay} is out of range
   */
  public Sgd weightDecay(double newWeightDecay) {
    return new Sgd(momentum, nesterov, newWeightDecay);
  }

  @Override
  public Optimizer start(ParameterVector parameters) {
    return momentum == 0 ? new Plain(this, parameters) : new Velocity(this, parameters);
  }

  /** Without momentum nothing is remembered. */
  private static final class Plain extends SteppingOptimizer {
    private final float decay;

    Plain(Sgd settings, ParameterVector layout) {
      super(settings, layout);
      this.decay = (float) settings.weightDecay;
    }

    @Override
    void step(float[] w, float[] g, double learningRate, int step) {
      float rate = (float) learningRate;
      for (int i = 0; i < w.length; i++) {
        w[i] -= rate * (g[i] + decay * w[i]);
      }
    }
  }

  private static final class Velocity extends SteppingOptimizer {
    private final float mu;
    private final float decay;
    private final boolean nesterov;
    private final float[] velocity;

    Velocity(Sgd settings, ParameterVector layout) {
      super(settings, layout, "velocity");
      this.mu = (float) settings.momentum;
      this.decay = (float) settings.weightDecay;
      this.nesterov = settings.nesterov;
      this.velocity = memory("velocity");
    }

    @Override
    void step(float[] w, float[] g, double learningRate, int step) {
      if (nesterov) {
        lookAhead(w, g, velocity, (float) learningRate);
      } else {
        follow(w, g, velocity, (float) learningRate);
      }
    }

    private void follow(float[] w, float[] g, float[] b, float rate) {
      for (int i = 0; i < w.length; i++) {
        float moved = mu * b[i] + (g[i] + decay * w[i]);
        b[i] = moved;
        w[i] -= rate * moved;
      }
    }

    private void lookAhead(float[] w, float[] g, float[] b, float rate) {
      for (int i = 0; i < w.length; i++) {
        float slope = g[i] + decay * w[i];
        float moved = mu * b[i] + slope;
        b[i] = moved;
        w[i] -= rate * (slope + mu * moved);
      }
    }
  }
}
