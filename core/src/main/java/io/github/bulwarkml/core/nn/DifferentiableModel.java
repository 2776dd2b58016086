// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.List;

/**
 * A model whose loss can be differentiated: the one interface that training, private training,
 * attacks and audits use.
 *
 * <pre>{@code
 * ParameterVector gradient = model.parameters().zerosLike();
 * double loss = model.gradient(batch, Mode.TRAINING, gradient);
 * }</pre>
 *
 * <p>Sets of any size may be passed to the methods that treat examples one by one ({@link #logits},
 * {@link #losses}, {@link #gradientNorms}, {@link #clippedGradientSum}): they work in parts. A
 * {@link #gradient} is of one batch, because batch norm makes it depend on who is in the batch.
 *
 * <p>Mutable and not thread-safe; give each thread its own {@link #copy}.
 *
 * @since 0.1.0
 */
public interface DifferentiableModel extends AutoCloseable {
  /** {@return the shape of one example} */
  List<Integer> inputShape();

  /** {@return the shape of one example's outputs; the last dimension is what the loss runs over} */
  List<Integer> outputShape();

  /** {@return what is minimised} */
  Loss loss();

  /** {@return the number of parameters} */
  int parameterCount();

  /** {@return a copy of the parameters; its layout names them} */
  ParameterVector parameters();

  /**
   * Sets the parameters.
   *
   * @param parameters as many values as the model has parameters
   * @throws IllegalArgumentException if the lengths differ
   */
  void setParameters(ParameterVector parameters);

  /** {@return a copy of what is learnt without gradients: running means and variances} */
  ParameterVector state();

  /**
   * Sets what is learnt without gradients.
   *
   * @param state as many values as {@link #state} has
   * @throws IllegalArgumentException if the lengths differ
   */
  void setState(ParameterVector state);

  /**
   * Starts the random choices of {@link Mode#TRAINING} anew: equal seeds, equal dropout.
   *
   * @param seed where they start
   */
  void reseed(Seed seed);

  /**
   * {@return the outputs in {@link Mode#INFERENCE}, [examples, outputs], row-major}
   *
   * @param examples inputs of this model's shape; targets are not looked at
   * @throws IllegalArgumentException if the inputs have another shape
   */
  float[] logits(Examples examples);

  /**
   * {@return the loss per example in {@link Mode#INFERENCE}}
   *
   * @param examples inputs and targets of this model's shapes
   * @throws IllegalArgumentException if they have other shapes
   */
  double[] losses(Examples examples);

  /**
   * Computes the gradient of the mean loss.
   *
   * @param batch inputs and targets of this model's shapes
   * @param mode whether batch norm uses (and its running values follow) the batch, and dropout
   *     drops
   * @param gradient where the gradient goes; overwritten
   * @return the mean loss
   * @throws IllegalArgumentException if the shapes differ or {@code gradient} has another length
   */
  double gradient(Examples batch, Mode mode, ParameterVector gradient);

  /**
   * {@return the directional derivative of the outputs along a direction of parameters: the product
   * of the outputs' Jacobian with the direction, [examples, outputs], row-major}
   *
   * @param batch inputs of this model's shape
   * @param mode as in {@link #gradient}; running values are left alone
   * @param direction as many values as there are parameters
   * @throws IllegalArgumentException if the shapes differ
   */
  float[] logitsTangent(Examples batch, Mode mode, ParameterVector direction);

  /**
   * {@return the gradient of each example's own loss with respect to its input in {@link
   * Mode#INFERENCE}, [examples, inputs], row-major}
   *
   * @param examples inputs and targets of this model's shapes
   * @throws IllegalArgumentException if the shapes differ
   * @throws UnsupportedOperationException if the inputs are token numbers
   */
  float[] inputGradient(Examples examples);

  /**
   * {@return the Euclidean norm of the gradient of each example's own loss, in {@link
   * Mode#INFERENCE}: batch norm uses its running values}
   *
   * @param examples inputs and targets of this model's shapes
   * @throws IllegalArgumentException if the shapes differ
   */
  double[] gradientNorms(Examples examples);

  /**
   * Sums the gradients of the examples' own losses, each scaled down to a norm of at most {@code
   * clipNorm}: \(\sum_i g_i \min(1, C / \lVert g_i\rVert)\).
   *
   * <p>Runs in {@link Mode#PER_EXAMPLE}: dropout drops, and batch norm uses its running values, so
   * that no example touches another's gradient.
   *
   * <p>Reference: Abadi et al., "Deep learning with differential privacy", arXiv 1607.00133,
   * algorithm 1.
   *
   * @param examples inputs and targets of this model's shapes
   * @param clipNorm the bound C, above 0; infinity does not clip
   * @param sum where the sum goes; overwritten
   * @return the losses and norms of the examples
   * @throws IllegalArgumentException if the shapes differ or {@code clipNorm} is not above 0
   */
  ClippedGradient clippedGradientSum(Examples examples, double clipNorm, ParameterVector sum);

  /** {@return an independent model with the same parameters and state} */
  DifferentiableModel copy();

  /** Frees native memory, if any; a closed model must not be used. */
  @Override
  void close();
}
