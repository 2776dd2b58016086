// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution, bound. */
final class ConvolutionLayer extends Layer {
  private final NativeMemory memory;
  private final NativeArray input;
  private final int batch;
  private final ImageWindow window;
  private final int filters;
  private final Parameter weight;
  private final @Nullable Parameter bias;
  private final Convolution convolution;
  private final RowGradient gradient;
  private @Nullable NativeArray tangent;
  private @Nullable NativeArray inputPart;
  private @Nullable Convolution alongWeights;
  private @Nullable Convolution alongInput;
  private @Nullable NativeArray tangentSource;
  private @Nullable InputGradient inputGradient;
  private @Nullable NativeArray gradientSource;

  ConvolutionLayer(
      Binding binding,
      ImageWindow window,
      int filters,
      NativeArray output,
      Parameter weight,
      @Nullable Parameter bias) {
    super(output);
    this.memory = binding.memory();
    this.input = binding.input();
    this.batch = binding.batch();
    this.window = window;
    this.filters = filters;
    this.weight = weight;
    this.bias = bias;
    this.convolution =
        new Convolution(memory, window, filters, input, weight.value(), valueOf(bias), output);
    this.gradient =
        new RowGradient(
            memory,
            batch,
            window.positions(),
            window.elements(),
            filters,
            new ImageColumns(window, memory, input),
            null);
  }

  private static @Nullable NativeArray valueOf(@Nullable Parameter parameter) {
    return parameter == null ? null : parameter.value();
  }

  @Override
  public void forward(Mode mode) {
    convolution.run();
  }

  @Override
  public NativeArray tangent(@Nullable NativeArray inputTangent) {
    if (tangent == null || alongWeights == null) {
      tangent = memory.allocate(output().shape());
      alongWeights =
          new Convolution(
              memory,
              window,
              filters,
              input,
              weight.direction(),
              bias == null ? null : bias.direction(),
              tangent);
    }
    alongWeights.run();
    if (inputTangent != null) {
      if (inputPart == null) {
        inputPart = memory.allocate(output().shape());
      }
      if (alongInput == null || tangentSource != inputTangent) {
        alongInput =
            new Convolution(memory, window, filters, inputTangent, weight.value(), null, inputPart);
        tangentSource = inputTangent;
      }
      alongInput.run();
      Sums.add(memory, inputPart, tangent);
    }
    return tangent;
  }

  @Override
  public void parameterGradient(NativeArray outputGradient, double @Nullable [] weights) {
    gradient.sum(outputGradient, weights, weight, bias);
  }

  @Override
  public void addSquaredNorms(NativeArray outputGradient, double[] squaredNorms) {
    gradient.addSquaredNorms(outputGradient, bias != null, squaredNorms);
  }

  @Override
  protected NativeArray inputGradient(NativeArray outputGradient) {
    if (inputGradient == null || gradientSource != outputGradient) {
      NativeArray target =
          inputGradient == null ? memory.allocate(input.shape()) : inputGradient.target();
      inputGradient =
          window.stride() == 1
              ? new TurnedKernels(outputGradient, target)
              : new Nd4jBackward(outputGradient, target);
      gradientSource = outputGradient;
    }
    return inputGradient.run();
  }

  /** A way to the gradient with respect to the images. */
  private interface InputGradient {
    NativeArray run();

    NativeArray target();
  }

  /**
   * With stride 1 the gradient is itself a convolution, of the output's gradient with the kernels
   * turned by half a turn and their channels exchanged.
   */
  private final class TurnedKernels implements InputGradient {
    private final NativeArray turned =
        memory.allocate(window.size(), window.size(), filters, window.channels());
    private final NativeArray target;
    private final Convolution back;

    TurnedKernels(NativeArray outputGradient, NativeArray target) {
      this.target = target;
      ImageWindow reverse =
          new ImageWindow(
              window.outputHeight(),
              window.outputWidth(),
              filters,
              window.size(),
              1,
              window.size() - 1 - window.padding());
      this.back =
          new Convolution(memory, reverse, window.channels(), outputGradient, turned, null, target);
    }

    @Override
    public NativeArray run() {
      turn();
      back.run();
      return target;
    }

    private void turn() {
      int length = weight.value().length();
      int places = window.size() * window.size();
      int channels = window.channels();
      double[] from = memory.doubles(0, length);
      double[] to = memory.doubles(1, length);
      weight.value().read(0, from, length);
      for (int place = 0; place < places; place++) {
        int source = place * channels * filters;
        int goal = (places - 1 - place) * channels * filters;
        for (int c = 0; c < channels; c++) {
          for (int f = 0; f < filters; f++) {
            to[goal + f * channels + c] = from[source + c * filters + f];
          }
        }
      }
      turned.write(0, to, length);
    }

    @Override
    public NativeArray target() {
      return target;
    }
  }

  /** Any stride, by ND4J's operation, whose gradient of the weights is not used. */
  private final class Nd4jBackward implements InputGradient {
    private final NativeArray target;
    private final NativeCall call;

    Nd4jBackward(NativeArray outputGradient, NativeArray target) {
      this.target = target;
      NativeArray unused = memory.sharedArray(1, weight.value());
      this.call =
          memory.call(
              "conv2d_bp",
              new INDArray[] {
                input
                    .nd4j()
                    .reshape('c', batch, window.height(), window.width(), window.channels()),
                Convolution.weights(weight.value(), window, filters),
                outputGradient
                    .nd4j()
                    .reshape('c', batch, window.outputHeight(), window.outputWidth(), filters)
              },
              new INDArray[] {
                target
                    .nd4j()
                    .reshape('c', batch, window.height(), window.width(), window.channels()),
                Convolution.weights(unused, window, filters)
              },
              Convolution.arguments(window));
    }

    @Override
    public NativeArray run() {
      call.run();
      return target;
    }

    @Override
    public NativeArray target() {
      return target;
    }
  }
}
