// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.internal.Require;
import java.util.List;

/**
 * Batch normalisation of the last dimension (Ioffe, Szegedy, arXiv 1502.03167): per channel,
 * \(\gamma (x - \mu)/\sqrt{\sigma^2 + \epsilon} + \beta\) with the mean and variance of the batch
 * while training, and running ones otherwise. The running variance follows the unbiased variance of
 * batches, as in PyTorch.
 *
 * @param epsilon added to the variance, above 0
 * @param momentum how far running values move to those of a batch, in (0, 1]
 * @since 0.1.0
 */
public record BatchNorm(double epsilon, double momentum) implements LayerSpec {
  /**
   * Checks the settings.
   *
   * @param epsilon added to the variance, above 0
   * @param momentum how far running values move to those of a batch, in (0, 1]
   * @throws IllegalArgumentException if one is out of range
   */
  public BatchNorm {
    Require.positive(epsilon, "epsilon");
    Require.positive(momentum, "momentum");
    Require.inRange(momentum, 0, 1, "momentum");
  }

  /** {@return the usual settings: epsilon 1e-5, momentum 0.1} */
  public static BatchNorm standard() {
    return new BatchNorm(1e-5, 0.1);
  }

  @Override
  public String kind() {
    return "batchnorm";
  }

  @Override
  public String description() {
    return "batch norm";
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    InputShape.last(inputShape);
    return inputShape.clone();
  }

  private static ParameterSpec channelwise(String name, int[] inputShape, double start) {
    int channels = InputShape.last(inputShape);
    return new ParameterSpec(name, List.of(channels), Initializer.constant(start), 1, 1);
  }

  @Override
  public List<ParameterSpec> parameters(int[] inputShape) {
    return List.of(channelwise("gamma", inputShape, 1), channelwise("beta", inputShape, 0));
  }

  @Override
  public List<ParameterSpec> state(int[] inputShape) {
    return List.of(channelwise("mean", inputShape, 0), channelwise("variance", inputShape, 1));
  }

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public Layer bind(Binding binding) {
    return new BatchNormLayer(binding, epsilon, momentum);
  }
}
