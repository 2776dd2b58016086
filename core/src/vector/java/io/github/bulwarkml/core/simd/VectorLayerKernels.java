// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Full vectors, then plain loops for the rest. */
final class VectorLayerKernels implements LayerKernels {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> NARROW = FloatVector.SPECIES_128;
  private static final VectorSpecies<Integer> PLACES = IntVector.SPECIES_128;
  private static final IntVector LANE = IntVector.zero(PLACES).addIndex(1);

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

  /** Four lanes, because the channels of small networks are few. */
  @Override
  public void maxPool(
      float[] image,
      int from,
      int windows,
      WindowGeometry geometry,
      float[] largest,
      int largestOffset,
      int[] chosen,
      int chosenOffset) {
    Bounds.windows(image, from, windows, geometry, largest, largestOffset, chosen, chosenOffset);
    int channels = geometry.channels();
    int full = NARROW.loopBound(channels);
    for (int w = 0; w < windows; w++) {
      int corner = from + w * geometry.step();
      int at = largestOffset + w * channels;
      int chosenAt = chosenOffset + w * channels;
      for (int c = 0; c < full; c += NARROW.length()) {
        FloatVector value = FloatVector.fromArray(NARROW, image, corner + c);
        IntVector start = IntVector.broadcast(PLACES, corner + c);
        IntVector best = start;
        for (int y = 0; y < geometry.size(); y++) {
          int place = y * geometry.line();
          for (int x = 0; x < geometry.size(); x++, place += channels) {
            FloatVector other = FloatVector.fromArray(NARROW, image, corner + c + place);
            VectorMask<Float> larger =
                other
                    .compare(VectorOperators.GT, value)
                    .or(
                        other
                            .compare(VectorOperators.NE, other)
                            .and(value.compare(VectorOperators.EQ, value)));
            value = value.max(other);
            best = best.blend(start.add(place), larger.cast(PLACES));
          }
        }
        value.intoArray(largest, at + c);
        best.add(LANE).intoArray(chosen, chosenAt + c);
      }
      PlainLayerKernels.maxPoolFrom(image, corner, full, geometry, largest, at, chosen, chosenAt);
    }
  }
}
