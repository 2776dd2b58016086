// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.core.testing.Blobs;
import io.github.bulwarkml.core.testing.Cases;
import io.github.bulwarkml.core.testing.RowsModel;
import io.github.bulwarkml.core.testing.SmallModel;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluationTest {
  static Stream<Seed> cases() {
    return Cases.seeds(5);
  }

  private static SmallModel model(Seed seed) {
    return SmallModel.of(2, 5, 3, Loss.SOFTMAX_CROSS_ENTROPY, seed);
  }

  /** More examples than one part holds. */
  @ParameterizedTest
  @MethodSource("cases")
  void partsChangeNothing(Seed seed) {
    Examples examples = Blobs.of(9000, 3, seed);
    SmallModel model = model(seed);
    float[] logits = model.logits(examples);
    int[] predicted = Evaluation.predictions(model, examples);
    int correct = 0;
    for (int e = 0; e < 9000; e++) {
      for (int k = 0; k < 3; k++) {
        assertThat(logits[3 * e + predicted[e]]).isGreaterThanOrEqualTo(logits[3 * e + k]);
      }
      correct += predicted[e] == examples.labels()[e] ? 1 : 0;
    }
    double mean = Arrays.stream(model.losses(examples)).sum() / 9000;

    assertThat(Evaluation.accuracy(model, examples)).isEqualTo(correct / 9000.0);
    assertThat(Evaluation.meanLoss(model, examples)).isEqualTo(mean);
    assertThat(Evaluation.perplexity(model, examples)).isCloseTo(Math.exp(mean), within(1e-12));
  }

  @Test
  void ignoredRowsDoNotCount() {
    RowsModel model = new RowsModel(3);
    // Each token predicts itself with logit 2 against 0 and 0.
    Examples text =
        Examples.labelled(
            new float[] {0, 1, 2, 2}, new int[] {2}, new int[] {0, 2, Examples.IGNORED, 2});

    assertThat(Evaluation.predictions(model, text)).containsExactly(0, 1, 2, 2);
    assertThat(Evaluation.accuracy(model, text)).isCloseTo(2 / 3.0, within(1e-15));
    double right = Math.log(Math.exp(2) + 2) - 2;
    double wrong = Math.log(Math.exp(2) + 2);
    assertThat(Evaluation.perplexity(model, text))
        .isCloseTo(Math.exp((right + wrong + right) / 3), within(1e-12));
    assertThat(Evaluation.meanLoss(model, text))
        .isCloseTo(((right + wrong) / 2 + right) / 2, within(1e-12));
  }

  @Test
  void aSingleOutputIsTheLogitOfClassOne() {
    SmallModel model = SmallModel.of(1, 1, 1, Loss.BINARY_CROSS_ENTROPY, Seed.of(1));
    model.setParameters(ParameterVector.of(1, 0, 1, 0));
    Examples examples =
        Examples.labelled(new float[] {-2, 3, 0, 1}, new int[] {1}, new int[] {0, 1, 1, 1});
    assertThat(Evaluation.predictions(model, examples)).containsExactly(0, 1, 0, 1);
    assertThat(Evaluation.accuracy(model, examples)).isEqualTo(0.75);
  }

  @Test
  void ofEqualOutputsTheFirstIsPredicted() {
    SmallModel model = model(Seed.of(1));
    model.setParameters(model.parameters().zerosLike());
    assertThat(Evaluation.predictions(model, Blobs.of(4, 3, Seed.of(1)))).containsOnly(0);
    assertThat(Evaluation.predictions(model, Blobs.of(4, 3, Seed.of(1)).range(0, 0))).isEmpty();
  }

  @Test
  void badInputIsRefused() {
    SmallModel model = model(Seed.of(1));
    Examples examples = Blobs.of(4, 3, Seed.of(1));
    Examples soft = Examples.withTargets(new float[4], new int[] {2}, new float[6]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.accuracy(model, soft))
        .withMessage("examples must have hard labels, but are 2 examples of shape [2], targets");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.perplexity(model, soft))
        .withMessageStartingWith("examples must have hard labels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.meanLoss(model, examples.range(0, 0)))
        .withMessage("examples must not be empty");
    Examples outside = Examples.labelled(new float[4], new int[] {2}, new int[] {1, 3});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.accuracy(model, outside))
        .withMessage("labels must be in [0, 3), but labels[1] was 3");
    Examples rows = Examples.labelled(new float[4], new int[] {2}, new int[4]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.accuracy(model, rows))
        .withMessage("examples must have 2 labels, one per row of outputs, but have 4");
    Examples ignored = Examples.labelled(new float[2], new int[] {2}, new int[] {-1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.accuracy(model, ignored))
        .withMessage("examples must have a row that counts");
    SmallModel squares = SmallModel.of(2, 5, 3, Loss.MEAN_SQUARED_ERROR, Seed.of(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.perplexity(squares, examples))
        .withMessage("model must have the loss SOFTMAX_CROSS_ENTROPY, but has MEAN_SQUARED_ERROR");
    ParameterVector broken = model.parameters();
    broken.fill(Float.NaN);
    model.setParameters(broken);
    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(() -> Evaluation.accuracy(model, examples))
        .withMessage("output 0 of row 0 is NaN");
  }
}
