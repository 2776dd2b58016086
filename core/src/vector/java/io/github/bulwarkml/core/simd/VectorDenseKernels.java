// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products in vector lanes. A dense layer keeps a tile of four rows by two vectors of
 * outputs in registers while it runs over the inputs; inner products keep four rows.
 */
final class VectorDenseKernels implements DenseKernels {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = F.length();

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
    int o = 0;
    for (; o <= outputs - 2 * LANES; o += 2 * LANES) {
      int r = 0;
      for (; r < batch - 3; r += 4) {
        tileOfFour(x, r, inputs, weights, bias, outputs, o, activation, target);
      }
      for (; r < batch; r++) {
        tileOfOne(x, r, inputs, weights, bias, outputs, o, activation, target);
        tileOfOne(x, r, inputs, weights, bias, outputs, o + LANES, activation, target);
      }
    }
    for (; o <= outputs - LANES; o += LANES) {
      for (int r = 0; r < batch; r++) {
        tileOfOne(x, r, inputs, weights, bias, outputs, o, activation, target);
      }
    }
    if (o < outputs) {
      lastColumns(x, batch, inputs, weights, bias, outputs, o, activation, target);
    }
  }

  private static FloatVector load(float[] a, int offset) {
    return FloatVector.fromArray(F, a, offset);
  }

  private static void tileOfFour(
      float[] x,
      int row,
      int inputs,
      float[] weights,
      float[] bias,
      int outputs,
      int column,
      Activation activation,
      float[] target) {
    FloatVector a0 = load(bias, column);
    FloatVector b0 = load(bias, column + LANES);
    FloatVector a1 = a0;
    FloatVector b1 = b0;
    FloatVector a2 = a0;
    FloatVector b2 = b0;
    FloatVector a3 = a0;
    FloatVector b3 = b0;
    int p0 = row * inputs;
    int p1 = p0 + inputs;
    int p2 = p1 + inputs;
    int p3 = p2 + inputs;
    int w = column;
    for (int i = 0; i < inputs; i++) {
      FloatVector w0 = load(weights, w);
      FloatVector w1 = load(weights, w + LANES);
      FloatVector x0 = FloatVector.broadcast(F, x[p0 + i]);
      a0 = Fused.multiplyAdd(x0, w0, a0);
      b0 = Fused.multiplyAdd(x0, w1, b0);
      FloatVector x1 = FloatVector.broadcast(F, x[p1 + i]);
      a1 = Fused.multiplyAdd(x1, w0, a1);
      b1 = Fused.multiplyAdd(x1, w1, b1);
      FloatVector x2 = FloatVector.broadcast(F, x[p2 + i]);
      a2 = Fused.multiplyAdd(x2, w0, a2);
      b2 = Fused.multiplyAdd(x2, w1, b2);
      FloatVector x3 = FloatVector.broadcast(F, x[p3 + i]);
      a3 = Fused.multiplyAdd(x3, w0, a3);
      b3 = Fused.multiplyAdd(x3, w1, b3);
      w += outputs;
    }
    int t = row * outputs + column;
    activate(activation, a0).intoArray(target, t);
    activate(activation, b0).intoArray(target, t + LANES);
    t += outputs;
    activate(activation, a1).intoArray(target, t);
    activate(activation, b1).intoArray(target, t + LANES);
    t += outputs;
    activate(activation, a2).intoArray(target, t);
    activate(activation, b2).intoArray(target, t + LANES);
    t += outputs;
    activate(activation, a3).intoArray(target, t);
    activate(activation, b3).intoArray(target, t + LANES);
  }

  private static void tileOfOne(
      float[] x,
      int row,
      int inputs,
      float[] weights,
      float[] bias,
      int outputs,
      int column,
      Activation activation,
      float[] target) {
    FloatVector sum = load(bias, column);
    int p = row * inputs;
    int w = column;
    for (int i = 0; i < inputs; i++) {
      sum = Fused.multiplyAdd(FloatVector.broadcast(F, x[p + i]), load(weights, w), sum);
      w += outputs;
    }
    activate(activation, sum).intoArray(target, row * outputs + column);
  }

  /** The outputs after the last full vector, fewer than there are lanes. */
  private static void lastColumns(
      float[] x,
      int batch,
      int inputs,
      float[] weights,
      float[] bias,
      int outputs,
      int column,
      Activation activation,
      float[] target) {
    for (int r = 0; r < batch; r++) {
      int row = r * outputs;
      for (int o = column; o < outputs; o++) {
        float s = bias[o];
        float u = 0;
        int w = o;
        int i = 0;
        for (; i < inputs - 1; i += 2) {
          s += x[r * inputs + i] * weights[w];
          u += x[r * inputs + i + 1] * weights[w + outputs];
          w += 2 * outputs;
        }
        if (i < inputs) {
          s += x[r * inputs + i] * weights[w];
        }
        target[row + o] = s + u;
      }
      PlainDenseKernels.activate(activation, target, row + column, row + outputs);
    }
  }

  private static FloatVector activate(Activation activation, FloatVector x) {
    switch (activation) {
      case RELU:
        return x.max(0f);
      case SELU:
        return VectorSelu.of(x);
      default:
        return x;
    }
  }

  @Override
  public void dots(
      float[] a, int aRows, float[] b, int bOffset, int bRows, int columns, float[] target) {
    Bounds.dots(a, aRows, b, bOffset, bRows, columns, target);
    int j = 0;
    for (; j < bRows - 1; j += 2) {
      int q = bOffset + j * columns;
      int i = 0;
      for (; i < aRows - 3; i += 4) {
        fourByTwo(a, i * columns, b, q, columns, target, i * bRows + j, bRows);
      }
      for (; i < aRows; i++) {
        oneByOne(a, i * columns, b, q, columns, target, i * bRows + j);
        oneByOne(a, i * columns, b, q + columns, columns, target, i * bRows + j + 1);
      }
    }
    if (j < bRows) {
      for (int i = 0; i < aRows; i++) {
        oneByOne(a, i * columns, b, bOffset + j * columns, columns, target, i * bRows + j);
      }
    }
  }

  private static void oneByOne(
      float[] a, int p, float[] b, int q, int columns, float[] target, int t) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = s0;
    int k = 0;
    for (; k <= columns - 2 * LANES; k += 2 * LANES) {
      s0 = Fused.multiplyAdd(load(a, p + k), load(b, q + k), s0);
      s1 = Fused.multiplyAdd(load(a, p + k + LANES), load(b, q + k + LANES), s1);
    }
    for (; k <= columns - LANES; k += LANES) {
      s0 = Fused.multiplyAdd(load(a, p + k), load(b, q + k), s0);
    }
    target[t] = s0.add(s1).reduceLanes(VectorOperators.ADD) + tail(a, p + k, b, q + k, columns - k);
  }

  private static void fourByTwo(
      float[] a, int p0, float[] b, int q0, int columns, float[] target, int t, int stride) {
    int p1 = p0 + columns;
    int p2 = p1 + columns;
    int p3 = p2 + columns;
    int q1 = q0 + columns;
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector u0 = s0;
    FloatVector u1 = s0;
    FloatVector u2 = s0;
    FloatVector u3 = s0;
    int k = 0;
    for (; k <= columns - LANES; k += LANES) {
      FloatVector y = load(b, q0 + k);
      FloatVector z = load(b, q1 + k);
      FloatVector x0 = load(a, p0 + k);
      s0 = Fused.multiplyAdd(x0, y, s0);
      u0 = Fused.multiplyAdd(x0, z, u0);
      FloatVector x1 = load(a, p1 + k);
      s1 = Fused.multiplyAdd(x1, y, s1);
      u1 = Fused.multiplyAdd(x1, z, u1);
      FloatVector x2 = load(a, p2 + k);
      s2 = Fused.multiplyAdd(x2, y, s2);
      u2 = Fused.multiplyAdd(x2, z, u2);
      FloatVector x3 = load(a, p3 + k);
      s3 = Fused.multiplyAdd(x3, y, s3);
      u3 = Fused.multiplyAdd(x3, z, u3);
    }
    int rest = columns - k;
    store(s0, u0, a, p0 + k, b, q0 + k, columns, rest, target, t);
    store(s1, u1, a, p1 + k, b, q0 + k, columns, rest, target, t + stride);
    store(s2, u2, a, p2 + k, b, q0 + k, columns, rest, target, t + 2 * stride);
    store(s3, u3, a, p3 + k, b, q0 + k, columns, rest, target, t + 3 * stride);
  }

  private static void store(
      FloatVector s,
      FloatVector u,
      float[] a,
      int p,
      float[] b,
      int q,
      int columns,
      int rest,
      float[] target,
      int t) {
    target[t] = s.reduceLanes(VectorOperators.ADD) + tail(a, p, b, q, rest);
    target[t + 1] = u.reduceLanes(VectorOperators.ADD) + tail(a, p, b, q + columns, rest);
  }

  private static float tail(float[] a, int p, float[] b, int q, int length) {
    float sum = 0;
    for (int k = 0; k < length; k++) {
      sum += a[p + k] * b[q + k];
    }
    return sum;
  }
}
