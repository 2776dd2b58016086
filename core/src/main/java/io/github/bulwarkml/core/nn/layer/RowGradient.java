// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.simd.ActiveKernels;
import io.github.bulwarkml.core.simd.FloatKernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a matrix W and bias b from rows of inputs X and output gradients G: sums of
 * \(X_i^T G_i\) over examples i of one or more rows, and their norms per example.
 *
 * <p>With one row per example the norm needs no gradient: \(\lVert x g^T\rVert = \lVert x\rVert
 * \lVert g\rVert\) (Goodfellow, "Efficient per-example gradient computations", arXiv 1510.01799).
 * With more, the gradient of one example at a time is formed and forgotten.
 */
final class RowGradient {
  /** Elements of inputs handled at a time: a megabyte of floats stays in the second-level cache. */
  private static final int STAGED = 1 << 18;

  private static final int PIECE = 4096;
  private static final FloatKernels FLOATS = ActiveKernels.get().floats();

  private final NativeMemory memory;
  private final int batch;
  private final int rows;
  private final int inputs;
  private final int outputs;
  private final RowSource source;
  private final @Nullable NativeArray whole;
  private final ChannelPasses outputRows;
  private final Gemm product;
  private final Gemm weightedProduct; // its own, because each is prepared for its arrays
  private @Nullable Staging group;
  private @Nullable Staging single;

  /**
   * Prepares.
   *
   * @param memory where staging areas lie
   * @param batch how many examples
   * @param rows rows per example
   * @param inputs columns of X
   * @param outputs columns of G
   * @param source gives the rows of X
   * @param whole all rows of X if they exist as one array, else null
   */
  RowGradient(
      NativeMemory memory,
      int batch,
      int rows,
      int inputs,
      int outputs,
      RowSource source,
      @Nullable NativeArray whole) {
    this.memory = memory;
    this.batch = batch;
    this.rows = rows;
    this.inputs = inputs;
    this.outputs = outputs;
    this.source = source;
    this.whole = whole;
    this.outputRows = ChannelPasses.of(memory, outputs);
    this.product = new Gemm(memory, true, false, 0);
    this.weightedProduct = new Gemm(memory, true, false, 0);
  }

  /** Writes the sum over examples, each times its weight. */
  void sum(
      NativeArray outputGradient,
      double @Nullable [] weights,
      Parameter weight,
      @Nullable Parameter bias) {
    NativeArray scaled =
        weights == null ? outputGradient : ExampleScaling.scaled(memory, outputGradient, weights);
    if (whole != null) {
      Gemm gemm = weights == null ? product : weightedProduct;
      gemm.run(whole, scaled, weight.gradient(), inputs, batch * rows, outputs);
    } else {
      sumByGroups(scaled, weight.gradient());
    }
    if (bias != null) {
      double[] sums = new double[outputs];
      outputRows.addSums(scaled, 0, batch * rows, sums);
      bias.gradient().set(sums);
    }
  }

  private void sumByGroups(NativeArray outputGradient, NativeArray target) {
    if (group == null) {
      group = new Staging((int) Math.max(1, Math.min(batch, STAGED / ((long) rows * inputs))));
    }
    Staging staging = group;
    int length = inputs * outputs;
    double[] sum = new double[length];
    double[] part = memory.doubles(2, length);
    for (int example = 0; example < batch; example += staging.examples) {
      int count = Math.min(staging.examples, batch - example);
      if (count < staging.examples) {
        staging.gradients.clear(); // stale rows of inputs then meet zeros
      }
      staging.multiply(example, count, outputGradient);
      staging.result.read(0, part, length);
      for (int i = 0; i < length; i++) {
        sum[i] += part[i];
      }
    }
    target.set(sum);
  }

  /** Adds the squared norms per example. */
  void addSquaredNorms(NativeArray outputGradient, boolean bias, double[] squaredNorms) {
    if (rows == 1 && whole != null) {
      addProductsOfNorms(whole, outputGradient, bias, squaredNorms);
      return;
    }
    if (single == null) {
      single = new Staging(1);
    }
    int length = inputs * outputs;
    double[] part = memory.doubles(2, length);
    double[] sums = new double[outputs];
    for (int example = 0; example < batch; example++) {
      single.multiply(example, 1, outputGradient);
      single.result.read(0, part, length);
      squaredNorms[example] += squaredNorm(part, length);
      if (bias) {
        Arrays.fill(sums, 0);
        outputRows.addSums(outputGradient, example * rows, rows, sums);
        squaredNorms[example] += squaredNorm(sums, outputs);
      }
    }
  }

  private void addProductsOfNorms(
      NativeArray input, NativeArray outputGradient, boolean bias, double[] squaredNorms) {
    double[] ofInput = new double[batch];
    double[] ofGradient = new double[batch];
    squaredNorms(input, inputs, ofInput);
    squaredNorms(outputGradient, outputs, ofGradient);
    for (int i = 0; i < batch; i++) {
      squaredNorms[i] += ofGradient[i] * (ofInput[i] + (bias ? 1 : 0));
    }
  }

  /** The squared norm of each row, in double whatever the elements are. */
  private void squaredNorms(NativeArray rowsOf, int width, double[] target) {
    int step = Math.max(1, PIECE / width);
    if (memory.isDouble()) {
      double[] row = memory.doubles(0, width);
      for (int i = 0; i < target.length; i++) {
        rowsOf.read(i * width, row, width);
        target[i] = squaredNorm(row, width);
      }
      return;
    }
    float[] piece = memory.floats(0, step * width);
    for (int first = 0; first < target.length; first += step) {
      int count = Math.min(step, target.length - first);
      rowsOf.read(first * width, piece, count * width);
      for (int i = 0; i < count; i++) {
        target[first + i] = FLOATS.squaredNorm(piece, i * width, width);
      }
    }
  }

  static double squaredNorm(double[] values, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += values[i] * values[i];
    }
    return sum;
  }

  /** Space for the rows of some examples, and their product. */
  private final class Staging {
    private final int examples;
    private final NativeArray inputRows;
    private final NativeArray gradients;
    private final NativeArray result;
    private final Gemm gemm = new Gemm(memory, true, false, 0);

    Staging(int examples) {
      this.examples = examples;
      this.inputRows = memory.allocate(examples * rows, inputs);
      this.gradients = memory.allocate(examples * rows, outputs);
      this.result = memory.allocate(inputs, outputs);
    }

    void multiply(int example, int count, NativeArray outputGradient) {
      source.stage(example, count, inputRows);
      gradients.copy(0, outputGradient, example * rows * outputs, count * rows * outputs);
      gemm.run(inputRows, gradients, result, inputs, examples * rows, outputs);
    }
  }
}
