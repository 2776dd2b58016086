// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

/**
 * What to do with an accuracy of exactly 0 or 1, whose logit and probit are infinite. A real case:
 * {@code resnet50} has 0 on ImageNet-A, which was filtered against it.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public sealed interface ExtremePolicy {
  /** {@return the default: the model is left out of the fit and named in the result} */
  static ExtremePolicy exclude() {
    return new Exclude();
  }

  /** {@return accuracies are moved to at least 1/(2n) and at most 1 - 1/(2n), n the set's size} */
  static ExtremePolicy clip() {
    return new Clip(0);
  }

  /**
   * {@return accuracies are moved to at least epsilon and at most 1 - epsilon}
   *
   * @param epsilon in (0, 0.5)
   * @throws IllegalArgumentException if {@code epsilon} is out of range
   */
  static ExtremePolicy clip(double epsilon) {
    if (!(epsilon > 0 && epsilon < 0.5)) {
      throw new IllegalArgumentException("epsilon must be in (0, 0.5), but was " + epsilon);
    }
    return new Clip(epsilon);
  }

  /** {@return such an accuracy ends the fit} */
  static ExtremePolicy fail() {
    return new Fail();
  }

  /** The model is left out of the fit and named in the result. */
  record Exclude() implements ExtremePolicy {
    @Override
    public String toString() {
      return "exclude";
    }
  }

  /**
   * Accuracies are moved away from 0 and 1.
   *
   * @param epsilon the smallest allowed accuracy, in (0, 0.5); or 0 for 1/(2n) with n the size of
   *     the test set
   */
  record Clip(double epsilon) implements ExtremePolicy {
    /**
     * Checks the bound.
     *
     * @param epsilon in [0, 0.5)
     * @throws IllegalArgumentException if {@code epsilon} is out of range
     */
    public Clip {
      if (!(epsilon >= 0 && epsilon < 0.5)) {
        throw new IllegalArgumentException("epsilon must be in [0, 0.5), but was " + epsilon);
      }
    }

    /**
     * {@return p within the bounds; without a fixed epsilon only 0 and 1 move}
     *
     * @param p a fraction, in [0, 1]
     * @param examples n, the number of examples of the test set; 0 if not known
     * @param what whose fraction it is, for the message
     * @throws IllegalArgumentException if {@code p} must move, epsilon is 0 and n is not known
     */
    public double apply(double p, long examples, String what) {
      double bound = epsilon;
      if (bound == 0) {
        if (p > 0 && p < 1) {
          return p;
        }
        if (examples < 1) {
          throw new IllegalArgumentException(
              "policy clip needs the number of test examples of "
                  + what
                  + ", whose accuracy is "
                  + p
                  + "; give it, or an epsilon");
        }
        bound = 0.5 / examples;
      }
      return Math.min(Math.max(p, bound), 1 - bound);
    }

    @Override
    public String toString() {
      return epsilon == 0 ? "clip" : "clip:" + epsilon;
    }
  }

  /** Such an accuracy ends the fit. */
  record Fail() implements ExtremePolicy {
    @Override
    public String toString() {
      return "fail";
    }
  }
}
