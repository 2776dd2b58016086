// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import static io.github.bulwarkml.benchmarks.reproduce.Verdict.NOT_COMPARABLE;
import static io.github.bulwarkml.benchmarks.reproduce.Verdict.NOT_REPRODUCED;
import static io.github.bulwarkml.benchmarks.reproduce.Verdict.REPRODUCED;
import static io.github.bulwarkml.benchmarks.reproduce.Verdict.REPRODUCED_IN_DIRECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.stats.Interval;
import org.junit.jupiter.api.Test;

class VerdictRuleTest {
  private static Measurement ours(double value, double low, double high) {
    return Measurement.of(value, new Interval(low, high, 0.95), "points", 2);
  }

  @Test
  void aPublishedNumberIsReproducedWithinItsTolerance() {
    VerdictRule rule = VerdictRule.near(5, 0.5, 0);
    assertThat(rule.judge(ours(5.4, 1, 9))).isEqualTo(REPRODUCED);
    assertThat(rule.judge(ours(4.5, 4, 5))).isEqualTo(REPRODUCED);
    assertThat(rule.judge(ours(2, 1, 3))).isEqualTo(REPRODUCED_IN_DIRECTION);
    assertThat(rule.judge(ours(2, -1, 5))).isEqualTo(NOT_REPRODUCED);
    assertThat(rule.judge(ours(-2, -3, -1))).isEqualTo(NOT_REPRODUCED);
    VerdictRule negative = VerdictRule.near(-0.5, 0.02, 0);
    assertThat(negative.judge(ours(-0.9, -1, -0.8))).isEqualTo(REPRODUCED_IN_DIRECTION);
    assertThat(negative.words())
        .isEqualTo(
            "reproduced if ours lies within 0.02 of −0.5; in direction if the whole interval lies"
                + " below 0");
  }

  @Test
  void theLastDigitOfARoundedNumberCounts() {
    // 0.9195 rounds to the published 0.919 or 0.920; binary fractions must not decide.
    assertThat(VerdictRule.near(0.919, 0.0005, 0.95).judge(Measurement.exact(0.9195, "", 4)))
        .isEqualTo(REPRODUCED);
    assertThat(VerdictRule.near(0.919, 0.0005, 0.95).judge(Measurement.exact(0.9196, "", 4)))
        .isEqualTo(REPRODUCED_IN_DIRECTION);
  }

  @Test
  void aTheoryMustLieInANarrowInterval() {
    VerdictRule rule = VerdictRule.contains(0.64, 0.1);
    assertThat(rule.judge(ours(0.65, 0.61, 0.69))).isEqualTo(REPRODUCED);
    assertThat(rule.judge(ours(0.65, 0.641, 0.69))).isEqualTo(NOT_REPRODUCED);
    assertThat(rule.judge(ours(0.65, 0.5, 0.8))).isEqualTo(NOT_REPRODUCED);
  }

  @Test
  void aRangeNeedsTheWholeInterval() {
    VerdictRule rule = VerdictRule.inside(11, 14);
    assertThat(rule.judge(ours(12, 11, 13))).isEqualTo(REPRODUCED);
    assertThat(rule.judge(ours(12, 10, 13))).isEqualTo(REPRODUCED_IN_DIRECTION);
    assertThat(rule.judge(ours(10.9, 10, 12))).isEqualTo(NOT_REPRODUCED);
  }

  @Test
  void claimsWithoutNumbersAreReproducedInDirectionAtBest() {
    assertThat(VerdictRule.above(0).judge(ours(5, 4, 6))).isEqualTo(REPRODUCED_IN_DIRECTION);
    assertThat(VerdictRule.above(0).judge(ours(5, 0, 6))).isEqualTo(NOT_REPRODUCED);
    assertThat(VerdictRule.negligible(1).judge(ours(.5, -1, 1))).isEqualTo(REPRODUCED_IN_DIRECTION);
    assertThat(VerdictRule.negligible(1).judge(ours(.5, -1, 2))).isEqualTo(NOT_REPRODUCED);
    VerdictRule none = VerdictRule.notComparable("other models");
    assertThat(none.judge(ours(5, 4, 6))).isEqualTo(NOT_COMPARABLE);
    assertThat(none.words()).isEqualTo("not compared: other models");
  }

  @Test
  void anIntervalThatContainsTheNeutralValueDecidesNothing() {
    VerdictRule rule = VerdictRule.aboveIfDecided(0);
    assertThat(rule.judge(ours(5, 1, 9))).isEqualTo(REPRODUCED_IN_DIRECTION);
    assertThat(rule.judge(ours(5, -1, 11))).isEqualTo(NOT_COMPARABLE);
    assertThat(rule.judge(ours(0, -9, 9))).isEqualTo(NOT_REPRODUCED);
    assertThat(rule.judge(ours(-5, -9, 0))).isEqualTo(NOT_REPRODUCED);
    assertThatThrownBy(() -> VerdictRule.aboveIfDecided(Double.NaN))
        .hasMessage("neutral must be finite, but was NaN");
  }

  @Test
  void refusesNumbersThatMakeNoRule() {
    assertThatThrownBy(() -> VerdictRule.near(Double.NaN, 1, 0))
        .hasMessage("published must be finite, but was NaN");
    assertThatThrownBy(() -> VerdictRule.near(1, -1, 0))
        .hasMessage("tolerance must be finite and >= 0, but was -1.0");
    assertThatThrownBy(() -> VerdictRule.near(1, 1, 1))
        .hasMessage("neutral must differ from published, but was 1.0");
    assertThatThrownBy(() -> VerdictRule.inside(2, 1))
        .hasMessage("high must be > low, but was 1.0 <= 2.0");
    assertThatThrownBy(() -> VerdictRule.contains(0, 0)).hasMessageContaining("widest");
    assertThatThrownBy(() -> VerdictRule.negligible(0)).hasMessageContaining("limit");
    assertThatThrownBy(() -> Measurement.exact(Double.NaN, "", 2))
        .hasMessage("value must be finite, but was NaN");
  }

  @Test
  void aClaimNeedsItsParts() {
    Claim.Builder builder = Claim.titled("t").published("1", "One.").setting("s");
    assertThatThrownBy(() -> builder.judgedBy(VerdictRule.above(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("needs a statement, a source, a setting and our number");
    builder.measured(ours(1, 0.5, 2)).source("Somebody 2020", "http://example.org");
    assertThatThrownBy(() -> builder.judgedBy(VerdictRule.above(0)))
        .hasMessage("url must start with https://, but was http://example.org");
    Claim claim =
        builder.source("Somebody 2020", "https://example.org").judgedBy(VerdictRule.above(0));
    assertThat(claim.verdict()).isEqualTo(REPRODUCED_IN_DIRECTION);
    assertThat(claim.ours()).hasToString("1.00 points [0.50, 2.00] at 95 %");
    assertThat(Measurement.percent(0.999)).isEqualTo("99.9 %");
  }
}
