// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Arrays;

/** Passes over matrices whose columns are channels: what batch norm is made of. */
abstract class ChannelPasses {
  final NativeMemory memory;
  final int channels;

  ChannelPasses(NativeMemory memory, int channels) {
    this.memory = memory;
    this.channels = channels;
  }

  static ChannelPasses of(NativeMemory memory, int channels) {
    return memory.isDouble()
        ? new DoubleChannelPasses(memory, channels)
        : new FloatChannelPasses(memory, channels);
  }

  /** Mean and biased variance per channel, about the first row so that nothing cancels. */
  final void moments(NativeArray values, int rows, double[] mean, double[] variance) {
    double[] origin = memory.doubles(3, channels);
    values.read(0, origin, channels);
    Arrays.fill(mean, 0, channels, 0);
    Arrays.fill(variance, 0, channels, 0);
    addMoments(values, rows * channels, origin, mean, variance);
    for (int c = 0; c < channels; c++) {
      double m = mean[c] / rows;
      variance[c] = Math.max(0, variance[c] / rows - m * m);
      mean[c] = origin[c] + m;
    }
  }

  /** Adds sums of differences from the origin and of their squares. */
  abstract void addMoments(
      NativeArray values, int length, double[] origin, double[] sum, double[] square);

  /** Adds sums of columns over some rows. */
  abstract void addSums(NativeArray values, int firstRow, int rows, double[] sum);

  /** Adds sums of g and of g times x over some rows. */
  abstract void addSums(
      NativeArray x, NativeArray g, int firstRow, int rows, double[] sum, double[] product);

  /** {@code target = scale * values + shift}. */
  abstract void affine(NativeArray values, double[] scale, double[] shift, NativeArray target);

  /** {@code g = scale * g + slope * x + shift}. */
  abstract void combine(
      NativeArray x, NativeArray g, double[] scale, double[] slope, double[] shift);
}
