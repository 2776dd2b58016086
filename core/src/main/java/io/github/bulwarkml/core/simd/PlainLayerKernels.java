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
    for (int w = 0; w < windows; w++) {
      int corner = from + w * geometry.step();
      int out = w * channels;
      maxPoolFrom(
          image, corner, 0, geometry, largest, largestOffset + out, chosen, chosenOffset + out);
    }
  }

  /** One window, from a channel on. */
  static void maxPoolFrom(
      float[] image,
      int corner,
      int firstChannel,
      LayerKernels.WindowGeometry geometry,
      float[] largest,
      int largestAt,
      int[] chosen,
      int chosenAt) {
    for (int c = firstChannel; c < geometry.channels(); c++) {
      int best = corner + c;
      float value = image[best];
      for (int y = 0; y < geometry.size(); y++) {
        int place = corner + c + y * geometry.line();
        for (int x = 0; x < geometry.size(); x++, place += geometry.channels()) {
          float other = image[place];
          best = other > value || (Float.isNaN(other) && !Float.isNaN(value)) ? place : best;
          value = Math.max(value, other);
        }
      }
      largest[largestAt + c] = value;
      chosen[chosenAt + c] = best;
    }
  }
}
