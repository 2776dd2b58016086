// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineRuleTest {
  private static final Candidate RESNET =
      Candidate.of(AccuracyPair.of("ResNet50_AWS", "STANDARD", 0.55, 0.4));

  private static final Candidate UNTYPED = Candidate.of(AccuracyPair.of("12", 0.549, 0.4));

  @Test
  void rulesSayWhy() {
    assertThat(BaselineRule.all().objection(RESNET)).isEmpty();
    assertThat(BaselineRule.attributeIs("type", "STANDARD").objection(RESNET)).isEmpty();
    assertThat(BaselineRule.attributeIs("type", "A", "STANDARD").objection(RESNET)).isEmpty();
    assertThat(BaselineRule.attributeIs("type", "A").objection(RESNET))
        .hasValue("type is STANDARD");
    assertThat(BaselineRule.attributeIs("type", "A").objection(UNTYPED))
        .hasValue("type is not given");
    assertThat(BaselineRule.nameWithout("subsample", "aws").objection(RESNET))
        .hasValue("name contains aws");
    assertThat(BaselineRule.nameWithout("NET50").objection(RESNET)).isPresent();
    assertThat(BaselineRule.nameWithout("vgg").objection(RESNET)).isEmpty();
    assertThat(BaselineRule.idAtLeast(0.55).objection(RESNET)).isEmpty();
    assertThat(BaselineRule.idAtLeast(0.55).objection(UNTYPED)).hasValue("id accuracy below 55 %");
    assertThat(BaselineRule.idAtLeast(0.5625).objection(UNTYPED))
        .hasValue("id accuracy below 56.25 %");
    assertThat(BaselineRule.attributeAtLeast("model", 12).objection(UNTYPED)).isEmpty();
    assertThat(BaselineRule.attributeAtLeast("model", 12.5).objection(UNTYPED))
        .hasValue("model 12 < 12.5");
    assertThat(BaselineRule.attributeAtLeast("type", 1).objection(UNTYPED))
        .hasValue("type is not given");
    assertThatThrownBy(() -> BaselineRule.attributeAtLeast("model", 1).objection(RESNET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model of 'ResNet50_AWS' must be a number, but was 'ResNet50_AWS'");
  }

  @Test
  void rulesCompose() {
    BaselineRule yes = BaselineRule.all();
    BaselineRule no = yes.negate("is refused");
    assertThat(no.objection(RESNET)).hasValue("is refused");
    assertThat(no.negate("?").objection(RESNET)).isEmpty();
    assertThat(yes.and(yes).objection(RESNET)).isEmpty();
    assertThat(yes.and(no).objection(RESNET)).hasValue("is refused");
    assertThat(no.and(BaselineRule.nameWithout("aws")).objection(RESNET)).hasValue("is refused");
    assertThat(no.or(yes).objection(RESNET)).isEmpty();
    assertThat(yes.or(no).objection(RESNET)).isEmpty();
    assertThat(no.or(BaselineRule.nameWithout("aws")).objection(RESNET))
        .hasValue("is refused and name contains aws");
  }

  @Test
  void unknownAttributesAreAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> BaselineRule.attributeIs("typ", "A").objection(RESNET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no attribute 'typ' (present: 'type', 'model')");
    assertThatThrownBy(() -> BaselineRule.attributeIs("type")).hasMessageContaining("values");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, 55, Double.NaN})
  void minimaOutOfRangeAreRefused(double minimum) {
    assertThatThrownBy(() -> BaselineRule.idAtLeast(minimum))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("minimum must be in [0, 1]");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void minimaThatAreNotFiniteAreRefused(double minimum) {
    assertThatThrownBy(() -> BaselineRule.attributeAtLeast("val", minimum))
        .hasMessageStartingWith("minimum must be finite");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, -1, 1, Double.NaN})
  void epsilonsOutOfRangeAreRefused(double epsilon) {
    assertThatThrownBy(() -> ExtremePolicy.clip(epsilon))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("epsilon must be in (0, 0.5), but was ");
  }
}
