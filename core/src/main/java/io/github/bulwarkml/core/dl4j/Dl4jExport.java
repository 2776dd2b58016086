// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import io.github.bulwarkml.core.MissingDependencyException;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.Network;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Bulwark's networks as DL4J graphs that give the same outputs.
 *
 * <pre>{@code
 * ComputationGraph graph = Dl4jExport.graph(network, Loss.SOFTMAX_CROSS_ENTROPY);
 * ModelSerializer.writeModel(graph, file, false);
 * }</pre>
 *
 * <p>Layers become DL4J's own, called by their place as Bulwark's parameters are: the weights of
 * {@code 0.conv.weight} are {@code 0.conv_W}. Dense, convolution, batch norm, ReLU, SELU, tanh,
 * sigmoid, max, average and global average pooling, flatten, dropout, and residual connections with
 * or without a shortcut are known; others are refused, GELU among them, because DL4J has
 * approximations of it alone. The graph ends in a {@code LossLayer} called {@code output}, so
 * {@code graph.output} gives probabilities where the loss has them; {@link Dl4jModel} gives the
 * logits.
 *
 * <p>Images stay [height, width, channels] with {@link InputLayout#CHANNELS_LAST}; with {@link
 * InputLayout#CHANNELS_FIRST} they are [channels, height, width], and the weights that follow a
 * flatten are put in the order that this makes. DL4J's batch norm follows the biased variance of
 * batches, Bulwark's the unbiased: only further training tells them apart.
 *
 * @since 0.1.0
 */
public final class Dl4jExport {
  private Dl4jExport() {}

  /**
   * {@return a graph on images with channels first, DL4J's own order}
   *
   * @param network of the layers named above; its values are copied
   * @param loss what the graph minimises, which also decides its last activation
   * @throws IllegalArgumentException if a layer has no counterpart; names it
   * @throws MissingDependencyException if DL4J or a backend of ND4J is not on the class path
   */
  public static ComputationGraph graph(Network network, Loss loss) {
    return graph(network, loss, InputLayout.CHANNELS_FIRST);
  }

  /**
   * {@return a graph on images of a layout}
   *
   * @param network of the layers named above; its values are copied
   * @param loss what the graph minimises, which also decides its last activation
   * @param layout where channels lie
   * @throws IllegalArgumentException if a layer has no counterpart; names it
   * @throws MissingDependencyException if DL4J or a backend of ND4J is not on the class path
   */
  public static ComputationGraph graph(Network network, Loss loss, InputLayout layout) {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(layout, "layout");
    Dl4j.requireAvailable();
    return new GraphWriter(network, layout).write(loss);
  }
}
