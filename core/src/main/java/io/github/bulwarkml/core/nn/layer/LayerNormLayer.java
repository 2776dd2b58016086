// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Layer normalisation, bound; gradients and tangents are computed in place. */
final class LayerNormLayer extends Layer {
  private static final int PIECE = 4096;

  private final NativeMemory memory;
  private final NativeArray input;
  private final int batch;
  private final int width;
  private final int rows;
  private final int rowsPerPiece;
  private final double epsilon;
  private final Parameter gamma;
  private final Parameter beta;
  private final double[] mean;
  private final double[] deviation; // 1 / sqrt(variance + epsilon)
  private final double[] scale;
  private double @Nullable [] exampleGradients;
  private @Nullable NativeArray ownTangent;

  LayerNormLayer(Binding binding, double epsilon) {
    super(binding.memory().allocate(binding.input().shape()));
    this.memory = binding.memory();
    this.input = binding.input();
    this.batch = binding.batch();
    int[] shape = binding.inputShape();
    this.width = shape[shape.length - 1];
    this.rows = input.length() / width;
    this.rowsPerPiece = Math.max(1, PIECE / width);
    this.epsilon = epsilon;
    this.gamma = binding.parameter("gamma");
    this.beta = binding.parameter("beta");
    this.mean = new double[rows];
    this.deviation = new double[rows];
    this.scale = new double[width];
  }

  @Override
  public void forward(Mode mode) {
    gamma.value().read(0, scale, width);
    double[] shift = memory.doubles(1, width);
    beta.value().read(0, shift, width);
    double[] x = memory.doubles(0, rowsPerPiece * width);
    for (int row = 0; row < rows; row += rowsPerPiece) {
      int n = Math.min(rowsPerPiece, rows - row);
      input.read(row * width, x, n * width);
      for (int r = 0; r < n; r++) {
        normalise(x, r * width, row + r, shift);
      }
      output().write(row * width, x, n * width);
    }
  }

  private void normalise(double[] x, int at, int row, double[] shift) {
    double sum = 0;
    for (int c = 0; c < width; c++) {
      sum += x[at + c];
    }
    double m = sum / width;
    double squares = 0;
    for (int c = 0; c < width; c++) {
      double d = x[at + c] - m;
      squares += d * d;
    }
    double d = 1 / Math.sqrt(squares / width + epsilon);
    mean[row] = m;
    deviation[row] = d;
    for (int c = 0; c < width; c++) {
      x[at + c] = (x[at + c] - m) * d * scale[c] + shift[c];
    }
  }

  /** With n the normalised row: d (u - mean(u) - n mean(u n)), the same both ways; in place. */
  private void project(double[] x, double[] u, int at, int row) {
    double m = mean[row];
    double d = deviation[row];
    double sum = 0;
    double product = 0;
    for (int c = 0; c < width; c++) {
      sum += u[at + c];
      product += u[at + c] * (x[at + c] - m) * d;
    }
    sum /= width;
    product /= width;
    for (int c = 0; c < width; c++) {
      u[at + c] = d * (u[at + c] - sum - (x[at + c] - m) * d * product);
    }
  }

  @Override
  public NativeArray tangent(@Nullable NativeArray inputTangent) {
    NativeArray target = inputTangent == null ? zeros() : inputTangent;
    gamma.value().read(0, scale, width);
    double[] scaleDirection = memory.doubles(2, width);
    double[] shiftDirection = memory.doubles(3, width);
    gamma.direction().read(0, scaleDirection, width);
    beta.direction().read(0, shiftDirection, width);
    double[] x = memory.doubles(0, rowsPerPiece * width);
    double[] t = memory.doubles(1, rowsPerPiece * width);
    for (int row = 0; row < rows; row += rowsPerPiece) {
      int n = Math.min(rowsPerPiece, rows - row);
      input.read(row * width, x, n * width);
      target.read(row * width, t, n * width);
      for (int r = 0, at = 0; r < n; r++, at += width) {
        project(x, t, at, row + r);
        double m = mean[row + r];
        double d = deviation[row + r];
        for (int c = 0; c < width; c++) {
          t[at + c] =
              t[at + c] * scale[c] + (x[at + c] - m) * d * scaleDirection[c] + shiftDirection[c];
        }
      }
      target.write(row * width, t, n * width);
    }
    return target;
  }

  private NativeArray zeros() {
    if (ownTangent == null) {
      ownTangent = memory.allocate(input.shape());
    }
    ownTangent.clear();
    return ownTangent;
  }

  @Override
  public void parameterGradient(NativeArray outputGradient, double @Nullable [] weights) {
    double[] sum = new double[2 * width];
    if (weights == null) {
      addGradients(outputGradient, 0, rows, sum);
    } else {
      if (exampleGradients == null) {
        throw new IllegalStateException("weighted gradients need the norms first");
      }
      for (int i = 0; i < batch; i++) {
        for (int c = 0; c < 2 * width; c++) {
          sum[c] += weights[i] * exampleGradients[i * 2 * width + c];
        }
      }
    }
    gamma.gradient().set(Arrays.copyOf(sum, width));
    beta.gradient().set(Arrays.copyOfRange(sum, width, 2 * width));
  }

  /** Adds the gradients of gamma, then of beta, over some rows. */
  private void addGradients(NativeArray outputGradient, int first, int count, double[] sum) {
    double[] x = memory.doubles(0, rowsPerPiece * width);
    double[] g = memory.doubles(1, rowsPerPiece * width);
    for (int row = first; row < first + count; row += rowsPerPiece) {
      int n = Math.min(rowsPerPiece, first + count - row);
      input.read(row * width, x, n * width);
      outputGradient.read(row * width, g, n * width);
      for (int r = 0, at = 0; r < n; r++, at += width) {
        double m = mean[row + r];
        double d = deviation[row + r];
        for (int c = 0; c < width; c++) {
          sum[c] += g[at + c] * (x[at + c] - m) * d;
          sum[width + c] += g[at + c];
        }
      }
    }
  }

  @Override
  public void addSquaredNorms(NativeArray outputGradient, double[] squaredNorms) {
    if (exampleGradients == null) {
      exampleGradients = new double[batch * 2 * width];
    }
    int each = rows / batch;
    double[] sum = new double[2 * width];
    for (int i = 0; i < batch; i++) {
      Arrays.fill(sum, 0);
      addGradients(outputGradient, i * each, each, sum);
      System.arraycopy(sum, 0, exampleGradients, i * 2 * width, 2 * width);
      squaredNorms[i] += RowGradient.squaredNorm(sum, 2 * width);
    }
  }

  @Override
  protected NativeArray inputGradient(NativeArray outputGradient) {
    gamma.value().read(0, scale, width);
    double[] x = memory.doubles(0, rowsPerPiece * width);
    double[] g = memory.doubles(1, rowsPerPiece * width);
    for (int row = 0; row < rows; row += rowsPerPiece) {
      int n = Math.min(rowsPerPiece, rows - row);
      input.read(row * width, x, n * width);
      outputGradient.read(row * width, g, n * width);
      for (int r = 0, at = 0; r < n; r++, at += width) {
        for (int c = 0; c < width; c++) {
          g[at + c] *= scale[c];
        }
        project(x, g, at, row + r);
      }
      outputGradient.write(row * width, g, n * width);
    }
    return outputGradient;
  }
}
