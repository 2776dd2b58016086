// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.nn.ClippedGradient;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.NativeThreads;
import io.github.bulwarkml.core.tensor.Nd4jBridge;
import io.github.bulwarkml.core.tensor.ParameterVector;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class Dl4jModelTest {
  @BeforeAll
  static void oneThread() {
    NativeThreads.limit(1);
  }

  private static float[] oneHot(int[] labels, int classes) {
    float[] rows = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      rows[i * classes + labels[i]] = 1;
    }
    return rows;
  }

  private static float[] flat(INDArray array) {
    ParameterVector vector = ParameterVector.builder().segment("all", (int) array.length()).build();
    Nd4jBridge.copy(array.dup('c'), vector);
    return vector.array();
  }

  @Test
  void chainKeepsDl4jsNamesAndOrder() {
    MultiLayerNetwork network = Dl4jNetworks.perceptron(1);
    Dl4jModel model = Dl4jModel.of(network, 5);

    assertThat(model.parameters().segments())
        .extracting(ParameterVector.Segment::name)
        .containsExactly("0_W", "0_b", "1_W", "1_b");
    assertThat(model.parameters().segment("0_W").shape()).containsExactly(7, 5);
    assertThat(model.parameters().array()).containsExactly(flat(network.params()));
    INDArray weight = network.getParam("0_W");
    assertThat(model.parameters().get(5)).isEqualTo(weight.getFloat(0, 1));
    assertThat(model.outputShape()).containsExactly(3);
    assertThat(model.loss()).isEqualTo(Loss.SOFTMAX_CROSS_ENTROPY);
    assertThat(model.state().length()).isZero();
    assertThat(model).hasToString("DL4J network, [5] -> [3], 66 parameters, SOFTMAX_CROSS_ENTROPY");
  }

  @Test
  void parametersGoThereAndBackAndReachTheNetwork() {
    MultiLayerNetwork network = Dl4jNetworks.perceptron(1);
    Dl4jModel model = Dl4jModel.of(network, 5);
    ParameterVector changed = model.parameters();
    changed.perturb(Seed.of(5), 0.3);
    model.setParameters(changed);

    assertThat(model.parameters()).isEqualTo(changed);
    assertThat(flat(network.params())).containsExactly(changed.array());
    float[] probabilities =
        flat(network.output(Nd4jBridge.toNd4j(Dl4jNetworks.numbers("inputs", 20), 4, 5)));
    assertThat(softmax(model.logits(Dl4jNetworks.labelled(4, 3, 1, 5)), 3))
        .containsExactly(probabilities, within(1e-6f));
  }

  private static float[] softmax(float[] logits, int width) {
    float[] rows = new float[logits.length];
    for (int at = 0; at < rows.length; at += width) {
      double sum = 0;
      for (int k = 0; k < width; k++) {
        sum += Math.exp(logits[at + k]);
      }
      for (int k = 0; k < width; k++) {
        rows[at + k] = (float) (Math.exp(logits[at + k]) / sum);
      }
    }
    return rows;
  }

  @Test
  void gradientOfHardLabelsIsDl4jsOwnPerExample() {
    MultiLayerNetwork network = Dl4jNetworks.perceptron(1);
    Dl4jModel model = Dl4jModel.of(network, 5);
    Examples batch = Dl4jNetworks.labelled(6, 3, 1, 5);
    ParameterVector gradient = model.parameters().zerosLike();
    double loss = model.gradient(batch, Mode.TRAINING, gradient);

    DataSet data =
        new DataSet(
            Nd4jBridge.toNd4j(batch.inputs(), 6, 5),
            Nd4jBridge.toNd4j(oneHot(batch.labels(), 3), 6, 3));
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.computeGradientAndScore();
    float[] own = flat(network.gradient().gradient());
    for (int i = 0; i < own.length; i++) {
      own[i] /= 6; // DL4J divides by the size of the batch in its updater
    }
    assertThat(gradient.array()).containsExactly(own, within(1e-6f));
    double regularisation = network.calcRegularizationScore(true);
    assertThat(loss).isCloseTo(network.score() - regularisation, within(1e-5));
    assertThat(regularisation).as("which plays no part here").isGreaterThan(0.1);
  }

  /** The gradient along random directions against central differences of the mean loss. */
  private static void requireDifferences(
      DifferentiableModel model, Examples batch, Mode mode, double tolerance) {
    ParameterVector gradient = model.parameters().zerosLike();
    ParameterVector state = model.state();
    model.reseed(Seed.of(3));
    model.gradient(batch, mode, gradient);
    ParameterVector start = model.parameters();
    for (int d = 0; d < 6; d++) {
      ParameterVector direction = start.zerosLike();
      direction.perturb(Seed.of(100 + d), 1);
      direction.scale((float) (1 / direction.norm()));
      double step = 1e-2;
      double[] loss = new double[2];
      for (int side = 0; side < 2; side++) {
        ParameterVector moved = start.copy();
        moved.axpy((float) (side == 0 ? step : -step), direction);
        model.setParameters(moved);
        model.setState(state);
        model.reseed(Seed.of(3));
        loss[side] = model.gradient(batch, mode, start.zerosLike());
      }
      model.setParameters(start);
      model.setState(state);
      double difference = (loss[0] - loss[1]) / (2 * step);
      assertThat(gradient.dot(direction))
          .as("direction " + d)
          .isCloseTo(difference, within(tolerance * Math.max(0.1, gradient.norm())));
    }
  }

  @Test
  void gradientOfSoftLabelsAgreesWithDifferences() {
    requireDifferences(
        Dl4jModel.of(Dl4jNetworks.perceptron(1), 5),
        Dl4jNetworks.soft(8, 3, 5),
        Mode.TRAINING,
        1e-3);
  }

  @Test
  void gradientThroughDropoutIsOfTheDroppedNetwork() {
    Dl4jModel model = Dl4jModel.of(Dl4jNetworks.perceptron(0.6), 5);
    Examples batch = Dl4jNetworks.soft(8, 3, 5);
    requireDifferences(model, batch, Mode.TRAINING, 1e-3);
    requireDifferences(model, batch, Mode.INFERENCE, 1e-3);

    ParameterVector first = model.parameters().zerosLike();
    ParameterVector second = first.zerosLike();
    ParameterVector again = first.zerosLike();
    model.reseed(Seed.of(1));
    model.gradient(batch, Mode.TRAINING, first);
    model.gradient(batch, Mode.TRAINING, second);
    model.reseed(Seed.of(1));
    model.gradient(batch, Mode.TRAINING, again);
    assertThat(again).isEqualTo(first).isNotEqualTo(second);
  }

  @ParameterizedTest
  @EnumSource(CNN2DFormat.class)
  void gradientsOfImagesAgreeWithDifferencesInBothModes(CNN2DFormat format) {
    Dl4jModel model = Dl4jModel.of(Dl4jNetworks.residual(format, Activation.TANH), 6, 6, 2);
    assertThat(model.inputLayout() == InputLayout.CHANNELS_LAST)
        .isEqualTo(format == CNN2DFormat.NHWC);
    model.setState(shifted(model.state()));
    Examples batch = Dl4jNetworks.soft(8, 3, 6, 6, 2);
    requireDifferences(model, batch, Mode.TRAINING, 5e-3);
    requireDifferences(model, batch, Mode.INFERENCE, 5e-3);
  }

  private static ParameterVector shifted(ParameterVector state) {
    ParameterVector shifted = state.copy();
    for (int i = 0; i < shifted.length(); i++) {
      shifted.array()[i] += 0.05f * (i % 3 + 1);
    }
    return shifted;
  }

  @Test
  void imagesMeanTheSameInBothFormats() {
    ComputationGraph first = Dl4jNetworks.residual(CNN2DFormat.NCHW, Activation.RELU);
    ComputationGraph last = Dl4jNetworks.residual(CNN2DFormat.NHWC, Activation.RELU);
    Dl4jModel a = Dl4jModel.of(first, 6, 6, 2);
    Dl4jModel b = Dl4jModel.of(last, 6, 6, 2);
    b.setParameters(a.parameters());
    Examples batch = Dl4jNetworks.labelled(5, 3, 1, 6, 6, 2);

    assertThat(b.logits(batch)).containsExactly(a.logits(batch), within(1e-5f));
    assertThat(b.inputGradient(batch)).containsExactly(a.inputGradient(batch), within(1e-5f));
  }

  @Test
  void runningValuesAreStateAndMoveAsInDl4j() {
    ComputationGraph network = Dl4jNetworks.residual(CNN2DFormat.NCHW, Activation.TANH);
    Dl4jModel model = Dl4jModel.of(network, 6, 6, 2);
    assertThat(model.state().segments())
        .extracting(ParameterVector.Segment::name)
        .containsExactly("norm1_mean", "norm1_log10stdev");
    assertThat(model.parameterCount() + model.state().length())
        .isEqualTo((int) network.numParams());
    Examples batch = Dl4jNetworks.labelled(6, 3, 1, 6, 6, 2);
    Dl4jModel twin = model.copy();
    ParameterVector gradient = model.parameters().zerosLike();
    model.gradient(batch, Mode.TRAINING, gradient);

    INDArray images = Nd4jBridge.toNd4j(batch.inputs(), 6, 6, 6, 2).permute(0, 3, 1, 2).dup('c');
    ComputationGraph own = Dl4jNetworks.residual(CNN2DFormat.NCHW, Activation.TANH);
    own.setParams(Nd4jBridge.toNd4j(allOf(twin), 1, own.numParams()));
    MultiDataSet data =
        new org.nd4j.linalg.dataset.MultiDataSet(
            images, Nd4jBridge.toNd4j(oneHot(batch.labels(), 3), 6, 3));
    own.fit(data);
    ParameterVector trained = Dl4jModel.of(own, 6, 6, 2).state();
    assertThat(model.state().array()).containsExactly(trained.array(), within(1e-6f));
    assertThat(twin.state()).as("untouched").isNotEqualTo(model.state());
    model.gradient(batch, Mode.INFERENCE, gradient);
    assertThat(model.state().array()).containsExactly(trained.array(), within(1e-6f));
  }

  private static float[] allOf(Dl4jModel model) {
    ComputationGraph fresh = Dl4jNetworks.residual(CNN2DFormat.NCHW, Activation.TANH);
    Dl4jModel view = Dl4jModel.of(fresh, 6, 6, 2);
    view.setParameters(model.parameters());
    view.setState(model.state());
    return flat(fresh.params());
  }

  @ParameterizedTest
  @EnumSource(RNNFormat.class)
  void sequencesAreStepsTimesFeatures(RNNFormat format) {
    MultiLayerNetwork network = Dl4jNetworks.recurrent(format);
    Dl4jModel model = Dl4jModel.of(network, 5, 4);
    Examples batch = Dl4jNetworks.labelled(3, 3, 5, 5, 4);

    assertThat(model.outputShape()).containsExactly(5, 3);
    INDArray inputs = Nd4jBridge.toNd4j(batch.inputs(), 3, 5, 4);
    boolean last = format == RNNFormat.NWC;
    INDArray outputs = network.output(last ? inputs : inputs.permute(0, 2, 1).dup('c'));
    assertThat(softmax(model.logits(batch), 3))
        .containsExactly(flat(last ? outputs : outputs.permute(0, 2, 1)), within(1e-6f));
    requireDifferences(model, batch, Mode.TRAINING, 2e-3);
    requireInputDifferences(model, batch);
  }

  @Test
  void ignoredExamplesHaveNoLoss() {
    Dl4jModel model = Dl4jModel.of(Dl4jNetworks.perceptron(1), 5);
    Examples batch = Dl4jNetworks.labelled(4, 3, 1, 5);
    int[] labels = batch.labels().clone();
    labels[1] = Examples.IGNORED;
    Examples part = Examples.labelled(batch.inputs(), new int[] {5}, labels);
    ParameterVector gradient = model.parameters().zerosLike();
    ParameterVector without = gradient.zerosLike();
    double loss = model.gradient(part, Mode.TRAINING, gradient);
    double expected = 0.75 * model.gradient(batch.select(0, 2, 3), Mode.TRAINING, without);
    without.scale(0.75f);
    assertThat(loss).isCloseTo(expected, within(1e-9));
    assertThat(gradient.array()).containsExactly(without.array(), within(1e-6f));
    assertThat(model.losses(part)[1]).isZero();
  }

  /** Input gradients against central differences of each example's own loss. */
  private static void requireInputDifferences(Dl4jModel model, Examples batch) {
    float[] gradient = model.inputGradient(batch);
    for (int i = 0; i < batch.inputs().length; i += 7) {
      float[] moved = batch.inputs().clone();
      int[] shape = batch.inputShape().stream().mapToInt(Integer::intValue).toArray();
      double[] loss = new double[2];
      for (int side = 0; side < 2; side++) {
        moved[i] = batch.inputs()[i] + (side == 0 ? 3e-3f : -3e-3f);
        loss[side] =
            model.losses(Examples.labelled(moved, shape, batch.labels()))[i / batch.inputLength()];
      }
      assertThat((double) gradient[i])
          .as("input " + i)
          .isCloseTo((loss[0] - loss[1]) / 6e-3, within(2e-4));
    }
  }

  @Test
  void inputGradientsAgreeWithDifferences() {
    requireInputDifferences(
        Dl4jModel.of(Dl4jNetworks.perceptron(0.5), 5), Dl4jNetworks.labelled(6, 3, 1, 5));
    Dl4jModel images =
        Dl4jModel.of(Dl4jNetworks.residual(CNN2DFormat.NCHW, Activation.TANH), 6, 6, 2);
    images.setState(shifted(images.state()));
    requireInputDifferences(images, Dl4jNetworks.labelled(4, 3, 1, 6, 6, 2));
  }

  @Test
  void perExampleGradientsAddUpAndAreClipped() {
    ComputationGraph network = Dl4jNetworks.residual(CNN2DFormat.NCHW, Activation.TANH);
    Dl4jModel normalised = Dl4jModel.of(network, 6, 6, 2);
    normalised.setState(shifted(normalised.state()));
    requirePerExample(normalised, Dl4jNetworks.labelled(5, 3, 1, 6, 6, 2));
    requirePerExample(
        Dl4jModel.of(Dl4jNetworks.perceptron(1), 5), Dl4jNetworks.labelled(5, 3, 1, 5));
  }

  private static void requirePerExample(Dl4jModel model, Examples examples) {
    ParameterVector mean = model.parameters().zerosLike();
    ParameterVector sum = mean.zerosLike();
    model.gradient(examples, Mode.INFERENCE, mean);
    ClippedGradient all = model.clippedGradientSum(examples, Double.POSITIVE_INFINITY, sum);
    sum.scale(0.2f);
    assertThat(sum.array()).containsExactly(mean.array(), within(1e-6f));
    assertThat(all.losses()).containsExactly(model.losses(examples), within(1e-6));
    assertThat(all.norms()).containsExactly(model.gradientNorms(examples), within(1e-6));

    double bound = (all.norms()[0] + all.norms()[1]) / 2;
    ParameterVector expected = mean.zerosLike();
    ParameterVector one = mean.zerosLike();
    for (int i = 0; i < 5; i++) {
      model.gradient(examples.range(i, i + 1), Mode.PER_EXAMPLE, one);
      expected.axpy((float) Math.min(1, bound / one.norm()), one);
    }
    model.clippedGradientSum(examples, bound, sum);
    assertThat(sum.array()).containsExactly(expected.array(), within(2e-6f));
  }

  @Test
  void tangentOfALinearNetworkIsExactButForRounding() {
    Dl4jModel model = Dl4jModel.of(Dl4jNetworks.linear(LossFunction.MSE, Activation.IDENTITY), 5);
    assertThat(model.loss()).isEqualTo(Loss.MEAN_SQUARED_ERROR);
    Examples batch = Dl4jNetworks.soft(6, 3, 5);
    ParameterVector direction = model.parameters().zerosLike();
    direction.perturb(Seed.of(9), 2);
    float[] tangent = model.logitsTangent(batch, Mode.INFERENCE, direction);
    ParameterVector before = model.parameters();
    double[] exact = new double[tangent.length];
    for (int i = 0; i < 6; i++) {
      for (int k = 0; k < 3; k++) {
        exact[i * 3 + k] = direction.get(15 + k);
        for (int j = 0; j < 5; j++) {
          exact[i * 3 + k] += (double) direction.get(k * 5 + j) * batch.inputs()[i * 5 + j];
        }
      }
    }
    assertThat(relativeError(tangent, exact)).isLessThan(5e-4);
    assertThat(model.parameters()).as("restored").isEqualTo(before);
    assertThat(model.logitsTangent(batch, Mode.INFERENCE, direction.zerosLike())).containsOnly(0f);
  }

  private static double relativeError(float[] found, double[] exact) {
    double error = 0;
    double norm = 0;
    for (int i = 0; i < exact.length; i++) {
      error += (found[i] - exact[i]) * (found[i] - exact[i]);
      norm += exact[i] * exact[i];
    }
    return Math.sqrt(error / norm);
  }

  @Test
  void tangentTimesCotangentIsGradientTimesDirection() {
    for (Mode mode : Mode.values()) {
      ComputationGraph network = Dl4jNetworks.residual(CNN2DFormat.NCHW, Activation.RELU);
      Dl4jModel model = Dl4jModel.of(network, 6, 6, 2);
      Examples batch = Dl4jNetworks.soft(8, 3, 6, 6, 2);
      ParameterVector direction = model.parameters().zerosLike();
      direction.perturb(Seed.of(11), 1);
      ParameterVector state = model.state();
      float[] tangent = model.logitsTangent(batch, mode, direction);
      assertThat(model.state()).isEqualTo(state);
      // Targets t make dL/dz = (sum t) p - t; with t = -c and small sums its product is known.
      float[] logits = mode == Mode.INFERENCE ? model.logits(batch) : null;
      ParameterVector gradient = model.parameters().zerosLike();
      model.gradient(batch, mode, gradient);
      if (logits != null) {
        double[] z = new double[3];
        double[] t = new double[3];
        double[] g = new double[3];
        double product = 0;
        for (int i = 0; i < 8; i++) {
          for (int k = 0; k < 3; k++) {
            z[k] = logits[i * 3 + k];
            t[k] = batch.targets()[i * 3 + k];
          }
          Loss.SOFTMAX_CROSS_ENTROPY.row(z, 0, t, 0, g, 3);
          for (int k = 0; k < 3; k++) {
            product += g[k] * tangent[i * 3 + k] / 8;
          }
        }
        assertThat(product)
            .isCloseTo(gradient.dot(direction), within(5e-3 * gradient.norm() * direction.norm()));
      }
    }
  }

  @Test
  void sigmoidIsBinaryCrossEntropy() {
    MultiLayerNetwork network = Dl4jNetworks.linear(LossFunction.XENT, Activation.SIGMOID);
    Dl4jModel model = Dl4jModel.of(network, 5);
    assertThat(model.loss()).isEqualTo(Loss.BINARY_CROSS_ENTROPY);
    float[] targets = new float[12];
    for (int i = 0; i < 12; i++) {
      targets[i] = i % 3 == 0 ? 1 : 0.25f;
    }
    Examples batch =
        Examples.withTargets(Dl4jNetworks.numbers("inputs", 20), new int[] {5}, targets);
    double score =
        network.score(
            new DataSet(Nd4jBridge.toNd4j(batch.inputs(), 4, 5), Nd4jBridge.toNd4j(targets, 4, 3)));
    double mean = 0;
    for (double loss : model.losses(batch)) {
      mean += loss / 4;
    }
    assertThat(3 * mean).as("DL4J sums over the outputs").isCloseTo(score, within(1e-5));
    requireDifferences(model, batch, Mode.TRAINING, 1e-3);
  }

  @Test
  void copiesAreIndependent() {
    Dl4jModel model = Dl4jModel.of(Dl4jNetworks.perceptron(1), 5);
    ParameterVector before = model.parameters();
    try (Dl4jModel copy = model.copy()) {
      assertThat(copy.parameters()).isEqualTo(before);
      ParameterVector changed = before.copy();
      changed.scale(2);
      copy.setParameters(changed);
    }
    assertThat(model.parameters()).isEqualTo(before);
  }

  @Test
  void badInputIsRefusedWithBothShapes() {
    Dl4jModel model = Dl4jModel.of(Dl4jNetworks.perceptron(1), 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.logits(Dl4jNetworks.labelled(2, 3, 1, 4)))
        .withMessageContaining("[4]")
        .withMessageContaining("[5]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.losses(Examples.unlabelled(new float[10], 5)))
        .withMessageStartingWith("examples must have labels or targets");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.losses(Dl4jNetworks.soft(2, 4, 5)))
        .withMessageContaining("[3]")
        .withMessageContaining("8 values");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> model.losses(Examples.labelled(new float[5], new int[] {5}, new int[] {3})))
        .withMessage("labels must be below the 3 outputs, but labels[0] was 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.setParameters(ParameterVector.of(1, 2)))
        .withMessage("parameters must be as long as the network's parameters (66), but has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                model.clippedGradientSum(
                    Dl4jNetworks.labelled(2, 3, 1, 5), Double.NaN, model.parameters()))
        .withMessage("clipNorm must be > 0, but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dl4jModel.of(Dl4jNetworks.perceptron(1), 4))
        .withMessageContaining("[4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dl4jModel.of(Dl4jNetworks.perceptron(1)))
        .withMessageStartingWith("inputShape must have one to three dimensions");
    model.close();
    assertThatIllegalStateException()
        .isThrownBy(model::parameters)
        .withMessage("the model is closed");
  }

  @Test
  void whatCannotBeAModelIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dl4jModel.of(Dl4jNetworks.linear(LossFunction.MSE, Activation.TANH), 5))
        .withMessageContaining("softmax with MCXENT, sigmoid with XENT or identity with MSE")
        .withMessageContaining("tanh");
  }

  @Test
  void flatRowsAreDl4jsOwnOrder() {
    MultiLayerNetwork network = Dl4jNetworks.flatImages();
    Dl4jModel model = Dl4jModel.of(network, 72);
    Examples batch = Dl4jNetworks.labelled(3, 3, 1, 72);
    float[] probabilities = flat(network.output(Nd4jBridge.toNd4j(batch.inputs(), 3, 72)));
    assertThat(softmax(model.logits(batch), 3)).containsExactly(probabilities, within(1e-6f));
    requireInputDifferences(model, batch);
  }

  @Test
  void theLayoutCanBeGiven() {
    ComputationGraph network = Dl4jNetworks.residual(CNN2DFormat.NHWC, Activation.RELU);
    Examples batch = Dl4jNetworks.labelled(2, 3, 1, 6, 6, 2);
    assertThat(Dl4jModel.of(network, InputLayout.CHANNELS_LAST, 6, 6, 2).logits(batch))
        .isEqualTo(Dl4jModel.of(network, 6, 6, 2).logits(batch));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dl4jModel.of(network, InputLayout.CHANNELS_FIRST, 6, 6, 2))
        .withMessageStartingWith(
            "inputShape must be what the network takes (CHANNELS_FIRST), but was [6, 6, 2]");
  }

  @Test
  void frozenLayersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dl4jModel.of(Dl4jNetworks.frozen(), 5))
        .withMessage("network must have no frozen layers, but '0' is frozen");
  }
}
