// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Network;
import io.github.bulwarkml.core.nn.NetworkBuilder;
import io.github.bulwarkml.core.nn.Passes;
import io.github.bulwarkml.core.nn.layer.Conv2d;
import io.github.bulwarkml.core.nn.layer.Dense;
import io.github.bulwarkml.core.nn.layer.Initializer;
import io.github.bulwarkml.core.nn.layer.Layer;
import io.github.bulwarkml.core.nn.layer.LayerSpec;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.NativeArray;
import io.github.bulwarkml.core.nn.layer.NativeMemory;
import io.github.bulwarkml.core.nn.layer.Residual;
import io.github.bulwarkml.core.nn.layer.Sequence;
import io.github.bulwarkml.core.nn.layer.Subsample;
import io.github.bulwarkml.core.random.Seed;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Samples of what networks and layers take. */
final class NetworkSamples {
  private NetworkSamples() {}

  static void addTo(SampleTable table) {
    addNetworks(table);
    addLayers(table);
    addArrays(table);
  }

  private static void addNetworks(SampleTable table) {
    int[] flat = {2};
    table
        .typed(Network.class, () -> Network.withInput(2).dense(3).build(Seed.of(1)))
        .typed(NetworkBuilder.class, () -> Network.withInput(6, 6, 2))
        .typed(Passes.class, NetworkSamples::passes)
        .typed(Examples.class, () -> Examples.labelled(new float[6], flat, new int[3]))
        .typed(UnaryOperator.class, UnaryOperator::identity)
        .named("Network.withInput#shape", () -> new int[] {4, 4, 2})
        .named("NetworkBuilder.dense", () -> Network.withInput(2))
        .named("NetworkBuilder.embedding", () -> Network.withInput(3))
        .named("NetworkBuilder.attention", () -> Network.withInput(3, 4))
        .named("NetworkBuilder.lstm", () -> Network.withInput(3, 4))
        .named("Passes.weightedGradient#weights", () -> new double[] {0.5, 1})
        .named("ClippedGradient.new#losses", () -> new double[] {0.5, 1})
        .named("ClippedGradient.new#norms", () -> new double[] {2, 3})
        .named("Examples.labelled#inputs", () -> new float[6])
        .named("Examples.labelled#inputShape", flat::clone)
        .named("Examples.labelled#labels", () -> new int[] {0, 1, 2})
        .named("Examples.withTargets#inputs", () -> new float[6])
        .named("Examples.withTargets#inputShape", flat::clone)
        .named("Examples.withTargets#targets", () -> new float[] {0.5f, 0, 1})
        .named("Examples.unlabelled#inputs", () -> new float[6])
        .named("Examples.unlabelled#inputShape", flat::clone)
        .named("Architectures.mlp#hidden", () -> new int[] {3, 4})
        .named("Architectures.smallCnn#height", () -> 8)
        .named("Architectures.smallCnn#width", () -> 8)
        .named("Architectures.resNet#depth", () -> 8);
  }

  private static void addLayers(SampleTable table) {
    table
        .typed(LayerSpec.class, () -> Dense.of(2))
        .typed(Sequence.class, () -> new Sequence(List.of(Conv2d.of(2, 3))))
        .typed(Residual.class, () -> new Residual(new Sequence(List.of(Conv2d.of(2, 3))), null))
        .typed(Initializer.class, Initializer::uniformFanIn)
        .typed(Layer.class, NetworkSamples::layer)
        .named("inputShape", () -> new int[] {6, 6, 2})
        .named("Conv2d.new#kernel", () -> 3)
        .named("Conv2d.padding", () -> Conv2d.of(2, 3))
        .named("Subsample.outputShape", () -> new Subsample(2, 4))
        .named("ParameterSpec.new#shape", () -> List.of(2, 3));
    for (String sequence : List.of("Lstm", "CausalAttention", "Positions")) {
      table
          .named(sequence + ".outputShape#inputShape", () -> new int[] {3, 4})
          .named(sequence + ".parameters#inputShape", () -> new int[] {3, 4});
    }
    for (String row : List.of("Dense", "LayerSpec", "Embedding")) {
      table
          .named(row + ".outputShape#inputShape", () -> new int[] {4})
          .named(row + ".parameters#inputShape", () -> new int[] {4});
    }
  }

  private static void addArrays(SampleTable table) {
    table
        .typed(NativeMemory.class, () -> new NativeMemory(false))
        .typed(NativeArray.class, () -> new NativeMemory(false).allocate(2, 3))
        .named("NativeMemory.allocate#shape", () -> new int[] {2, 3})
        .named("Parameter.new#shape", () -> new int[] {2, 3})
        .named("NativeArray.withShape#shape", () -> new int[] {3, 2})
        .named("NativeArray.matrix#rows", () -> 3)
        .named("NativeArray.matrix#columns", () -> 2)
        .named("NativeArray.copy#source", () -> new NativeMemory(false).allocate(2, 3))
        .named("NativeArray.read#count", () -> 2)
        .named("NativeArray.write#count", () -> 2)
        .named("NativeArray.copy#count", () -> 2);
  }

  private static Passes passes() {
    Passes passes = Network.withInput(2).dense(3).build(Seed.of(1)).at(2);
    passes.forward(Mode.PER_EXAMPLE);
    passes.gradientNorms();
    return passes;
  }

  private static Layer layer() {
    Network network = Network.withInput(2).dense(3).build(Seed.of(1));
    return new Layer(network.at(2).output()) {
      @Override
      public void forward(Mode mode) {}

      @Override
      public @Nullable NativeArray tangent(@Nullable NativeArray inputTangent) {
        return inputTangent;
      }

      @Override
      protected NativeArray inputGradient(NativeArray outputGradient) {
        return outputGradient;
      }
    };
  }
}
