// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/** What lies beyond the first and last sample of a line. */
enum Border {
  /** a a | a b c | c c. */
  REPLICATE {
    @Override
    int inside(int index, int length) {
      return Math.max(0, Math.min(length - 1, index));
    }
  },
  /** b a | a b c | c b. */
  REFLECT {
    @Override
    int inside(int index, int length) {
      int period = 2 * length;
      int wrapped = Math.floorMod(index, period);
      return wrapped < length ? wrapped : period - 1 - wrapped;
    }
  },
  /** c b | a b c | b a: the edge is not repeated. */
  MIRROR {
    @Override
    int inside(int index, int length) {
      if (length == 1) {
        return 0;
      }
      int period = 2 * (length - 1);
      int wrapped = Math.floorMod(index, period);
      return wrapped < length ? wrapped : period - wrapped;
    }
  };

  /** {@return the sample that stands for an index, in [0, length)} */
  abstract int inside(int index, int length);

  /**
   * Writes a row of pixels with a margin on both sides.
   *
   * @param row {@code width * channels} values
   * @param padded {@code (width + 2 * margin) * channels} values, set by this call
   */
  void pad(double[] row, double[] padded, int width, int channels, int margin) {
    System.arraycopy(row, 0, padded, margin * channels, width * channels);
    for (int m = 1; m <= margin; m++) {
      int left = inside(-m, width);
      int right = inside(width - 1 + m, width);
      for (int c = 0; c < channels; c++) {
        padded[(margin - m) * channels + c] = row[left * channels + c];
        padded[(margin + width - 1 + m) * channels + c] = row[right * channels + c];
      }
    }
  }
}
