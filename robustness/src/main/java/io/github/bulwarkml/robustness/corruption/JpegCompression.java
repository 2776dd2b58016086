// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import java.util.Arrays;

/**
 * {@link Corruption#JPEG_COMPRESSION}: what a baseline JPEG encoder and decoder with the common
 * settings make of an image.
 *
 * <p>Entropy coding loses nothing, so it is left out; everything that loses is done in the integer
 * arithmetic of the Independent JPEG Group's library: fixed-point colour conversion, 4:2:0 chroma
 * by averaging, accurate cosine transforms, the standard quantisation tables scaled by quality, and
 * triangular chroma enlargement. Pixels equal those of the library, and no file format code runs. A
 * grey image has one component.
 *
 * <p>Reference: ITU-T T.81 (1992), annexes A and K.
 */
final class JpegCompression implements Distortion {
  private static final int[] LUMINANCE = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };
  private static final int[] CHROMINANCE = {
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
  };

  private final JpegPlane luma = new JpegPlane();
  private final ChromaPlane blueness = new ChromaPlane();
  private final ChromaPlane redness = new ChromaPlane();

  @Override
  public void apply(Job job) {
    int quality = (int) job.parameters[0];
    luma.reshape(job.height, job.width);
    if (job.channels == 1) {
      for (int y = 0; y < job.height; y++) {
        System.arraycopy(job.in, y * job.width, luma.samples, y * luma.stride, job.width);
      }
      compressLuma(job, quality);
      for (int y = 0; y < job.height; y++) {
        System.arraycopy(luma.samples, y * luma.stride, job.out, y * job.width, job.width);
      }
      return;
    }
    blueness.reshape(job.height, job.width);
    redness.reshape(job.height, job.width);
    toLumaChroma(job);
    compressLuma(job, quality);
    int[] table = scaled(CHROMINANCE, quality);
    blueness.compress(table);
    redness.compress(table);
    toRgb(job);
  }

  private void compressLuma(Job job, int quality) {
    for (int y = 0; y < job.height; y++) {
      int row = y * luma.stride;
      byte last = luma.samples[row + job.width - 1];
      Arrays.fill(luma.samples, row + job.width, row + luma.stride, last);
    }
    luma.extendDown(job.height);
    luma.compress(scaled(LUMINANCE, quality));
  }

  /** {@return how much the standard tables are scaled at a quality in [1, 100], in percent} */
  static int percent(int quality) {
    return quality < 50 ? 5000 / quality : 200 - 2 * quality;
  }

  /** {@return the table at a quality in [1, 100], as the library scales it} */
  static int[] scaled(int[] table, int quality) {
    int percent = percent(quality);
    int[] steps = new int[64];
    for (int i = 0; i < 64; i++) {
      steps[i] = Math.max(1, Math.min(255, (table[i] * percent + 50) / 100));
    }
    return steps;
  }

  /** Fixed point with 16 bits: .299 .587 .114, -.16874 -.33126 .5, .5 -.41869 -.08131. */
  private void toLumaChroma(Job job) {
    byte[] in = job.in;
    int at = 0;
    for (int y = 0; y < job.height; y++) {
      for (int x = 0; x < job.width; x++) {
        int r = in[at] & 0xFF;
        int g = in[at + 1] & 0xFF;
        int b = in[at + 2] & 0xFF;
        at += 3;
        luma.samples[y * luma.stride + x] =
            (byte) ((19595 * r + 38470 * g + 7471 * b + 32768) >> 16);
        int full = y * job.width + x;
        blueness.full[full] =
            (byte) ((-11059 * r - 21709 * g + 32768 * b + (128 << 16) + 32767) >> 16);
        redness.full[full] =
            (byte) ((32768 * r - 27439 * g - 5329 * b + (128 << 16) + 32767) >> 16);
      }
    }
  }

  private void toRgb(Job job) {
    byte[] out = job.out;
    int at = 0;
    for (int y = 0; y < job.height; y++) {
      for (int x = 0; x < job.width; x++) {
        int full = y * job.width + x;
        int light = luma.samples[y * luma.stride + x] & 0xFF;
        int cb = (blueness.full[full] & 0xFF) - 128;
        int cr = (redness.full[full] & 0xFF) - 128;
        out[at] = clip(light + ((91881 * cr + 32768) >> 16));
        out[at + 1] = clip(light + ((-22554 * cb - 46802 * cr + 32768) >> 16));
        out[at + 2] = clip(light + ((116130 * cb + 32768) >> 16));
        at += 3;
      }
    }
  }

  private static byte clip(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
