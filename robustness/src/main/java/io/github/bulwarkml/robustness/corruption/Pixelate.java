// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * {@link Corruption#PIXELATE}: box reduction to int(side factor), then back up: by nearest
 * neighbour at ImageNet scale in the size-free variant, by a box otherwise.
 */
final class Pixelate implements Distortion {
  private final BoxFilter box = new BoxFilter();
  private byte[] small = new byte[0];

  @Override
  public void apply(Job job) {
    double factor = job.parameters[0];
    int rows = Math.max(1, (int) (job.height * factor));
    int columns = Math.max(1, (int) (job.width * factor));
    if (small.length < rows * columns * job.channels) {
      small = new byte[rows * columns * job.channels];
    }
    box.resize(job.in, job.height, job.width, job.channels, small, rows, columns);
    if (job.options.variant() == CorruptionVariant.SIZE_FREE
        && job.options.scale() == CorruptionScale.IMAGENET) {
      enlarge(job, rows, columns);
    } else {
      box.resize(small, rows, columns, job.channels, job.out, job.height, job.width);
    }
  }

  private void enlarge(Job job, int rows, int columns) {
    int[] source = new int[job.width];
    for (int x = 0; x < job.width; x++) {
      source[x] = nearest(x, columns, job.width) * job.channels;
    }
    int previous = -1;
    int stride = job.stride();
    for (int y = 0; y < job.height; y++) {
      int row = nearest(y, rows, job.height);
      int at = y * stride;
      if (row == previous) {
        System.arraycopy(job.out, at - stride, job.out, at, stride);
        continue;
      }
      previous = row;
      int base = row * columns * job.channels;
      for (int x = 0; x < job.width; x++) {
        for (int c = 0; c < job.channels; c++) {
          job.out[at++] = small[base + source[x] + c];
        }
      }
    }
  }

  private static int nearest(int position, int from, int to) {
    return Math.min(from - 1, (int) ((position + 0.5) * from / to));
  }
}
