// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.result.Chart.Axis;
import io.github.bulwarkml.core.result.Chart.Scale;
import io.github.bulwarkml.core.testing.Cases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartScaleTest {
  private static List<String> labels(Axis axis, double... ends) {
    return new ChartScale(axis, ends, false, 600, 62)
        .ticks().stream().map(tick -> tick.label().replace("\u202f", "_")).toList();
  }

  @Test
  void placesValuesByTheirTransform() {
    assertThat(ChartScale.transform(Scale.LOGIT, 0.75)).isCloseTo(Math.log(3), within(1e-15));
    assertThat(ChartScale.transform(Scale.PROBIT, 0.975))
        .isCloseTo(1.959963984540054, within(1e-12));
    assertThat(ChartScale.transform(Scale.PROBIT, 0.5)).isZero();
    assertThat(ChartScale.transform(Scale.LOG, 1000)).isCloseTo(3, within(1e-15));
    ChartScale fixed =
        new ChartScale(Axis.of("", Scale.LOG).between(1, 100), new double[0], false, 600, 62);
    assertThat(fixed.position(10)).isCloseTo(0.5, within(1e-12));
    assertThat(fixed.position(0)).isLessThan(0);
  }

  @Test
  void choosesRoundTicks() {
    assertThat(labels(Axis.of("", Scale.LOGIT), 0.02, 0.98))
        .containsExactly("2_%", "5_%", "10_%", "25_%", "50_%", "75_%", "90_%", "95_%", "98_%");
    assertThat(labels(Axis.of("", Scale.PROBIT), 0.55, 0.85))
        .containsExactly("55_%", "60_%", "65_%", "70_%", "75_%", "80_%", "85_%");
    assertThat(labels(Axis.of("", Scale.LINEAR), 0, 30_000))
        .containsExactly("0", "5000", "10_000", "15_000", "20_000", "25_000", "30_000");
    assertThat(labels(Axis.of("", Scale.LINEAR).inPercent(), -0.2, 0.2))
        .containsExactly("−20_%", "−15_%", "−10_%", "−5_%", "0_%", "5_%", "10_%", "15_%", "20_%");
    assertThat(labels(Axis.of("", Scale.LOG), 1e-6, 0.5))
        .containsExactly("10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹");
    assertThat(labels(Axis.of("", Scale.LOG), 2, 300))
        .containsExactly("2", "5", "10", "20", "50", "100", "200");
  }

  static Stream<Seed> seeds() {
    return Cases.seeds(200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ticksLieInsideInOrderAndApart(Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    for (Scale scale : Scale.values()) {
      double a = 1 / (1 + Math.exp(12 * (random.nextDouble() - 0.5)));
      double b = a + (random.nextDouble() - 0.5) * Math.pow(10, -4 * random.nextDouble()) * a;
      double[] ends = {a, Math.min(b, 0.999999)};
      Axis axis = Axis.of("", scale);
      ChartScale fitted =
          new ChartScale(random.nextInt(2) == 0 ? axis.inPercent() : axis, ends, false, 600, 62);
      List<ChartScale.Tick> ticks = fitted.ticks();
      assertThat(ticks).hasSizeBetween(2, 14);
      assertThat(ticks.stream().map(ChartScale.Tick::label)).doesNotHaveDuplicates();
      double last = -1;
      for (ChartScale.Tick tick : ticks) {
        assertThat(tick.position()).isBetween(-1e-6, 1 + 1e-6).isGreaterThan(last);
        last = tick.position();
      }
    }
  }
}
