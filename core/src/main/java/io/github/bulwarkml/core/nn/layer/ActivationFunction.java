// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.stats.NormalDistribution;
import java.util.Locale;

/**
 * Functions applied to every element.
 *
 * @since 0.1.0
 */
public enum ActivationFunction {
  /** \(\max(x, 0)\); its slope at 0 is 0. */
  RELU {
    @Override
    public double value(double x) {
      return Math.max(x, 0);
    }

    @Override
    public double slope(double x, double y) {
      return y > 0 ? 1 : 0;
    }
  },
  /**
   * \(\lambda x\) for \(x > 0\), else \(\lambda\alpha(e^x - 1)\) (Klambauer et al., arXiv
   * 1706.02515).
   */
  SELU {
    @Override
    public double value(double x) {
      return x > 0 ? SELU_LAMBDA * x : SELU_LAMBDA * SELU_ALPHA * Math.expm1(x);
    }

    @Override
    public double slope(double x, double y) {
      return y > 0 ? SELU_LAMBDA : y + SELU_LAMBDA * SELU_ALPHA;
    }
  },
  /**
   * \(x\Phi(x)\) with the normal distribution function, not its tanh approximation. Networks on
   * floats compute it and its slope to within 3e-7.
   */
  GELU {
    @Override
    public double value(double x) {
      return x * NormalDistribution.cdf(x);
    }

    @Override
    public double slope(double x, double y) {
      return NormalDistribution.cdf(x) + x * NormalDistribution.density(x);
    }
  },
  /** Hyperbolic tangent. */
  TANH {
    @Override
    public double value(double x) {
      return Math.tanh(x);
    }

    @Override
    public double slope(double x, double y) {
      return 1 - y * y;
    }
  },
  /** \(1/(1 + e^{-x})\). */
  SIGMOID {
    @Override
    public double value(double x) {
      double e = Math.exp(-Math.abs(x));
      return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    @Override
    public double slope(double x, double y) {
      return y * (1 - y);
    }
  };

  private static final double SELU_LAMBDA = io.github.bulwarkml.core.simd.Activation.SELU_LAMBDA;
  private static final double SELU_ALPHA = io.github.bulwarkml.core.simd.Activation.SELU_ALPHA;

  /**
   * {@return the function's value}
   *
   * @param x any number
   */
  public abstract double value(double x);

  /**
   * {@return the function's derivative}
   *
   * @param x where
   * @param y its value there
   */
  public abstract double slope(double x, double y);

  /** {@return the lower-case name} */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
