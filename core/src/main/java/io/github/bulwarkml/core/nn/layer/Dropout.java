// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.random.Rng;
import org.jspecify.annotations.Nullable;

/**
 * While training, sets each element to zero with some probability and divides the others by the
 * probability of staying (Srivastava et al. 2014).
 *
 * @param rate the probability of zero, in [0, 1)
 * @since 0.1.0
 */
public record Dropout(double rate) implements LayerSpec {
  /**
   * Checks the rate.
   *
   * @param rate the probability of zero, in [0, 1)
   * @throws IllegalArgumentException if it is out of range
   */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("rate must be in [0, 1), but was " + rate);
    }
  }

  @Override
  public String kind() {
    return "dropout";
  }

  @Override
  public String description() {
    return "dropout " + rate;
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    return inputShape.clone();
  }

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public Layer bind(Binding binding) {
    NativeArray output = binding.memory().allocate(binding.input().shape());
    return new Bound(binding, rate, output);
  }

  /** Dropout, bound; remembers what it dropped. */
  private static final class Bound extends Layer {
    private static final int PIECE = 4096;

    private final NativeMemory memory;
    private final Binding.Randomness randomness;
    private final NativeArray input;
    private final double rate;
    private final boolean[] dropped;
    private double factor = 1;

    Bound(Binding binding, double rate, NativeArray output) {
      super(output);
      this.memory = binding.memory();
      this.randomness = binding.randomness();
      this.input = binding.input();
      this.rate = rate;
      this.dropped = new boolean[input.length()];
    }

    @Override
    public void forward(Mode mode) {
      boolean drops = mode != Mode.INFERENCE && rate > 0;
      factor = drops ? 1 / (1 - rate) : 1;
      Rng random = randomness.stream();
      for (int i = 0; i < dropped.length; i++) {
        dropped[i] = drops && random.nextDouble() < rate;
      }
      apply(input, output());
    }

    private void apply(NativeArray from, NativeArray to) {
      double[] x = memory.doubles(0, PIECE);
      for (int at = 0; at < dropped.length; at += PIECE) {
        int n = Math.min(PIECE, dropped.length - at);
        from.read(at, x, n);
        for (int i = 0; i < n; i++) {
          x[i] = dropped[at + i] ? 0 : x[i] * factor;
        }
        to.write(at, x, n);
      }
    }

    @Override
    public @Nullable NativeArray tangent(@Nullable NativeArray inputTangent) {
      return inputTangent == null ? null : inputGradient(inputTangent);
    }

    @Override
    protected NativeArray inputGradient(NativeArray outputGradient) {
      apply(outputGradient, outputGradient);
      return outputGradient;
    }
  }
}
