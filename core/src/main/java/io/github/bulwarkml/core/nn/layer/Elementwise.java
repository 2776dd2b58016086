// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.simd.ActiveKernels;
import io.github.bulwarkml.core.simd.LayerKernels;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An activation function on every element.
 *
 * @param function what is applied
 * @since 0.1.0
 */
public record Elementwise(ActivationFunction function) implements LayerSpec {
  /**
   * Checks the part.
   *
   * @param function what is applied
   */
  public Elementwise {
    Objects.requireNonNull(function, "function");
  }

  @Override
  public String kind() {
    return function.label();
  }

  @Override
  public String description() {
    return function.label();
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    return inputShape.clone();
  }

  @Override
  public Layer bind(Binding binding) {
    boolean inPlace = binding.inputIsFree() && function != ActivationFunction.GELU;
    NativeArray output =
        inPlace ? binding.input() : binding.memory().allocate(binding.input().shape());
    return new Bound(function, binding.memory(), binding.input(), output);
  }

  /** The function over pieces that stay in the cache. */
  private static final class Bound extends Layer {
    private static final LayerKernels KERNELS = ActiveKernels.get().layers();
    private static final int PIECE = 4096;

    private final ActivationFunction function;
    private final NativeMemory memory;
    private final NativeArray input;

    Bound(ActivationFunction function, NativeMemory memory, NativeArray input, NativeArray output) {
      super(output);
      this.function = function;
      this.memory = memory;
      this.input = input;
    }

    /** {@return whether GELU may be as exact as floats only} */
    private boolean isQuickGelu() {
      return !memory.isDouble() && function == ActivationFunction.GELU;
    }

    /** {@return whether there is a kernel on floats for the function} */
    private boolean isFast() {
      return !memory.isDouble()
          && (function == ActivationFunction.RELU || function == ActivationFunction.SELU);
    }

    @Override
    public void forward(Mode mode) {
      int length = input.length();
      if (isFast()) {
        float[] x = memory.floats(0, PIECE);
        for (int at = 0; at < length; at += PIECE) {
          int n = Math.min(PIECE, length - at);
          input.read(at, x, n);
          if (function == ActivationFunction.RELU) {
            KERNELS.relu(x, n);
          } else {
            KERNELS.selu(x, n);
          }
          output().write(at, x, n);
        }
        return;
      }
      double[] x = memory.doubles(0, PIECE);
      for (int at = 0; at < length; at += PIECE) {
        int n = Math.min(PIECE, length - at);
        input.read(at, x, n);
        if (isQuickGelu()) {
          for (int i = 0; i < n; i++) {
            x[i] = Transcendental.quickGelu(x[i]);
          }
        } else {
          for (int i = 0; i < n; i++) {
            x[i] = function.value(x[i]);
          }
        }
        output().write(at, x, n);
      }
    }

    @Override
    public @Nullable NativeArray tangent(@Nullable NativeArray inputTangent) {
      return inputTangent == null ? null : inputGradient(inputTangent);
    }

    /** Multiplies by the slope, in place: the Jacobian is diagonal, hence its own transpose. */
    @Override
    protected NativeArray inputGradient(NativeArray gradient) {
      int length = input.length();
      if (isFast()) {
        float[] y = memory.floats(0, PIECE);
        float[] g = memory.floats(1, PIECE);
        for (int at = 0; at < length; at += PIECE) {
          int n = Math.min(PIECE, length - at);
          output().read(at, y, n);
          gradient.read(at, g, n);
          if (function == ActivationFunction.RELU) {
            KERNELS.reluGradient(y, g, n);
          } else {
            KERNELS.seluGradient(y, g, n);
          }
          gradient.write(at, g, n);
        }
        return gradient;
      }
      double[] x = memory.doubles(0, PIECE);
      double[] y = memory.doubles(1, PIECE);
      double[] g = memory.doubles(2, PIECE);
      for (int at = 0; at < length; at += PIECE) {
        int n = Math.min(PIECE, length - at);
        input.read(at, x, n); // the output where it was written over: only GELU looks at x
        output().read(at, y, n);
        gradient.read(at, g, n);
        if (isQuickGelu()) {
          for (int i = 0; i < n; i++) {
            g[i] *= Transcendental.quickGeluSlope(x[i]);
          }
        } else {
          for (int i = 0; i < n; i++) {
            g[i] *= function.slope(x[i], y[i]);
          }
        }
        gradient.write(at, g, n);
      }
      return gradient;
    }
  }
}
