// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * {@link Corruption#DEFOCUS_BLUR}: correlates each channel with a {@link DiskKernel}, mirroring at
 * the border without repeating the edge.
 *
 * <p>The kernel is symmetric in both directions. For each output row, rows at equal distance are
 * added first; then, for each column offset, the weighted sum over the row distances is formed once
 * and used for the left and the right tap.
 */
final class DefocusBlur implements Distortion {
  private final Raster image = new Raster();
  private final Raster padded = new Raster();
  private final Raster rowSums = new Raster();
  private final Raster result = new Raster();
  private double[] column = new double[0];
  private double[] left = new double[0];
  private double[] right = new double[0];

  @Override
  public void apply(Job job) {
    double[][] kernel = DiskKernel.quarter(job.parameters[0], job.parameters[1]);
    int reach = reach(kernel);
    int stride = job.stride();
    int wide = stride + 2 * reach * job.channels;
    job.read(image);
    padded.reshape(job.height, wide);
    for (int y = 0; y < job.height; y++) {
      Border.MIRROR.pad(image.row(y), padded.row(y), job.width, job.channels, reach);
    }
    rowSums.reshape(reach + 1, wide);
    result.reshape(1, stride);
    if (column.length < wide) {
      column = new double[wide];
    }
    if (left.length < stride) {
      left = new double[stride];
      right = new double[stride];
    }
    for (int y = 0; y < job.height; y++) {
      sumRows(y, job.height, reach, wide);
      correlate(kernel, reach, job.channels, stride);
      double[] row = result.row(0);
      for (int i = 0; i < stride; i++) {
        job.out[y * stride + i] = job.quantize(row[i]);
      }
    }
  }

  /** {@return the largest offset with a weight} */
  private static int reach(double[][] kernel) {
    int reach = kernel.length - 1;
    while (reach > 0 && kernel[0][reach] == 0) {
      reach--;
    }
    return reach;
  }

  private void sumRows(int y, int height, int reach, int wide) {
    System.arraycopy(padded.row(y), 0, rowSums.row(0), 0, wide);
    for (int dy = 1; dy <= reach; dy++) {
      double[] above = padded.row(Border.MIRROR.inside(y - dy, height));
      double[] below = padded.row(Border.MIRROR.inside(y + dy, height));
      RowKernels.sum(rowSums.row(dy), above, below, wide);
    }
  }

  private void correlate(double[][] kernel, int reach, int channels, int stride) {
    double[] row = result.row(0);
    int wide = stride + 2 * reach * channels;
    for (int dx = 0; dx <= reach; dx++) {
      RowKernels.scale(column, rowSums.row(0), kernel[0][dx], wide);
      for (int dy = 1; dy <= reach; dy++) {
        if (kernel[dy][dx] != 0) {
          RowKernels.addScaled(column, rowSums.row(dy), kernel[dy][dx], wide);
        }
      }
      System.arraycopy(column, (reach - dx) * channels, left, 0, stride);
      if (dx == 0) {
        System.arraycopy(left, 0, row, 0, stride);
      } else {
        System.arraycopy(column, (reach + dx) * channels, right, 0, stride);
        RowKernels.addSum(row, left, right, stride);
      }
    }
  }
}
