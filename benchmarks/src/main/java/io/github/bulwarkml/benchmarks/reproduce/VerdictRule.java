// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import io.github.bulwarkml.core.internal.Require;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.function.Function;

/**
 * How a claim is judged: fixed before the experiment runs, and printed in words beside every
 * verdict.
 *
 * @since 0.1.0
 */
public interface VerdictRule {
  /**
   * {@return the verdict on a measurement}
   *
   * @param ours what came out
   */
  Verdict judge(Measurement ours);

  /** {@return the rule in words} */
  String words();

  /**
   * {@return the rule for a published number} Reproduced: our value lies within the tolerance of
   * it. In direction: our whole interval lies on the same side of the neutral value.
   *
   * @param published the published number, finite
   * @param tolerance how far ours may lie from it, finite and at least 0
   * @param neutral the value of no effect, other than {@code published}, finite
   * @throws IllegalArgumentException if a number is out of range
   */
  static VerdictRule near(double published, double tolerance, double neutral) {
    Require.finite(published, "published");
    Require.nonNegative(tolerance, "tolerance");
    Require.finite(neutral, "neutral");
    if (published == neutral) {
      throw new IllegalArgumentException("neutral must differ from published, but was " + neutral);
    }
    return new Rule(
        "reproduced if ours lies within "
            + text(tolerance)
            + " of "
            + text(published)
            + "; in direction if the whole interval lies "
            + (published > neutral ? "above " : "below ")
            + text(neutral),
        ours -> {
          // The published number is rounded; a difference of exactly the tolerance counts as equal.
          if (Math.abs(ours.value() - published) <= tolerance * (1 + 1e-9)) {
            return Verdict.REPRODUCED;
          }
          boolean sameSide = published > neutral ? ours.low() > neutral : ours.high() < neutral;
          return sameSide ? Verdict.REPRODUCED_IN_DIRECTION : Verdict.NOT_REPRODUCED;
        });
  }

  /**
   * {@return the rule for a number that a theory gives exactly} Reproduced: our interval contains
   * it and is no wider than asked for; otherwise not.
   *
   * @param expected the number of the theory, finite
   * @param widest how wide the interval may be, finite and above 0
   * @throws IllegalArgumentException if a number is out of range
   */
  static VerdictRule contains(double expected, double widest) {
    Require.finite(expected, "expected");
    Require.positive(widest, "widest");
    return new Rule(
        "reproduced if our interval contains "
            + text(expected)
            + " and is at most "
            + text(widest)
            + " wide",
        ours ->
            ours.low() <= expected && ours.high() >= expected && ours.high() - ours.low() <= widest
                ? Verdict.REPRODUCED
                : Verdict.NOT_REPRODUCED);
  }

  /**
   * {@return the rule for a published range} Reproduced: our whole interval lies in it. In
   * direction: our value does.
   *
   * @param low the lower end, finite
   * @param high the upper end, finite and above {@code low}
   * @throws IllegalArgumentException if a number is out of range
   */
  static VerdictRule inside(double low, double high) {
    Require.finite(low, "low");
    Require.finite(high, "high");
    if (!(low < high)) {
      throw new IllegalArgumentException("high must be > low, but was " + high + " <= " + low);
    }
    String range = "[" + text(low) + ", " + text(high) + "]";
    return new Rule(
        "reproduced if our whole interval lies in " + range + "; in direction if our value does",
        ours -> {
          if (ours.low() >= low && ours.high() <= high) {
            return Verdict.REPRODUCED;
          }
          return ours.value() >= low && ours.value() <= high
              ? Verdict.REPRODUCED_IN_DIRECTION
              : Verdict.NOT_REPRODUCED;
        });
  }

  /**
   * {@return the rule for a claim without a number, that something exceeds a value} In direction:
   * our whole interval lies above it; otherwise not reproduced.
   *
   * @param neutral the value, finite
   * @throws IllegalArgumentException if {@code neutral} is not finite
   */
  static VerdictRule above(double neutral) {
    Require.finite(neutral, "neutral");
    return new Rule(
        "in direction if our whole interval lies above " + text(neutral),
        ours -> ours.low() > neutral ? Verdict.REPRODUCED_IN_DIRECTION : Verdict.NOT_REPRODUCED);
  }

  /**
   * {@return the rule for a claim without a number, that something exceeds a value, measured with
   * few repetitions} In direction: our whole interval lies above it. Not reproduced: our value does
   * not. A value above it whose interval contains it decides nothing, and is not comparable.
   *
   * @param neutral the value, finite
   * @throws IllegalArgumentException if {@code neutral} is not finite
   */
  static VerdictRule aboveIfDecided(double neutral) {
    Require.finite(neutral, "neutral");
    return new Rule(
        "in direction if our whole interval lies above "
            + text(neutral)
            + ", undecided and hence not comparable if our value alone does",
        ours -> {
          if (ours.low() > neutral) {
            return Verdict.REPRODUCED_IN_DIRECTION;
          }
          return ours.value() > neutral ? Verdict.NOT_COMPARABLE : Verdict.NOT_REPRODUCED;
        });
  }

  /**
   * {@return the rule for a claim without a number, that something is negligible} In direction: our
   * whole interval lies within the limit of zero; otherwise not reproduced.
   *
   * @param limit the largest size that counts as negligible, finite and above 0
   * @throws IllegalArgumentException if {@code limit} is out of range
   */
  static VerdictRule negligible(double limit) {
    Require.positive(limit, "limit");
    return new Rule(
        "in direction if our whole interval lies in [−" + text(limit) + ", " + text(limit) + "]",
        ours ->
            ours.low() >= -limit && ours.high() <= limit
                ? Verdict.REPRODUCED_IN_DIRECTION
                : Verdict.NOT_REPRODUCED);
  }

  /**
   * {@return the rule that gives no verdict}
   *
   * @param reason why ours and the published number cannot be compared
   */
  static VerdictRule notComparable(String reason) {
    return new Rule("not compared: " + reason, ours -> Verdict.NOT_COMPARABLE);
  }

  private static String text(double value) {
    BigDecimal shown = BigDecimal.valueOf(value).round(new MathContext(6)).stripTrailingZeros();
    return shown.toPlainString().replace('-', '−');
  }

  /**
   * A rule and its words.
   *
   * @param words the rule in words
   * @param judge the rule
   */
  record Rule(String words, Function<Measurement, Verdict> judge) implements VerdictRule {
    /**
     * Checks that nothing is null.
     *
     * @param words the rule in words
     * @param judge the rule
     */
    public Rule {
      Objects.requireNonNull(words, "words");
      Objects.requireNonNull(judge, "judge");
    }

    @Override
    public Verdict judge(Measurement ours) {
      return judge.apply(ours);
    }
  }
}
