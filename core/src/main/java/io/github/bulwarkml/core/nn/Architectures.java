// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.nn.layer.ActivationFunction;
import io.github.bulwarkml.core.nn.layer.Conv2d;
import io.github.bulwarkml.core.nn.layer.Initializer;
import io.github.bulwarkml.core.nn.layer.Subsample;
import java.util.function.UnaryOperator;

/**
 * Networks of the literature, ready to build.
 *
 * <pre>{@code
 * Network network = Architectures.resNet(20, 10).build(Seed.of(1));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Architectures {
  /** The most units of a dense layer. */
  private static final int WIDEST = 1 << 24;

  private Architectures() {}

  /**
   * {@return a multilayer perceptron: dense layers with an activation between them}
   *
   * <p>{@code mlp(784, 10, RELU, 200, 200)} is the "2NN" of McMahan et al. (arXiv 1602.05629), with
   * 199,210 parameters.
   *
   * @param inputs features, at least 1
   * @param outputs outputs, at least 1
   * @param activation applied to every hidden layer
   * @param hidden the widths of the hidden layers, each at least 1; none is a linear model
   * @throws IllegalArgumentException if a width is below 1 or above 2^24
   */
  public static NetworkBuilder mlp(
      int inputs, int outputs, ActivationFunction activation, int... hidden) {
    Require.atLeast(inputs, 1, "inputs");
    Require.inRange(outputs, 1, WIDEST, "outputs");
    NetworkBuilder builder = Network.withInput(inputs);
    for (int width : hidden) {
      Require.inRange(width, 1, WIDEST, "hidden");
      builder.dense(width).activation(activation);
    }
    return builder.dense(outputs);
  }

  /**
   * {@return the convolutional network of McMahan et al. (arXiv 1602.05629, section 3): two 5x5
   * convolutions of 32 and 64 filters, each with ReLU and 2x2 max pooling, a dense layer of 512
   * with ReLU, and one for the classes; 1,663,370 parameters for 28x28x1 and 10 classes}
   *
   * @param height rows of pixels, at least 4
   * @param width columns of pixels, at least 4
   * @param channels values per pixel, at least 1
   * @param classes outputs, at least 1
   * @throws IllegalArgumentException if a size is below its least, a side or {@code channels} above
   *     4096, or {@code classes} above 2^24
   */
  public static NetworkBuilder smallCnn(int height, int width, int channels, int classes) {
    Require.inRange(height, 4, 1 << 12, "height");
    Require.inRange(width, 4, 1 << 12, "width");
    Require.inRange(channels, 1, 1 << 12, "channels");
    Require.inRange(classes, 1, WIDEST, "classes");
    return Network.withInput(height, width, channels)
        .conv(32, 5)
        .relu()
        .maxPool(2)
        .conv(64, 5)
        .relu()
        .maxPool(2)
        .flatten()
        .dense(512)
        .relu()
        .dense(classes);
  }

  /**
   * {@return the residual network for 32x32 colour images of He et al. (arXiv 1512.03385, section
   * 4.2), with shortcuts without parameters ("option A"): 0.27 million parameters at depth 20, 0.46
   * million at 32, for 10 classes}
   *
   * @param depth layers with weights: 6n + 2 with n at least 1, such as 20, 32, 44, 56
   * @param classes outputs, at least 1
   * @throws IllegalArgumentException if {@code depth} is not 6n + 2 or {@code classes} not in [1,
   *     2^24]
   */
  public static NetworkBuilder resNet(int depth, int classes) {
    if (depth < 8 || depth > 1202 || depth % 6 != 2) {
      throw new IllegalArgumentException(
          "depth must be 6n + 2 for n in [1, 200], such as 20 or 32, but was " + depth);
    }
    Require.inRange(classes, 1, WIDEST, "classes");
    int blocks = (depth - 2) / 6;
    NetworkBuilder builder = Network.withInput(32, 32, 3).add(conv(16, 1)).batchNorm().relu();
    for (int stage = 0; stage < 3; stage++) {
      int filters = 16 << stage;
      for (int block = 0; block < blocks; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        UnaryOperator<NetworkBuilder> branch =
            b -> b.add(conv(filters, stride)).batchNorm().relu().add(conv(filters, 1)).batchNorm();
        if (stride == 1) {
          builder.residual(branch);
        } else {
          builder.residual(branch, new Subsample(stride, filters));
        }
        builder.relu();
      }
    }
    return builder.globalAveragePool().dense(classes);
  }

  private static Conv2d conv(int filters, int stride) {
    return Conv2d.of(filters, 3).stride(stride).withoutBias().startingFrom(Initializer.heNormal());
  }
}
