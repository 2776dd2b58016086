// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import java.util.Locale;
import java.util.Objects;

/**
 * What an intervention changed: relative robustness \(\tau = \mathrm{acc}_{ood}(f') -
 * \mathrm{acc}_{ood}(f)\) and the change of effective robustness \(\rho(f') - \rho(f)\).
 *
 * <p>An intervention is useful only if both are positive: a larger tau alone may come from better
 * ID accuracy, a larger rho alone from a loss of ID accuracy. Immutable.
 *
 * <p>Reference: Taori et al., NeurIPS 2020, arXiv:2007.00644, section 2.
 *
 * @param base the model the intervention started from
 * @param changed the model after the intervention
 * @since 0.1.0
 */
public record RelativeRobustness(EffectiveRobustness base, EffectiveRobustness changed) {
  /**
   * Checks that nothing is null.
   *
   * @param base the model the intervention started from
   * @param changed the model after the intervention
   */
  public RelativeRobustness {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(changed, "changed");
  }

  /** Which of the two robustnesses an intervention improved. */
  public enum Quadrant {
    /** Effective and relative robustness: useful. */
    BOTH,
    /** Effective robustness only, at the price of OOD accuracy. */
    EFFECTIVE_ONLY,
    /** Relative robustness only: the model is better, but no better than the trend foresees. */
    RELATIVE_ONLY,
    /** Neither. */
    NEITHER;

    /** {@return the name in words} */
    public String label() {
      return switch (this) {
        case BOTH -> "useful: effective and relative robustness";
        case EFFECTIVE_ONLY -> "effective robustness only";
        case RELATIVE_ONLY -> "relative robustness only";
        case NEITHER -> "neither";
      };
    }
  }

  /** {@return the relative robustness tau as a fraction} */
  public double tau() {
    return changed.pair().ood() - base.pair().ood();
  }

  /** {@return the change of effective robustness as a fraction} */
  public double rhoGain() {
    return changed.rho() - base.rho();
  }

  /** {@return which of the two improved; a change of exactly 0 is no improvement} */
  public Quadrant quadrant() {
    if (rhoGain() > 0) {
      return tau() > 0 ? Quadrant.BOTH : Quadrant.EFFECTIVE_ONLY;
    }
    return tau() > 0 ? Quadrant.RELATIVE_ONLY : Quadrant.NEITHER;
  }

  /** {@return whether both improved} */
  public boolean isUseful() {
    return quadrant() == Quadrant.BOTH;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s -> %s: relative robustness %+.2f points, effective robustness %+.2f points (%s)",
        base.model(),
        changed.model(),
        100 * tau(),
        100 * rhoGain(),
        quadrant().label());
  }
}
