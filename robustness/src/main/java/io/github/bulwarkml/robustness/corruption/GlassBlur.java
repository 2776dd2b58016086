// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * {@link Corruption#GLASS_BLUR}: a Gaussian blur, then rounds in which every pixel, from the bottom
 * right, meets a partner at an offset uniform on {-d, ..., d - 1} in both directions, then the same
 * blur again. What happens to the two is {@link GlassExchange}'s choice. Bytes are truncated before
 * the exchange, whatever the quantization at the end.
 */
final class GlassBlur implements Distortion {
  private final GaussianFilter filter = new GaussianFilter();
  private final Raster raster = new Raster();
  private byte[] bytes = new byte[0];

  @Override
  public void apply(Job job) {
    double sigma = job.parameters[0];
    int stride = job.stride();
    if (bytes.length < job.in.length) {
      bytes = new byte[job.in.length];
    }
    job.read(raster);
    filter.filter(raster, job.width, job.channels, sigma);
    for (int y = 0; y < job.height; y++) {
      double[] row = raster.row(y);
      for (int i = 0; i < stride; i++) {
        bytes[y * stride + i] = (byte) (int) (row[i] * 255);
      }
    }
    int rounds = (int) job.parameters[2];
    for (int round = 0; round < rounds; round++) {
      exchange(job, (int) job.parameters[1]);
    }
    for (int y = 0; y < job.height; y++) {
      double[] row = raster.row(y);
      for (int i = 0; i < stride; i++) {
        row[i] = (bytes[y * stride + i] & 0xFF) / 255.0;
      }
    }
    filter.filter(raster, job.width, job.channels, sigma);
    job.write(raster);
  }

  private void exchange(Job job, int shift) {
    boolean copy = job.channels == 3 && job.options.glassExchange() == GlassExchange.PUBLISHED;
    int choices = 2 * shift;
    for (int y = job.height - shift; y > shift; y--) {
      for (int x = job.width - shift; x > shift; x--) {
        // Two offsets from the halves of one draw; the bias of the products is below 2^-29.
        long draw = job.random.nextLong();
        int dx = (int) (((draw >>> 32) * choices) >>> 32) - shift;
        int dy = (int) (((draw & 0xFFFFFFFFL) * choices) >>> 32) - shift;
        int here = (y * job.width + x) * job.channels;
        int there = ((y + dy) * job.width + x + dx) * job.channels;
        for (int c = 0; c < job.channels; c++) {
          byte mine = bytes[here + c];
          bytes[here + c] = bytes[there + c];
          if (!copy) {
            bytes[there + c] = mine;
          }
        }
      }
    }
  }
}
