// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * A colour component that JPEG keeps at half size in both directions (4:2:0): halved by averaging 2
 * x 2 samples, enlarged by a triangle filter with weights 9/16, 3/16, 3/16, 1/16.
 */
final class ChromaPlane {
  private final JpegPlane half = new JpegPlane();
  private int[] columns = new int[0];
  private int height;
  private int width;

  /** The component at full size, row-major; what is halved, and what enlarging sets. */
  byte[] full = new byte[0];

  /** Makes room for an image of the given size. */
  void reshape(int newHeight, int newWidth) {
    height = newHeight;
    width = newWidth;
    half.reshape((height + 1) / 2, (width + 1) / 2);
    if (full.length < height * width) {
      full = new byte[height * width];
    }
    if (columns.length < half.stride) {
      columns = new int[half.stride];
    }
  }

  /** Sends the component through JPEG. */
  void compress(int[] table) {
    shrink();
    half.compress(table);
    enlarge();
  }

  private void shrink() {
    int rows = (height + 1) / 2;
    int pairs = width / 2;
    for (int y = 0; y < rows; y++) {
      int upper = 2 * y * width;
      int lower = Math.min(2 * y + 1, height - 1) * width;
      int target = y * half.stride;
      for (int x = 0; x < pairs; x++) {
        int a = upper + 2 * x;
        int b = lower + 2 * x;
        int sum = (full[a] & 0xFF) + (full[a + 1] & 0xFF) + (full[b] & 0xFF) + (full[b + 1] & 0xFF);
        // The bias alternates between 1 and 2, so that rounding does not drift.
        half.samples[target + x] = (byte) ((sum + 1 + (x & 1)) >> 2);
      }
      int last = 2 * ((full[upper + width - 1] & 0xFF) + (full[lower + width - 1] & 0xFF));
      for (int x = pairs; x < half.stride; x++) {
        half.samples[target + x] = (byte) ((last + 1 + (x & 1)) >> 2);
      }
    }
    half.extendDown(rows);
  }

  private void enlarge() {
    int rows = (height + 1) / 2;
    int count = (width + 1) / 2;
    for (int y = 0; y < height; y++) {
      int near = (y / 2) * half.stride;
      int other = (y & 1) == 0 ? y / 2 - 1 : y / 2 + 1;
      int far = Math.max(0, Math.min(rows - 1, other)) * half.stride;
      for (int x = 0; x < count; x++) {
        columns[x] = 3 * (half.samples[near + x] & 0xFF) + (half.samples[far + x] & 0xFF);
      }
      int at = y * width;
      full[at] = (byte) ((4 * columns[0] + 8) >> 4);
      for (int x = 1; x < count; x++) {
        int left = columns[x - 1];
        int right = columns[x];
        full[at + 2 * x - 1] = (byte) ((3 * left + right + 7) >> 4);
        full[at + 2 * x] = (byte) ((3 * right + left + 8) >> 4);
      }
      if ((width & 1) == 0) {
        full[at + width - 1] = (byte) ((4 * columns[count - 1] + 7) >> 4);
      }
    }
  }
}
