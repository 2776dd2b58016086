// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import java.util.Arrays;

/**
 * Matrix products in plain loops. A dense layer first copies the weights into one array per input:
 * C2 vectorises the sum over them only when all arrays share one index. The copy is paid back from
 * a few rows of the batch on.
 */
final class PlainDenseKernels implements DenseKernels {
  @Override
  public void dense(
      float[] x,
      int batch,
      int inputs,
      float[] weights,
      float[] bias,
      int outputs,
      Activation activation,
      float[] target) {
    Bounds.dense(x, batch, inputs, weights, bias, outputs, target);
    if (batch == 0 || outputs == 0) {
      return;
    }
    float[][] rows = new float[inputs][];
    for (int i = 0; i < inputs; i++) {
      rows[i] = Arrays.copyOfRange(weights, i * outputs, (i + 1) * outputs);
    }
    float[] sums = new float[outputs];
    for (int r = 0; r < batch; r++) {
      System.arraycopy(bias, 0, sums, 0, outputs);
      int p = r * inputs;
      int i = 0;
      for (; i < inputs - 3; i += 4) {
        addFour(
            x[p + i],
            rows[i],
            x[p + i + 1],
            rows[i + 1],
            x[p + i + 2],
            rows[i + 2],
            x[p + i + 3],
            rows[i + 3],
            sums);
      }
      for (; i < inputs; i++) {
        addOne(x[p + i], rows[i], sums);
      }
      activate(activation, sums, 0, outputs);
      System.arraycopy(sums, 0, target, r * outputs, outputs);
    }
  }

  private static void addFour(
      float x0,
      float[] w0,
      float x1,
      float[] w1,
      float x2,
      float[] w2,
      float x3,
      float[] w3,
      float[] sums) {
    for (int o = 0; o < sums.length; o++) {
      sums[o] += (x0 * w0[o] + x1 * w1[o]) + (x2 * w2[o] + x3 * w3[o]);
    }
  }

  private static void addOne(float x, float[] w, float[] sums) {
    for (int o = 0; o < sums.length; o++) {
      sums[o] += x * w[o];
    }
  }

  static void activate(Activation activation, float[] x, int from, int to) {
    switch (activation) {
      case IDENTITY -> {}
      case RELU -> {
        for (int i = from; i < to; i++) {
          x[i] = Math.max(x[i], 0f);
        }
      }
      case SELU -> {
        for (int i = from; i < to; i++) {
          x[i] = Selu.of(x[i]);
        }
      }
    }
  }

  @Override
  public void dots(
      float[] a, int aRows, float[] b, int bOffset, int bRows, int columns, float[] target) {
    Bounds.dots(a, aRows, b, bOffset, bRows, columns, target);
    for (int j = 0; j < bRows; j++) {
      int q = bOffset + j * columns;
      int i = 0;
      for (; i < aRows - 3; i += 4) {
        fourDots(a, i * columns, b, q, columns, target, i * bRows + j, bRows);
      }
      for (; i < aRows; i++) {
        target[i * bRows + j] = twoSums(a, i * columns, b, q, columns);
      }
    }
  }

  private static void fourDots(
      float[] a, int p0, float[] b, int q, int columns, float[] target, int t, int stride) {
    int p1 = p0 + columns;
    int p2 = p1 + columns;
    int p3 = p2 + columns;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float u0 = 0;
    float u1 = 0;
    float u2 = 0;
    float u3 = 0;
    int k = 0;
    for (; k < columns - 1; k += 2) {
      float y = b[q + k];
      float z = b[q + k + 1];
      s0 += a[p0 + k] * y;
      u0 += a[p0 + k + 1] * z;
      s1 += a[p1 + k] * y;
      u1 += a[p1 + k + 1] * z;
      s2 += a[p2 + k] * y;
      u2 += a[p2 + k + 1] * z;
      s3 += a[p3 + k] * y;
      u3 += a[p3 + k + 1] * z;
    }
    if (k < columns) {
      float y = b[q + k];
      s0 += a[p0 + k] * y;
      s1 += a[p1 + k] * y;
      s2 += a[p2 + k] * y;
      s3 += a[p3 + k] * y;
    }
    target[t] = s0 + u0;
    target[t + stride] = s1 + u1;
    target[t + 2 * stride] = s2 + u2;
    target[t + 3 * stride] = s3 + u3;
  }

  private static float twoSums(float[] a, int p, float[] b, int q, int columns) {
    float s = 0;
    float u = 0;
    int k = 0;
    for (; k < columns - 1; k += 2) {
      s += a[p + k] * b[q + k];
      u += a[p + k + 1] * b[q + k + 1];
    }
    if (k < columns) {
      s += a[p + k] * b[q + k];
    }
    return s + u;
  }
}
