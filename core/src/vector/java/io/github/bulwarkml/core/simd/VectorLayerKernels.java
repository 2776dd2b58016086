// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Full vectors, then plain loops for the rest. */
final class VectorLayerKernels implements LayerKernels {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;

  @Override
  public void relu(float[] x, int length) {
    Bounds.check(x.length, 0, length, "x");
    int i = 0;
    for (; i < F.loopBound(length); i += F.length()) {
      FloatVector.fromArray(F, x, i).max(0f).intoArray(x, i);
    }
    for (; i < length; i++) {
      x[i] = Math.max(x[i], 0f);
    }
  }

  @Override
  public void reluGradient(float[] y, float[] g, int length) {
    Bounds.check(y.length, 0, length, "y");
    Bounds.check(g.length, 0, length, "g");
    int i = 0;
    for (; i < F.loopBound(length); i += F.length()) {
      VectorMask<Float> on = FloatVector.fromArray(F, y, i).compare(VectorOperators.GT, 0f);
      FloatVector.zero(F).blend(FloatVector.fromArray(F, g, i), on).intoArray(g, i);
    }
    for (; i < length; i++) {
      g[i] = y[i] > 0 ? g[i] : 0;
    }
  }

  @Override
  public void selu(float[] x, int length) {
    Bounds.check(x.length, 0, length, "x");
    int i = 0;
    for (; i < F.loopBound(length); i += F.length()) {
      VectorSelu.of(FloatVector.fromArray(F, x, i)).intoArray(x, i);
    }
    for (; i < length; i++) {
      x[i] = Selu.of(x[i]);
    }
  }

  @Override
  public void seluGradient(float[] y, float[] g, int length) {
    Bounds.check(y.length, 0, length, "y");
    Bounds.check(g.length, 0, length, "g");
    FloatVector above = FloatVector.broadcast(F, Selu.SCALE);
    FloatVector below = FloatVector.broadcast(F, Selu.NEGATIVE_SCALE);
    int i = 0;
    for (; i < F.loopBound(length); i += F.length()) {
      FloatVector value = FloatVector.fromArray(F, y, i);
      FloatVector slope =
          value.min(0f).add(below.blend(above, value.compare(VectorOperators.GT, 0f)));
      FloatVector.fromArray(F, g, i).mul(slope).intoArray(g, i);
    }
    for (; i < length; i++) {
      g[i] *= Math.min(y[i], 0f) + (y[i] > 0 ? Selu.SCALE : Selu.NEGATIVE_SCALE);
    }
  }
}
