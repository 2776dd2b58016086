// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/** One image on its way through one corruption: what to read, where to write, and how. */
final class Job {
  /** k / 255 for each byte. */
  private static final double[] UNIT = new double[256];

  static {
    for (int k = 0; k < UNIT.length; k++) {
      UNIT[k] = k / 255.0;
    }
  }

  final int height;
  final int width;
  final int channels;

  /** Read only. */
  final byte[] in;

  /** As long as {@link #in}; every element must be set. */
  final byte[] out;

  /** The row of the parameter table. */
  final double[] parameters;

  final CorruptionOptions options;
  final NoiseStream random;
  private final double rounding;

  Job(Image image, byte[] out, double[] parameters, CorruptionOptions options, NoiseStream random) {
    this.height = image.height();
    this.width = image.width();
    this.channels = image.channels();
    this.in = image.bytes();
    this.out = out;
    this.parameters = parameters;
    this.options = options;
    this.random = random;
    this.rounding = options.quantization() == Quantization.ROUND ? 0.5 : 0;
  }

  /** {@return the value at a position, in [0, 1]} */
  double unit(int position) {
    return UNIT[in[position] & 0xFF];
  }

  /** {@return the byte of a value in [0, 1]; values outside are clipped} */
  byte quantize(double unit) {
    return quantizeLevel(unit * 255);
  }

  /** {@return the byte of a value in [0, 255]; values outside are clipped} */
  byte quantizeLevel(double level) {
    return level <= 0 ? 0 : level >= 255 ? (byte) 255 : (byte) (int) (level + rounding);
  }

  /** {@return the number of values in a row} */
  int stride() {
    return width * channels;
  }

  /** Writes a raster of values in [0, 1] that starts at the image's top left. */
  void write(Raster raster) {
    int stride = stride();
    for (int y = 0; y < height; y++) {
      double[] row = raster.row(y);
      int at = y * stride;
      for (int i = 0; i < stride; i++) {
        out[at + i] = quantize(row[i]);
      }
    }
  }

  /** Fills a raster with the image's values in [0, 1]. */
  void read(Raster raster) {
    raster.reshape(height, stride());
    int stride = stride();
    for (int y = 0; y < height; y++) {
      double[] row = raster.row(y);
      int at = y * stride;
      for (int i = 0; i < stride; i++) {
        row[i] = UNIT[in[at + i] & 0xFF];
      }
    }
  }
}
