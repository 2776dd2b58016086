// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Layers one after another. Parameters are named by place: {@code 0.conv.weight}.
 *
 * @param layers the layers, at least one
 * @since 0.1.0
 */
public record Sequence(List<LayerSpec> layers) implements LayerSpec {
  /**
   * Checks that there are layers.
   *
   * @param layers the layers, at least one
   * @throws IllegalArgumentException if there are none
   */
  public Sequence {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("layers must not be empty; add a layer");
    }
  }

  @Override
  public String kind() {
    return "sequence";
  }

  @Override
  public String description() {
    return String.join(" - ", layers.stream().map(LayerSpec::description).toList());
  }

  /**
   * {@return the shapes of one example before the first and after each layer}
   *
   * @param inputShape the shape of one example
   * @throws IllegalArgumentException if a layer cannot take what the one before it gives; names the
   *     layer
   */
  public List<int[]> shapes(int[] inputShape) {
    List<int[]> shapes = new ArrayList<>();
    int[] shape = inputShape.clone();
    shapes.add(shape);
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      try {
        shape = layer.outputShape(shape);
      } catch (IllegalArgumentException e) {
        throw named(i, e);
      }
      shapes.add(shape);
    }
    return shapes;
  }

  private IllegalArgumentException named(int index, IllegalArgumentException cause) {
    return new IllegalArgumentException(
        "layer " + index + " (" + layers.get(index).description() + "): " + cause.getMessage(),
        cause);
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    return shapes(inputShape).get(layers.size());
  }

  @Override
  public List<ParameterSpec> parameters(int[] inputShape) {
    List<int[]> shapes = shapes(inputShape);
    List<ParameterSpec> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      try {
        for (ParameterSpec parameter : layers.get(i).parameters(shapes.get(i))) {
          all.add(parameter.under(prefix(i)));
        }
      } catch (IllegalArgumentException e) {
        throw named(i, e);
      }
    }
    return all;
  }

  @Override
  public List<ParameterSpec> state(int[] inputShape) {
    List<int[]> shapes = shapes(inputShape);
    List<ParameterSpec> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      for (ParameterSpec value : layers.get(i).state(shapes.get(i))) {
        all.add(value.under(prefix(i)));
      }
    }
    return all;
  }

  @Override
  public boolean keepsOutput() {
    return layers.get(layers.size() - 1).keepsOutput();
  }

  @Override
  public boolean readsTokens() {
    return layers.get(0).readsTokens();
  }

  /** {@return what the names of a layer's parameters start with} */
  String prefix(int index) {
    return index + "." + layers.get(index).kind() + ".";
  }

  @Override
  public Layer bind(Binding binding) {
    List<Layer> bound = new ArrayList<>();
    NativeArray input = binding.input();
    boolean free = false;
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec spec = layers.get(i);
      Layer layer = spec.bind(binding.within(prefix(i), input, free));
      bound.add(layer);
      input = layer.output();
      free = !spec.keepsOutput();
    }
    return new Chain(bound);
  }

  /** The layers, bound. */
  static final class Chain extends Layer {
    private final List<Layer> layers;

    Chain(List<Layer> layers) {
      super(layers.get(layers.size() - 1).output());
      this.layers = layers;
    }

    @Override
    public void forward(Mode mode) {
      for (Layer layer : layers) {
        layer.forward(mode);
      }
    }

    @Override
    public @Nullable NativeArray tangent(@Nullable NativeArray inputTangent) {
      NativeArray tangent = inputTangent;
      for (Layer layer : layers) {
        tangent = layer.tangent(tangent);
      }
      return tangent;
    }

    @Override
    public @Nullable NativeArray backward(
        NativeArray outputGradient, Backward pass, boolean wantInputGradient) {
      NativeArray gradient = outputGradient;
      for (int i = layers.size() - 1; i > 0; i--) {
        gradient = Objects.requireNonNull(layers.get(i).backward(gradient, pass, true));
      }
      return layers.get(0).backward(gradient, pass, wantInputGradient);
    }

    @Override
    protected NativeArray inputGradient(NativeArray outputGradient) {
      return Objects.requireNonNull(backward(outputGradient, (layer, gradient) -> {}, true));
    }
  }
}
