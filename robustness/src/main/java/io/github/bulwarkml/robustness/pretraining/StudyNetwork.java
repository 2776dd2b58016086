// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.Network;
import io.github.bulwarkml.core.nn.NetworkBuilder;
import io.github.bulwarkml.core.nn.layer.Parameter;
import io.github.bulwarkml.core.nn.train.Adam;
import io.github.bulwarkml.core.nn.train.Evaluation;
import io.github.bulwarkml.core.nn.train.Schedule;
import io.github.bulwarkml.core.nn.train.Trainer;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Progress;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.robustness.metrics.ClassCounts;
import java.util.List;

/**
 * The network of the study: three blocks of 3x3 convolution (8, 16, 32 channels), batch
 * normalisation, ReLU and 2x2 max pooling, and a linear layer; for 28x28 grey images and 12 classes
 * 9,468 parameters.
 */
final class StudyNetwork implements AutoCloseable {
  private static final int[] FILTERS = {8, 16, 32};

  /** The linear layer's weights and bias come last. */
  private static final int HEAD_PARAMETERS = 2;

  private final Network network;

  private StudyNetwork(Network network) {
    this.network = network;
  }

  /** {@return a network with weights and biases uniform in ±1/sqrt(fan-in)} */
  static StudyNetwork create(int[] inputShape, int classes, Seed seed) {
    NetworkBuilder builder = Network.withInput(inputShape);
    for (int filters : FILTERS) {
      builder.conv(filters, 3).batchNorm().relu().maxPool(2);
    }
    return new StudyNetwork(builder.flatten().dense(classes).build(seed));
  }

  /** {@return a network with this one's blocks and running statistics, and a new linear layer} */
  StudyNetwork withNewHead(int classes, Seed seed) {
    int[] shape = network.inputShape().stream().mapToInt(Integer::intValue).toArray();
    StudyNetwork next = create(shape, classes, seed);
    List<Parameter> parameters = network.parameters();
    int head = 0;
    for (Parameter parameter :
        parameters.subList(parameters.size() - HEAD_PARAMETERS, parameters.size())) {
      head += parameter.value().length();
    }
    ParameterVector values = next.network.parameterVector();
    System.arraycopy(
        network.parameterVector().array(), 0, values.array(), 0, network.parameterCount() - head);
    next.network.setParameters(values);
    next.network.setState(network.stateVector());
    return next;
  }

  Network network() {
    return network;
  }

  /** Trains all layers. */
  void train(
      Examples examples,
      TrainingPhase phase,
      StudySettings settings,
      Seed seed,
      Progress steps,
      Cancellation cancellation) {
    Trainer.builder(model(), examples)
        .batchSize(settings.batchSize())
        .steps(phase.steps())
        .optimizer(Adam.standard().weightDecay(settings.weightDecay()))
        .schedule(Schedule.cosine(phase.learningRate()))
        .seed(seed)
        .progress(steps)
        .cancellation(cancellation)
        .build()
        .train();
  }

  /** {@return what the network says about the images, by true class} */
  ClassCounts measure(ImageSet images) {
    int[] predicted = Evaluation.predictions(model(), NetworkInputs.of(images));
    return ClassCounts.of(images.labels(), predicted, images.classes());
  }

  private DifferentiableModel model() {
    return network.model(Loss.SOFTMAX_CROSS_ENTROPY);
  }

  @Override
  public void close() {
    network.close();
  }
}
