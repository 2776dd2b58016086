// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

/**
 * Lays the windows of images out as rows of a matrix, so that a convolution is a product of
 * matrices ("im2col"; Chellapilla et al. 2006).
 */
final class ImageColumns implements RowSource {
  /** Runs shorter than this are copied faster one by one. */
  private static final int SHORT = 16;

  private final ImageWindow window;
  private final NativeMemory memory;
  private final NativeArray images;
  private final float[] padded; // its border stays zero

  ImageColumns(ImageWindow window, NativeMemory memory, NativeArray images) {
    this.window = window;
    this.memory = memory;
    this.images = images;
    this.padded = new float[window.paddedHeight() * window.paddedWidth() * window.channels()];
  }

  @Override
  public void stage(int example, int count, NativeArray target) {
    if (memory.isDouble()) {
      stageByRuns(example, count, target);
      return;
    }
    int rowLength = window.positions() * window.elements();
    float[] rows = memory.floats(1, rowLength);
    for (int i = 0; i < count; i++) {
      pad(example + i);
      lay(rows);
      target.write(i * rowLength, rows, rowLength);
    }
  }

  private void pad(int example) {
    int line = window.width() * window.channels();
    float[] pixels = memory.floats(2, window.imageLength());
    images.read(example * window.imageLength(), pixels, window.imageLength());
    int target = (window.padding() * window.paddedWidth() + window.padding()) * window.channels();
    for (int y = 0; y < window.height(); y++) {
      System.arraycopy(pixels, y * line, padded, target, line);
      target += window.paddedWidth() * window.channels();
    }
  }

  private void lay(float[] rows) {
    int run = window.size() * window.channels();
    int step = window.stride() * window.channels();
    int line = window.paddedWidth() * window.channels();
    int at = 0;
    for (int y = 0; y < window.outputHeight(); y++) {
      int top = y * window.stride() * line;
      for (int x = 0; x < window.outputWidth(); x++) {
        int from = top + x * step;
        for (int k = 0; k < window.size(); k++) {
          if (run < SHORT) {
            for (int i = 0; i < run; i++) {
              rows[at + i] = padded[from + i];
            }
          } else {
            System.arraycopy(padded, from, rows, at, run);
          }
          from += line;
          at += run;
        }
      }
    }
  }

  /** The same from native memory to native memory, for any type of elements. */
  private void stageByRuns(int example, int count, NativeArray target) {
    target.clear();
    int channels = window.channels();
    int at = 0;
    for (int i = example; i < example + count; i++) {
      for (int p = 0; p < window.positions(); p++) {
        int top = p / window.outputWidth() * window.stride() - window.padding();
        int left = p % window.outputWidth() * window.stride() - window.padding();
        int first = Math.max(0, -left);
        int last = Math.min(window.size(), window.width() - left);
        for (int k = 0; k < window.size(); k++) {
          int y = top + k;
          if (y >= 0 && y < window.height() && last > first) {
            int from = ((i * window.height() + y) * window.width() + left + first) * channels;
            target.copy(at + first * channels, images, from, (last - first) * channels);
          }
          at += window.size() * channels;
        }
      }
    }
  }
}
