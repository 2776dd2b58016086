// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.nn.layer.Binding;
import io.github.bulwarkml.core.nn.layer.Layer;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.NativeArray;
import io.github.bulwarkml.core.nn.layer.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The passes of a network over batches of one size, on arrays that are allocated once.
 *
 * <pre>{@code
 * Passes passes = network.at(64);
 * passes.input().set(pixels);
 * passes.forward(Mode.TRAINING);
 * passes.outputGradient().set(gradient);
 * passes.backward(); // parameters' gradients
 * }</pre>
 *
 * <p>A {@link #forward} pass comes first; the others belong to the last one. A network keeps the
 * passes of the last few batch sizes; older ones, and those of a closed network, throw {@link
 * IllegalStateException}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Passes {
  private final NativeMemory memory;
  private final NativeArray input;
  private final Layer layers;
  private final boolean tokens;
  private final List<Visit> visits = new ArrayList<>();
  private @Nullable NativeArray outputGradient;
  private @Nullable NativeArray workingGradient;
  private boolean closed;

  /** A layer and the gradient with respect to its output. */
  private record Visit(Layer layer, NativeArray outputGradient) {}

  Passes(Network network, int batch) {
    OneNativeThread.ensure();
    this.memory = new NativeMemory(network.isDoublePrecision());
    int[] inputShape = network.inputDimensions();
    int[] shape = new int[inputShape.length + 1];
    shape[0] = batch;
    System.arraycopy(inputShape, 0, shape, 1, inputShape.length);
    this.input = memory.allocate(shape);
    this.tokens = network.layers().readsTokens();
    this.layers =
        network.layers().bind(new Binding(memory, network.byName(), network.randomness(), input));
  }

  /** {@return what the forward pass reads, [batch, input shape]} */
  public NativeArray input() {
    return input;
  }

  /** {@return what the forward pass gave, [batch, output shape]} */
  public NativeArray output() {
    return layers.output();
  }

  /** {@return what the backward pass starts from; kept by it} */
  public NativeArray outputGradient() {
    if (outputGradient == null) {
      outputGradient = memory.allocate(output().shape());
    }
    return outputGradient;
  }

  /**
   * Computes the outputs.
   *
   * @param mode what batch norm and dropout do
   */
  public void forward(Mode mode) {
    requireOpen();
    OneNativeThread.ensure();
    visits.clear();
    layers.forward(mode);
  }

  /**
   * {@return the directional derivative of the outputs along the parameters' directions, or null if
   * it is zero; good until the next pass}
   */
  public @Nullable NativeArray tangent() {
    requireOpen();
    return layers.tangent(null);
  }

  /** Computes the gradients of the parameters. */
  public void backward() {
    layers.backward(
        startGradient(), (layer, gradient) -> layer.parameterGradient(gradient, null), false);
  }

  /**
   * Computes the gradients of the parameters and of the input.
   *
   * @return the gradient with respect to the input; good until the next pass
   * @throws UnsupportedOperationException if the inputs are token numbers
   */
  public NativeArray backwardToInput() {
    requireRealInputs();
    return Objects.requireNonNull(
        layers.backward(
            startGradient(), (layer, gradient) -> layer.parameterGradient(gradient, null), true));
  }

  /**
   * {@return the gradient with respect to the input alone; good until the next pass}
   *
   * @throws UnsupportedOperationException if the inputs are token numbers
   */
  public NativeArray inputGradient() {
    requireRealInputs();
    return Objects.requireNonNull(layers.backward(startGradient(), (layer, gradient) -> {}, true));
  }

  /**
   * {@return the norm of each row's gradient of all parameters, where the output gradients are
   * those of each example's own loss}
   *
   * @throws UnsupportedOperationException if batch norm ran on batch statistics
   */
  public double[] gradientNorms() {
    double[] squares = new double[input.shape()[0]];
    layers.backward(
        startGradient(),
        (layer, gradient) -> {
          layer.addSquaredNorms(gradient, squares);
          visits.add(new Visit(layer, gradient));
        },
        false);
    for (int i = 0; i < squares.length; i++) {
      squares[i] = Math.sqrt(squares[i]);
    }
    return squares;
  }

  /**
   * Computes the gradients of the parameters as sums over examples, each times a weight. Comes
   * after {@link #gradientNorms}, whose results on the way it uses.
   *
   * @param weights one per example
   * @throws IllegalArgumentException if there are not as many
   * @throws IllegalStateException if {@link #gradientNorms} was not the last backward pass
   */
  public void weightedGradient(double[] weights) {
    requireOpen();
    Require.sameLength(weights.length, input.shape()[0], "weights", "the batch");
    if (visits.isEmpty()) {
      throw new IllegalStateException("weighted gradients need gradientNorms() first");
    }
    for (Visit visit : visits) {
      visit.layer.parameterGradient(visit.outputGradient, weights);
    }
  }

  private void requireRealInputs() {
    if (tokens) {
      throw new UnsupportedOperationException("token numbers have no gradient");
    }
  }

  /** A copy, because layers write over what they are handed. */
  private NativeArray startGradient() {
    requireOpen();
    visits.clear();
    if (workingGradient == null) {
      workingGradient = memory.allocate(output().shape());
    }
    workingGradient.copy(0, outputGradient(), 0, outputGradient().length());
    return workingGradient;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "these passes are closed, with their network or because other batch sizes came since;"
              + " ask the network for them again");
    }
  }

  void close() {
    closed = true;
    memory.close();
  }
}
