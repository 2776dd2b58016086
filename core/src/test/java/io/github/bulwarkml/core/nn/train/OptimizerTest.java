// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.core.testing.Cases;
import io.github.bulwarkml.core.testing.GoldenVectors;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
  private static final double[] RATES = {0.1, 0.1, 0.05, 0.05, 0.02};

  static Stream<GoldenVectors.Case> golden() {
    return GoldenVectors.load(OptimizerTest.class, "optimizers");
  }

  static Stream<Seed> cases() {
    return Cases.seeds(20);
  }

  static Stream<OptimizerSettings> all() {
    return Stream.of(
        Sgd.plain().weightDecay(0.01),
        Sgd.withMomentum(0.9),
        Sgd.withMomentum(0.9).nesterov(true).weightDecay(1e-4),
        Adam.standard().weightDecay(1e-4),
        AdamW.standard());
  }

  private static OptimizerSettings settings(GoldenVectors.Case golden) {
    double decay = golden.number("weightDecay");
    String kind = golden.input().get("kind").getAsString();
    return switch (kind) {
      case "sgd" ->
          new Sgd(golden.number("momentum"), golden.input().get("nesterov").getAsBoolean(), decay);
      case "adam" ->
          new Adam(golden.number("beta1"), golden.number("beta2"), golden.number("epsilon"), decay);
      case "adamw" ->
          new AdamW(
              golden.number("beta1"), golden.number("beta2"), golden.number("epsilon"), decay);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @ParameterizedTest
  @MethodSource("golden")
  void stepsArePyTorchs(GoldenVectors.Case golden) {
    ParameterVector w = ParameterVector.of(1.5f, -0.25f, 0.75f, -2);
    float[] a = {1, 2, 0.5f, 4};
    float[] c = {0.5f, -1, 2, 0.25f};
    Optimizer optimizer = settings(golden).start(w);
    JsonArray expected = golden.expected().getAsJsonArray("parameters");

    for (int t = 0; t < RATES.length; t++) {
      ParameterVector gradient = w.zerosLike();
      for (int i = 0; i < 4; i++) {
        gradient.set(i, a[i] * (w.get(i) - c[i]) + 0.125f * t);
      }
      optimizer.step(w, gradient, RATES[t]);
      for (int i = 0; i < 4; i++) {
        double value = expected.get(t).getAsJsonArray().get(i).getAsDouble();
        assertThat((double) w.get(i)).as("step %s, %s", t, i).isCloseTo(value, within(1e-6));
      }
    }
    assertThat(optimizer.steps()).isEqualTo(5);
  }

  /** Each value is stepped by itself: long vectors, whose loops are vectorised, step alike. */
  @ParameterizedTest
  @MethodSource("cases")
  void longVectorsStepAsSingleValues(Seed seed) {
    Rng random = Rng.of(seed);
    int n = 1 + random.nextInt(300);
    all()
        .forEach(
            settings -> {
              ParameterVector many = ParameterVector.builder().segment("w", n).build();
              ParameterVector[] single = new ParameterVector[n];
              Optimizer[] alone = new Optimizer[n];
              for (int i = 0; i < n; i++) {
                many.set(i, random.nextFloat() - 0.5f);
                single[i] = ParameterVector.of(many.get(i));
                alone[i] = settings.start(single[i]);
              }
              Optimizer together = settings.start(many);
              for (int step = 0; step < 4; step++) {
                ParameterVector gradient = many.zerosLike();
                for (int i = 0; i < n; i++) {
                  gradient.set(i, random.nextFloat() - 0.5f);
                  alone[i].step(single[i], ParameterVector.of(gradient.get(i)), 0.03);
                }
                together.step(many, gradient, 0.03);
              }
              for (int i = 0; i < n; i++) {
                assertThat(many.get(i)).as("%s, %s", settings, i).isEqualTo(single[i].get(0));
              }
            });
  }

  @ParameterizedTest
  @MethodSource("all")
  void restoredOptimisersGoOnAsIfNothingHappened(OptimizerSettings settings) {
    ParameterVector w = ParameterVector.of(1, -2, 3);
    ParameterVector gradient = ParameterVector.of(0.5f, 0.25f, -1);
    Optimizer first = settings.start(w);
    first.step(w, gradient, 0.1);
    first.step(w, gradient, 0.1);
    ParameterVector copy = w.copy();
    Optimizer second = settings.start(w);
    second.restore(first.steps(), first.state());

    first.step(w, gradient, 0.1);
    second.step(copy, gradient, 0.1);
    assertThat(copy).isEqualTo(w);
    assertThat(second.state()).isEqualTo(first.state());
    assertThat(second).hasToString(settings + " after 3 steps");
    assertThat(second.settings()).isEqualTo(settings);
  }

  @Test
  void aRateOfZeroMovesNothing() {
    all()
        .forEach(
            settings -> {
              ParameterVector w = ParameterVector.of(1, -2);
              settings.start(w).step(w, ParameterVector.of(3, 4), 0);
              assertThat(w).as("%s", settings).isEqualTo(ParameterVector.of(1, -2));
            });
  }

  @Test
  void badSettingsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sgd.withMomentum(1))
        .withMessage("momentum must be in [0, 1), but was 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sgd.plain().nesterov(true))
        .withMessage("momentum must be > 0 for nesterov, but was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sgd.plain().weightDecay(Double.NaN))
        .withMessage("weightDecay must be finite and >= 0, but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Adam.standard().betas(0.9, 1))
        .withMessage("beta2 must be in [0, 1), but was 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Adam.standard().epsilon(0))
        .withMessage(
            "epsilon must be in [1.1754943508222875E-38, 3.4028234663852886E38], but was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdamW.standard().betas(-0.1, 0.9))
        .withMessage("beta1 must be in [0, 1), but was -0.1");
  }

  @Test
  void badStepsAreRefusedAndChangeNothing() {
    ParameterVector w = ParameterVector.of(1, 2);
    Optimizer optimizer = Adam.standard().start(w);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> optimizer.step(w, ParameterVector.of(1), 0.1))
        .withMessage("gradient must be as long as parameters (2), but has 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> optimizer.step(ParameterVector.of(1), ParameterVector.of(1), 0.1))
        .withMessage("parameters must be as long as the optimiser's memory (2), but has 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> optimizer.step(w, w.copy(), Double.POSITIVE_INFINITY))
        .withMessage("learningRate must be finite and >= 0, but was Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> optimizer.restore(1, Map.of("velocity", w)))
        .withMessageContaining("state must hold [mean, meanSquare] for Adam[");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> optimizer.restore(1, Map.of("mean", ParameterVector.of(1), "meanSquare", w)))
        .withMessage("state 'mean' must be as long as parameters (2), but has 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> optimizer.restore(-1, optimizer.state()))
        .withMessage("steps must be >= 0, but was -1");
    assertThat(optimizer.steps()).isZero();
    assertThat(w).isEqualTo(ParameterVector.of(1, 2));
  }
}
