// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

/** Element by element. */
final class PlainLayerKernels implements LayerKernels {
  @Override
  public void relu(float[] x, int length) {
    Bounds.check(x.length, 0, length, "x");
    for (int i = 0; i < length; i++) {
      x[i] = Math.max(x[i], 0f);
    }
  }

  @Override
  public void reluGradient(float[] y, float[] g, int length) {
    Bounds.check(y.length, 0, length, "y");
    Bounds.check(g.length, 0, length, "g");
    for (int i = 0; i < length; i++) {
      g[i] = y[i] > 0 ? g[i] : 0;
    }
  }

  @Override
  public void selu(float[] x, int length) {
    Bounds.check(x.length, 0, length, "x");
    for (int i = 0; i < length; i++) {
      x[i] = Selu.of(x[i]);
    }
  }

  @Override
  public void seluGradient(float[] y, float[] g, int length) {
    Bounds.check(y.length, 0, length, "y");
    Bounds.check(g.length, 0, length, "g");
    for (int i = 0; i < length; i++) {
      // One formula for both sides, so that no branch depends on the data.
      g[i] *= Math.min(y[i], 0f) + (y[i] > 0 ? Selu.SCALE : Selu.NEGATIVE_SCALE);
    }
  }
}
