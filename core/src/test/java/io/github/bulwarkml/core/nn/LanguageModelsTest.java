// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelsTest {
  private static final String TEXT = "the cat sat on the mat and the dog sat on the log; ";
  private static final String LETTERS = " ;acdeghlmnost";
  private static final int CONTEXT = 16;

  /** Two networks small enough to learn the text in a moment. */
  private enum Kind {
    TRANSFORMER {
      @Override
      NetworkBuilder builder() {
        return LanguageModels.transformer(LETTERS.length(), CONTEXT, TransformerSize.of(2, 2, 16));
      }
    },
    LSTM {
      @Override
      NetworkBuilder builder() {
        return LanguageModels.lstm(LETTERS.length(), CONTEXT, 8, 24);
      }
    };

    abstract NetworkBuilder builder();
  }

  /**
   * Hugging Face and the paper count GPT-2 with the embedding's matrix used again by the last
   * layer; here the last layer has its own.
   */
  @ParameterizedTest
  @CsvSource({
    "12, 12, 768, 124439808",
    "24, 16, 1024, 354823168",
    "36, 20, 1280, 774030080",
    "48, 25, 1600, 1557611200"
  })
  void transformersHaveTheParametersOfGpt2AndALastLayer(
      int blocks, int heads, int units, long tied) {
    NetworkBuilder builder =
        LanguageModels.transformer(50257, 1024, TransformerSize.of(blocks, heads, units));
    assertThat(builder.parameterCount()).isEqualTo(tied + 50257L * units);
  }

  /** nanoGPT prints 10.65M (10,646,784) for its Shakespeare model, without biases and positions. */
  @Test
  void babyGptHasTheParametersOfNanoGptAndItsBiases() {
    long biases = 6 * (2 * 384 + 3 * 384 + 384 + 4 * 384 + 384) + 384;
    long positions = 256 * 384;
    long lastLayer = 65 * 384;
    assertThat(LanguageModels.transformer(65, 256, TransformerSize.of(6, 6, 384)).parameterCount())
        .isEqualTo(10_646_784 + biases + positions + lastLayer);
  }

  @Test
  void lstmsHaveTheParametersOfAdaptiveFederatedOptimization() {
    assertThat(LanguageModels.lstm(90, 80, 8, 256).parameterCount()).isEqualTo(820_522);
    assertThat(LanguageModels.wordLstm(10_004, 20, 96, 670).parameterCount()).isEqualTo(4_050_748);
  }

  private static Examples pattern() {
    int size = TEXT.length();
    float[] inputs = new float[size * CONTEXT];
    int[] labels = new int[size * CONTEXT];
    for (int i = 0; i < size; i++) {
      for (int t = 0; t < CONTEXT; t++) {
        inputs[i * CONTEXT + t] = LETTERS.indexOf(TEXT.charAt((i + t) % size));
        labels[i * CONTEXT + t] = LETTERS.indexOf(TEXT.charAt((i + t + 1) % size));
      }
    }
    return Examples.labelled(inputs, new int[] {CONTEXT}, labels);
  }

  private static double train(DifferentiableModel model, int steps, double rate) {
    Examples all = pattern();
    ParameterVector gradient = model.parameters();
    double loss = Double.NaN;
    for (int step = 0; step < steps; step++) {
      loss = model.gradient(all, Mode.TRAINING, gradient);
      ParameterVector parameters = model.parameters();
      double scale = Math.min(1, 1 / gradient.norm());
      parameters.axpy((float) (-rate * scale), gradient);
      model.setParameters(parameters);
    }
    return loss;
  }

  /**
   * The loss starts at ln(14) = 2.6. By the counts of the text, knowing how often letters occur
   * leaves 2.32, knowing the letter before leaves 0.79, and knowing all of the context 0.10.
   */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void learnsAPattern(Kind kind) {
    try (DifferentiableModel model =
        kind.builder().build(Seed.of(3)).model(Loss.SOFTMAX_CROSS_ENTROPY)) {
      assertThat(train(model, kind == Kind.LSTM ? 240 : 160, 1)).isLessThan(0.6);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void sameSeedLearnsTheSame(Kind kind) {
    ParameterVector[] learnt = new ParameterVector[2];
    for (int i = 0; i < 2; i++) {
      try (DifferentiableModel model =
          kind.builder().build(Seed.of(5)).model(Loss.SOFTMAX_CROSS_ENTROPY)) {
        train(model, 3, 1);
        learnt[i] = model.parameters();
      }
    }
    assertThat(learnt[0]).isEqualTo(learnt[1]);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void noPlaceSeesThoseAfterIt(Kind kind) {
    float[] tokens = new float[2 * CONTEXT];
    for (int t = 0; t < CONTEXT; t++) {
      tokens[t] = t % 5;
      tokens[CONTEXT + t] = t < 9 ? t % 5 : 13 - t % 3;
    }
    try (DifferentiableModel model =
        kind.builder().build(Seed.of(7)).model(Loss.SOFTMAX_CROSS_ENTROPY)) {
      float[] logits = model.logits(Examples.unlabelled(tokens, CONTEXT));
      int row = LETTERS.length();
      int each = CONTEXT * row;
      assertThat(Arrays.copyOf(logits, 9 * row))
          .containsExactly(Arrays.copyOfRange(logits, each, each + 9 * row));
      assertThat(Arrays.copyOfRange(logits, 9 * row, 10 * row))
          .isNotEqualTo(Arrays.copyOfRange(logits, each + 9 * row, each + 10 * row));
    }
  }

  /** With dropout, too, the whole course hangs on the seeds alone. */
  @Test
  void dropoutIsSeeded() {
    float[] tokens = new float[CONTEXT];
    double[] losses = new double[3];
    for (int i = 0; i < 3; i++) {
      NetworkBuilder builder =
          LanguageModels.transformer(
              LETTERS.length(), CONTEXT, TransformerSize.of(1, 2, 8).withDropout(0.3));
      assertThat(builder.layers().description()).contains("dropout 0.3");
      try (DifferentiableModel model =
          builder.build(Seed.of(1)).model(Loss.SOFTMAX_CROSS_ENTROPY)) {
        model.reseed(Seed.of(i / 2));
        losses[i] =
            model.gradient(
                Examples.labelled(tokens, new int[] {CONTEXT}, new int[CONTEXT]),
                Mode.TRAINING,
                model.parameters());
      }
    }
    assertThat(losses[0]).isEqualTo(losses[1]).isNotEqualTo(losses[2]);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 8, blocks",
    "1001, 1, 8, blocks",
    "1, 0, 8, heads",
    "1, 9, 8, heads",
    "1, 3, 8, units must be a multiple of heads = 3",
    "1, 1, 0, units",
    "1, 1, 2147483647, units"
  })
  void refusesSizes(int blocks, int heads, int units, String message) {
    assertThatThrownBy(() -> TransformerSize.of(blocks, heads, units))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -0.1, 1, Double.POSITIVE_INFINITY})
  void refusesDropout(double rate) {
    assertThatThrownBy(() -> TransformerSize.gpt2Small().withDropout(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dropout must be in [0, 1), but was " + rate);
  }

  @Test
  void refusesCounts() {
    TransformerSize size = TransformerSize.of(1, 1, 4);
    assertThatThrownBy(() -> LanguageModels.transformer(0, 8, size))
        .hasMessageContaining("vocabulary must be in [1, 16777216], but was 0");
    assertThatThrownBy(() -> LanguageModels.transformer(8, 0, size))
        .hasMessageContaining("context must be in [1, 1048576], but was 0");
    assertThatThrownBy(() -> LanguageModels.lstm(8, 8, 0, 4))
        .hasMessageContaining("embedding must be in [1, 1048576], but was 0");
    assertThatThrownBy(() -> LanguageModels.wordLstm(8, 8, 4, -1))
        .hasMessageContaining("units must be in [1, 1048576], but was -1");
  }
}
