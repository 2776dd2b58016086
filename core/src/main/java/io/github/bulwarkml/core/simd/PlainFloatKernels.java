// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/**
 * Float arithmetic in plain loops. C2 vectorises element-wise loops over two arrays only where both
 * share one index, since ranges at different offsets might overlap.
 */
final class PlainFloatKernels implements FloatKernels {
  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i < length - 7; i += 8) {
      int p = aOffset + i;
      int q = bOffset + i;
      s0 += a[p] * b[q];
      s1 += a[p + 1] * b[q + 1];
      s2 += a[p + 2] * b[q + 2];
      s3 += a[p + 3] * b[q + 3];
      s4 += a[p + 4] * b[q + 4];
      s5 += a[p + 5] * b[q + 5];
      s6 += a[p + 6] * b[q + 6];
      s7 += a[p + 7] * b[q + 7];
    }
    for (; i < length; i++) {
      s0 += a[aOffset + i] * b[bOffset + i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  @Override
  public double preciseDot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < length - 3; i += 4) {
      int p = aOffset + i;
      int q = bOffset + i;
      s0 += (double) a[p] * b[q];
      s1 += (double) a[p + 1] * b[q + 1];
      s2 += (double) a[p + 2] * b[q + 2];
      s3 += (double) a[p + 3] * b[q + 3];
    }
    for (; i < length; i++) {
      s0 += (double) a[aOffset + i] * b[bOffset + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int length) {
    Bounds.check(a.length, aOffset, length, "a");
    Bounds.check(b.length, bOffset, length, "b");
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i < length - 3; i += 4) {
      int p = aOffset + i;
      int q = bOffset + i;
      float d0 = a[p] - b[q];
      float d1 = a[p + 1] - b[q + 1];
      float d2 = a[p + 2] - b[q + 2];
      float d3 = a[p + 3] - b[q + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < length; i++) {
      float d = a[aOffset + i] - b[bOffset + i];
      s0 += d * d;
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public double squaredNorm(float[] x, int xOffset, int length) {
    return preciseDot(x, xOffset, x, xOffset, length);
  }

  @Override
  public double sum(float[] x, int xOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < length - 3; i += 4) {
      int p = xOffset + i;
      s0 += x[p];
      s1 += x[p + 1];
      s2 += x[p + 2];
      s3 += x[p + 3];
    }
    for (; i < length; i++) {
      s0 += x[xOffset + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public float max(float[] x, int xOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      max = Math.max(max, x[xOffset + i]);
    }
    return max;
  }

  @Override
  public int argmax(float[] x, int xOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    int first = 0;
    while (first < length && Float.isNaN(x[xOffset + first])) {
      first++;
    }
    if (first == length) {
      return -1;
    }
    int best = first;
    float max = x[xOffset + first];
    for (int i = first + 1; i < length; i++) {
      if (x[xOffset + i] > max) {
        max = x[xOffset + i];
        best = i;
      }
    }
    return best;
  }

  @Override
  public void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    Bounds.check(y.length, yOffset, length, "y");
    if (xOffset == yOffset) {
      int end = xOffset + length;
      for (int i = xOffset; i < end; i++) {
        y[i] += alpha * x[i];
      }
      return;
    }
    for (int i = 0; i < length; i++) {
      y[yOffset + i] += alpha * x[xOffset + i];
    }
  }

  @Override
  public void scale(float alpha, float[] x, int xOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    for (int i = 0; i < length; i++) {
      x[xOffset + i] *= alpha;
    }
  }

  @Override
  public void add(float[] x, int xOffset, float[] y, int yOffset, int length) {
    Bounds.check(x.length, xOffset, length, "x");
    Bounds.check(y.length, yOffset, length, "y");
    if (xOffset == yOffset) {
      int end = xOffset + length;
      for (int i = xOffset; i < end; i++) {
        y[i] += x[i];
      }
      return;
    }
    for (int i = 0; i < length; i++) {
      y[yOffset + i] += x[xOffset + i];
    }
  }

  @Override
  public void clip(float[] x, int xOffset, int length, float low, float high) {
    Bounds.check(x.length, xOffset, length, "x");
    Bounds.ordered(low, high);
    for (int i = 0; i < length; i++) {
      x[xOffset + i] = Math.min(Math.max(x[xOffset + i], low), high);
    }
  }

  @Override
  public void halfToFloat(
      short[] half, int halfOffset, float[] target, int targetOffset, int length) {
    Bounds.check(half.length, halfOffset, length, "half");
    Bounds.check(target.length, targetOffset, length, "target");
    for (int i = 0; i < length; i++) {
      target[targetOffset + i] = HalfFloat.toFloat(half[halfOffset + i]);
    }
  }
}
