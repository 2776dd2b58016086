// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An embedding, bound. Rows of output gradients that belong to one token are added up in the order
 * of positions, over an example for its norm and over the batch for the gradient.
 */
final class EmbeddingLayer extends Layer {
  private final NativeMemory memory;
  private final NativeArray input;
  private final int batch;
  private final int length;
  private final int vocabulary;
  private final int units;
  private final Parameter weight;
  private final int[] tokens;
  private @Nullable NativeArray tangent;

  EmbeddingLayer(Binding binding, int vocabulary, int units) {
    super(binding.allocate(binding.inputShape()[0], units));
    this.memory = binding.memory();
    this.input = binding.input();
    this.batch = binding.batch();
    this.length = binding.inputShape()[0];
    this.vocabulary = vocabulary;
    this.units = units;
    this.weight = binding.parameter("weight");
    this.tokens = new int[input.length()];
  }

  @Override
  public void forward(Mode mode) {
    readTokens();
    lookUp(weight.value(), output());
  }

  private void readTokens() {
    double[] values = memory.doubles(0, tokens.length);
    input.read(0, values, tokens.length);
    for (int i = 0; i < tokens.length; i++) {
      double value = values[i];
      if (!(value >= 0 && value < vocabulary && value == Math.rint(value))) {
        throw new IllegalArgumentException(
            "tokens must be whole numbers in [0, "
                + vocabulary
                + "), but token "
                + i % length
                + " of example "
                + i / length
                + " was "
                + value);
      }
      tokens[i] = (int) value;
    }
  }

  private void lookUp(NativeArray rows, NativeArray target) {
    for (int i = 0; i < tokens.length; i++) {
      target.copy(i * units, rows, tokens[i] * units, units);
    }
  }

  @Override
  public NativeArray tangent(@Nullable NativeArray inputTangent) {
    if (tangent == null) {
      tangent = memory.allocate(output().shape());
    }
    lookUp(weight.direction(), tangent);
    return tangent;
  }

  /** Takes the sum of the gradients of one token. */
  @FunctionalInterface
  private interface TokenSum {
    void of(int token, double[] sum);
  }

  private void forEachToken(
      NativeArray outputGradient, int from, int to, double @Nullable [] weights, TokenSum action) {
    long[] order = new long[to - from];
    for (int i = from; i < to; i++) {
      order[i - from] = (long) tokens[i] << 32 | i;
    }
    Arrays.sort(order);
    double[] row = memory.doubles(0, units);
    double[] sum = memory.doubles(1, units);
    for (int i = 0; i < order.length; ) {
      int token = (int) (order[i] >>> 32);
      Arrays.fill(sum, 0, units, 0);
      for (; i < order.length && (int) (order[i] >>> 32) == token; i++) {
        int position = (int) order[i];
        double factor = weights == null ? 1 : weights[position / length];
        outputGradient.read(position * units, row, units);
        for (int c = 0; c < units; c++) {
          sum[c] += factor * row[c];
        }
      }
      action.of(token, sum);
    }
  }

  @Override
  public void parameterGradient(NativeArray outputGradient, double @Nullable [] weights) {
    NativeArray gradient = weight.gradient();
    gradient.clear();
    forEachToken(
        outputGradient,
        0,
        tokens.length,
        weights,
        (token, sum) -> gradient.write(token * units, sum, units));
  }

  @Override
  public void addSquaredNorms(NativeArray outputGradient, double[] squaredNorms) {
    for (int i = 0; i < batch; i++) {
      int example = i;
      forEachToken(
          outputGradient,
          i * length,
          (i + 1) * length,
          null,
          (token, sum) -> squaredNorms[example] += RowGradient.squaredNorm(sum, units));
    }
  }

  @Override
  protected NativeArray inputGradient(NativeArray outputGradient) {
    throw new UnsupportedOperationException("token numbers have no gradient");
  }
}
