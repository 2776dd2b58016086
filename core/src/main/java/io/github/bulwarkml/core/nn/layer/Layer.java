// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import org.jspecify.annotations.Nullable;

/**
 * A layer bound to arrays of one batch size.
 *
 * <p>Passes come in this order: {@link #forward}; then {@link #tangent} or {@link #backward}. An
 * array that is handed to {@link #backward} or {@link #tangent} belongs to the layer from then on:
 * it may be returned, changed. A layer that needs its output gradient again for {@link
 * #parameterGradient} after the pass must not change it.
 *
 * @since 0.1.0
 */
public abstract class Layer {
  private final NativeArray output;

  /**
   * Creates the layer.
   *
   * @param output what the forward pass fills, [batch, output shape]
   */
  protected Layer(NativeArray output) {
    this.output = output;
  }

  /** {@return what the forward pass fills} */
  public final NativeArray output() {
    return output;
  }

  /**
   * Computes the output from the bound input.
   *
   * @param mode what batch norm and dropout do
   */
  public abstract void forward(Mode mode);

  /**
   * {@return the directional derivative of the output along the parameters' directions and that of
   * the input; null stands for zero}
   *
   * @param inputTangent the derivative of the input; null stands for zero
   */
  public abstract @Nullable NativeArray tangent(@Nullable NativeArray inputTangent);

  /**
   * Writes the gradients of the parameters: sums over examples of {@code weight * gradient}. May
   * run more than once, also after {@link #inputGradient}.
   *
   * @param outputGradient the gradient with respect to the output
   * @param weights one per example, or null for ones
   */
  public void parameterGradient(NativeArray outputGradient, double @Nullable [] weights) {}

  /**
   * Adds the squared norm of each example's gradient of this layer's parameters.
   *
   * @param outputGradient the gradient with respect to the output
   * @param squaredNorms one per example; added to
   */
  public void addSquaredNorms(NativeArray outputGradient, double[] squaredNorms) {}

  /**
   * {@return the gradient with respect to the input}
   *
   * @param outputGradient the gradient with respect to the output; may be overwritten
   */
  protected abstract NativeArray inputGradient(NativeArray outputGradient);

  /**
   * Runs the backward pass through this layer: what the pass does at a layer with parameters, then
   * the gradient with respect to the input. Layers made of layers override this.
   *
   * @param outputGradient the gradient with respect to the output; may be overwritten
   * @param pass what is done at each layer
   * @param wantInputGradient whether the gradient with respect to the input is needed
   * @return the gradient with respect to the input, or null if not wanted
   */
  public @Nullable NativeArray backward(
      NativeArray outputGradient, Backward pass, boolean wantInputGradient) {
    pass.at(this, outputGradient);
    return wantInputGradient ? inputGradient(outputGradient) : null;
  }

  /** What a backward pass does at each layer, before its input gradient is computed. */
  @FunctionalInterface
  public interface Backward {
    /**
     * Visits a layer.
     *
     * @param layer the layer
     * @param outputGradient the gradient with respect to its output
     */
    void at(Layer layer, NativeArray outputGradient);
  }
}
