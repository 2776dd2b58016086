// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.stats.Logistic;
import io.github.bulwarkml.core.stats.NormalDistribution;

/**
 * The strictly increasing map of accuracies under which the trend of models is a straight line.
 *
 * <p>Stateless and thread-safe; nothing is allocated. Equal arguments give equal bits on every JDK.
 *
 * <p>References: [1] Taori et al., "Measuring robustness to natural distribution shifts in image
 * classification", NeurIPS 2020, arXiv:2007.00644 (logit). [2] Miller et al., "Accuracy on the
 * line", ICML 2021, arXiv:2107.04649 (probit).
 *
 * @since 0.1.0
 */
public enum Transform {
  /** \(T(p) = p\). */
  LINEAR(Chart.Scale.LINEAR),
  /** \(T(p) = \ln\frac{p}{1-p}\); the default for ImageNet shifts [1]. */
  LOGIT(Chart.Scale.LOGIT),
  /** \(T(p) = \Phi^{-1}(p)\), the normal quantile; the default of [2]. */
  PROBIT(Chart.Scale.PROBIT);

  private final Chart.Scale scale;

  Transform(Chart.Scale scale) {
    this.scale = scale;
  }

  /**
   * {@return T(p); under LOGIT and PROBIT minus infinity at 0 and plus infinity at 1}
   *
   * @param p an accuracy, in [0, 1]
   * @throws IllegalArgumentException if {@code p} is outside [0, 1] or NaN
   */
  public double apply(double p) {
    Require.inRange(p, 0, 1, "p");
    return switch (this) {
      case LINEAR -> p;
      case LOGIT -> Logistic.logit(p);
      case PROBIT -> NormalDistribution.quantile(p);
    };
  }

  /**
   * {@return the p with T(p) = z} Under LINEAR it is not cut to [0, 1].
   *
   * @param z a transformed accuracy; infinite ends give 0 and 1 under LOGIT and PROBIT
   * @throws IllegalArgumentException if {@code z} is NaN
   */
  public double inverse(double z) {
    if (Double.isNaN(z)) {
      throw new IllegalArgumentException("z must be a number, but was NaN");
    }
    return switch (this) {
      case LINEAR -> z;
      case LOGIT -> Logistic.inverseLogit(z);
      case PROBIT -> NormalDistribution.cdf(z);
    };
  }

  /**
   * {@return whether T(p) is infinite: p is 0 or 1 and the transform is not LINEAR}
   *
   * @param p an accuracy, in [0, 1]
   */
  public boolean isExtreme(double p) {
    return this != LINEAR && (p == 0 || p == 1);
  }

  /** {@return how a chart spaces accuracies under this transform} */
  public Chart.Scale scale() {
    return scale;
  }

  /** {@return the name in lower case, as reports print it} */
  public String label() {
    return switch (this) {
      case LINEAR -> "linear";
      case LOGIT -> "logit";
      case PROBIT -> "probit";
    };
  }
}
