// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.nn.layer.ActivationFunction;
import io.github.bulwarkml.core.nn.layer.BatchNorm;
import io.github.bulwarkml.core.nn.layer.CausalAttention;
import io.github.bulwarkml.core.nn.layer.Conv2d;
import io.github.bulwarkml.core.nn.layer.Dense;
import io.github.bulwarkml.core.nn.layer.Dropout;
import io.github.bulwarkml.core.nn.layer.Elementwise;
import io.github.bulwarkml.core.nn.layer.Embedding;
import io.github.bulwarkml.core.nn.layer.Flatten;
import io.github.bulwarkml.core.nn.layer.GlobalAveragePool;
import io.github.bulwarkml.core.nn.layer.LayerNorm;
import io.github.bulwarkml.core.nn.layer.LayerSpec;
import io.github.bulwarkml.core.nn.layer.Lstm;
import io.github.bulwarkml.core.nn.layer.ParameterSpec;
import io.github.bulwarkml.core.nn.layer.Pool2d;
import io.github.bulwarkml.core.nn.layer.Positions;
import io.github.bulwarkml.core.nn.layer.Residual;
import io.github.bulwarkml.core.nn.layer.Sequence;
import io.github.bulwarkml.core.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Lays layers one after another, as the rows of a paper's table.
 *
 * <pre>{@code
 * Network network =
 *     Network.withInput(28, 28, 1)
 *         .conv(8, 3).batchNorm().relu().maxPool(2)
 *         .conv(16, 3).batchNorm().relu().maxPool(2)
 *         .flatten().dense(10)
 *         .build(Seed.of(1));
 * }</pre>
 *
 * <p>Methods named after a layer use its defaults; {@link #add} takes any layer with any settings.
 *
 * @since 0.1.0
 */
public final class NetworkBuilder {
  private final int[] inputShape;
  private final List<LayerSpec> layers = new ArrayList<>();

  NetworkBuilder(int[] inputShape) {
    this.inputShape = inputShape;
  }

  /**
   * {@return this builder, with one more layer}
   *
   * @param layer the layer
   * @throws IllegalArgumentException if it cannot take what the layers before it give
   */
  public NetworkBuilder add(LayerSpec layer) {
    layers.add(Objects.requireNonNull(layer, "layer"));
    try {
      new Sequence(layers).shapes(inputShape);
    } catch (IllegalArgumentException e) {
      layers.remove(layers.size() - 1);
      throw e;
    }
    return this;
  }

  /**
   * {@return this builder, with a fully connected layer}
   *
   * @param units how many outputs, at least 1
   */
  public NetworkBuilder dense(int units) {
    return add(Dense.of(units));
  }

  /**
   * {@return this builder, with a convolution of stride 1 that keeps the size of images}
   *
   * @param filters how many output channels, at least 1
   * @param kernel the side of the kernel, odd to keep the size
   */
  public NetworkBuilder conv(int filters, int kernel) {
    return add(Conv2d.of(filters, kernel));
  }

  /** {@return this builder, with batch normalisation} */
  public NetworkBuilder batchNorm() {
    return add(BatchNorm.standard());
  }

  /** {@return this builder, with layer normalisation} */
  public NetworkBuilder layerNorm() {
    return add(LayerNorm.standard());
  }

  /**
   * {@return this builder, with a learned row for each token number}
   *
   * @param vocabulary how many tokens there are, in [1, 2^24]
   * @param units the length of a row, at least 1
   */
  public NetworkBuilder embedding(int vocabulary, int units) {
    return add(Embedding.of(vocabulary, units));
  }

  /** {@return this builder, with a learned row added to each place of a sequence} */
  public NetworkBuilder positions() {
    return add(Positions.learned());
  }

  /**
   * {@return this builder, with self-attention in which no place sees those after it}
   *
   * @param heads how many heads, at least 1; must divide the units
   */
  public NetworkBuilder attention(int heads) {
    return add(CausalAttention.of(heads));
  }

  /**
   * {@return this builder, with an LSTM that gives every step}
   *
   * @param units the length of its state, at least 1
   */
  public NetworkBuilder lstm(int units) {
    return add(Lstm.of(units));
  }

  /** {@return this builder, with ReLU} */
  public NetworkBuilder relu() {
    return activation(ActivationFunction.RELU);
  }

  /** {@return this builder, with SELU} */
  public NetworkBuilder selu() {
    return activation(ActivationFunction.SELU);
  }

  /** {@return this builder, with GELU} */
  public NetworkBuilder gelu() {
    return activation(ActivationFunction.GELU);
  }

  /** {@return this builder, with the hyperbolic tangent} */
  public NetworkBuilder tanh() {
    return activation(ActivationFunction.TANH);
  }

  /** {@return this builder, with the logistic function} */
  public NetworkBuilder sigmoid() {
    return activation(ActivationFunction.SIGMOID);
  }

  /**
   * {@return this builder, with an activation function}
   *
   * @param function which
   */
  public NetworkBuilder activation(ActivationFunction function) {
    return add(new Elementwise(function));
  }

  /**
   * {@return this builder, with max pooling of windows side by side}
   *
   * @param size the side of windows, at least 1
   */
  public NetworkBuilder maxPool(int size) {
    return add(new Pool2d(Pool2d.Rule.MAX, size, size));
  }

  /**
   * {@return this builder, with average pooling of windows side by side}
   *
   * @param size the side of windows, at least 1
   */
  public NetworkBuilder averagePool(int size) {
    return add(new Pool2d(Pool2d.Rule.AVERAGE, size, size));
  }

  /** {@return this builder, with the mean over all places of an image} */
  public NetworkBuilder globalAveragePool() {
    return add(new GlobalAveragePool());
  }

  /** {@return this builder, with one dimension made of all} */
  public NetworkBuilder flatten() {
    return add(new Flatten());
  }

  /**
   * {@return this builder, with dropout}
   *
   * @param rate the probability of zero, in [0, 1)
   */
  public NetworkBuilder dropout(double rate) {
    return add(new Dropout(rate));
  }

  /**
   * {@return this builder, with layers whose result is added to their input}
   *
   * @param branch lays the layers; must end with the shape it started from
   */
  public NetworkBuilder residual(UnaryOperator<NetworkBuilder> branch) {
    NetworkBuilder inner = branch.apply(new NetworkBuilder(currentShape()));
    return add(new Residual(new Sequence(inner.layers), null));
  }

  /**
   * {@return this builder, with layers whose result is added to what a shortcut makes of their
   * input}
   *
   * @param branch lays the layers
   * @param shortcut what the input passes through; must give the branch's shape
   */
  public NetworkBuilder residual(UnaryOperator<NetworkBuilder> branch, LayerSpec shortcut) {
    Objects.requireNonNull(shortcut, "shortcut");
    NetworkBuilder inner = branch.apply(new NetworkBuilder(currentShape()));
    return add(new Residual(new Sequence(inner.layers), shortcut));
  }

  /**
   * {@return the layers so far, which know their shapes and parameters without allocating any}
   *
   * @throws IllegalArgumentException if there is no layer
   */
  public Sequence layers() {
    return new Sequence(layers);
  }

  /** {@return the number of parameters so far, counted without allocating any} */
  public long parameterCount() {
    long count = 0;
    if (!layers.isEmpty()) {
      for (ParameterSpec parameter : layers().parameters(inputShape)) {
        count += parameter.count();
      }
    }
    return count;
  }

  private int[] currentShape() {
    return layers.isEmpty() ? inputShape : new Sequence(layers).outputShape(inputShape);
  }

  /**
   * {@return the network, its parameters drawn}
   *
   * @param seed where the random starting values come from; the same values on every machine
   * @throws IllegalArgumentException if there is no layer
   */
  public Network build(Seed seed) {
    return new Network(inputShape, new Sequence(layers), seed, false);
  }

  /**
   * {@return the network in double precision, for checks: slower, and without oneDNN}
   *
   * @param seed where the random starting values come from
   * @throws IllegalArgumentException if there is no layer
   */
  public Network buildInDoublePrecision(Seed seed) {
    return new Network(inputShape, new Sequence(layers), seed, true);
  }
}
