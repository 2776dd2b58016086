// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

/** The passes on floats, in pieces that stay in the first-level cache. */
final class FloatChannelPasses extends ChannelPasses {
  private final WideRows wide;

  FloatChannelPasses(NativeMemory memory, int channels) {
    super(memory, channels);
    this.wide = new WideRows(channels);
  }

  @Override
  void addMoments(NativeArray values, int length, double[] origin, double[] sum, double[] square) {
    float[] x = memory.floats(0, wide.piece());
    float[] from = wide.repeated(origin);
    for (int at = 0; at < length; at += wide.piece()) {
      int n = Math.min(wide.piece(), length - at);
      values.read(at, x, n);
      wide.addMoments(x, n, from, sum, square);
    }
  }

  @Override
  void addSums(NativeArray values, int firstRow, int rows, double[] sum) {
    float[] x = memory.floats(0, wide.piece());
    int end = (firstRow + rows) * channels;
    for (int at = firstRow * channels; at < end; at += wide.piece()) {
      int n = Math.min(wide.piece(), end - at);
      values.read(at, x, n);
      wide.addSums(x, n, sum);
    }
  }

  @Override
  void addSums(
      NativeArray x, NativeArray g, int firstRow, int rows, double[] sum, double[] product) {
    float[] a = memory.floats(0, wide.piece());
    float[] b = memory.floats(1, wide.piece());
    int end = (firstRow + rows) * channels;
    for (int at = firstRow * channels; at < end; at += wide.piece()) {
      int n = Math.min(wide.piece(), end - at);
      x.read(at, a, n);
      g.read(at, b, n);
      wide.addSums(a, b, n, sum, product);
    }
  }

  @Override
  void affine(NativeArray values, double[] scale, double[] shift, NativeArray target) {
    float[] x = memory.floats(0, wide.piece());
    float[] factor = wide.repeated(scale);
    float[] offset = wide.repeated(shift);
    int length = values.length();
    for (int at = 0; at < length; at += wide.piece()) {
      int n = Math.min(wide.piece(), length - at);
      values.read(at, x, n);
      wide.affine(x, n, factor, offset);
      target.write(at, x, n);
    }
  }

  @Override
  void combine(NativeArray x, NativeArray g, double[] scale, double[] slope, double[] shift) {
    float[] a = memory.floats(0, wide.piece());
    float[] b = memory.floats(1, wide.piece());
    float[] factor = wide.repeated(scale);
    float[] inclination = wide.repeated(slope);
    float[] offset = wide.repeated(shift);
    int length = x.length();
    for (int at = 0; at < length; at += wide.piece()) {
      int n = Math.min(wide.piece(), length - at);
      x.read(at, a, n);
      g.read(at, b, n);
      wide.combine(a, b, n, factor, inclination, offset);
      g.write(at, b, n);
    }
  }
}
