// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import java.util.Arrays;

/**
 * Canny's edge detector on bytes, with a 3 x 3 Sobel operator, the sum of absolute gradients, and
 * the integer sextant test of the common vision library.
 *
 * <p>Reference: J. Canny, "A computational approach to edge detection", IEEE PAMI 8(6), 1986,
 * doi:10.1109/TPAMI.1986.4767851.
 */
final class CannyEdges {
  /** tan(22.5 degrees) with 15 bits. */
  private static final int TANGENT = 13573;

  private static final byte NONE = 0;
  private static final byte WEAK = 1;
  private static final byte STRONG = 2;

  private int[] gradientX = new int[0];
  private int[] gradientY = new int[0];
  private int[] magnitude = new int[0];
  private byte[] mark = new byte[0];
  private int[] stack = new int[0];

  /**
   * Finds edges.
   *
   * @param in {@code height * width} levels in [0, 255], row-major
   * @param low gradients above it may join an edge
   * @param high gradients above it start an edge
   * @param edge set to whether each pixel lies on an edge
   */
  void find(int[] in, int height, int width, int low, int high, boolean[] edge) {
    int length = height * width;
    int frame = width + 2; // magnitudes and marks have a border of one pixel
    reserve(length, (height + 2) * frame);
    Arrays.fill(magnitude, 0, (height + 2) * frame, 0);
    Arrays.fill(mark, 0, (height + 2) * frame, NONE);
    gradients(in, height, width);
    int pending = suppress(height, width, low, high);
    while (pending > 0) {
      int at = stack[--pending];
      for (int dy = -frame; dy <= frame; dy += frame) {
        for (int dx = -1; dx <= 1; dx++) {
          if (mark[at + dy + dx] == WEAK) {
            mark[at + dy + dx] = STRONG;
            stack[pending++] = at + dy + dx;
          }
        }
      }
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        edge[y * width + x] = mark[(y + 1) * frame + x + 1] == STRONG;
      }
    }
  }

  private void reserve(int length, int framed) {
    if (gradientX.length < length) {
      gradientX = new int[length];
      gradientY = new int[length];
      stack = new int[length];
    }
    if (magnitude.length < framed) {
      magnitude = new int[framed];
      mark = new byte[framed];
    }
  }

  private void gradients(int[] in, int height, int width) {
    int frame = width + 2;
    for (int y = 0; y < height; y++) {
      int above = Math.max(0, y - 1) * width;
      int here = y * width;
      int below = Math.min(height - 1, y + 1) * width;
      for (int x = 0; x < width; x++) {
        int left = Math.max(0, x - 1);
        int right = Math.min(width - 1, x + 1);
        int gx =
            in[above + right]
                - in[above + left]
                + 2 * (in[here + right] - in[here + left])
                + in[below + right]
                - in[below + left];
        int gy =
            in[below + left]
                - in[above + left]
                + 2 * (in[below + x] - in[above + x])
                + in[below + right]
                - in[above + right];
        gradientX[here + x] = gx;
        gradientY[here + x] = gy;
        magnitude[(y + 1) * frame + x + 1] = Math.abs(gx) + Math.abs(gy);
      }
    }
  }

  /** Marks local maxima across the edge and returns how many strong ones the stack holds. */
  private int suppress(int height, int width, int low, int high) {
    int frame = width + 2;
    int pending = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y + 1) * frame + x + 1;
        int m = magnitude[at];
        if (m > low
            && isMaximum(at, m, gradientX[y * width + x], gradientY[y * width + x], frame)) {
          mark[at] = m > high ? STRONG : WEAK;
          if (m > high) {
            stack[pending++] = at;
          }
        }
      }
    }
    return pending;
  }

  private boolean isMaximum(int at, int m, int gx, int gy, int frame) {
    long x = Math.abs(gx);
    long y = (long) Math.abs(gy) << 15;
    long flat = x * TANGENT;
    if (y < flat) {
      return m > magnitude[at - 1] && m >= magnitude[at + 1];
    }
    if (y > flat + (x << 16)) {
      return m > magnitude[at - frame] && m >= magnitude[at + frame];
    }
    int s = (gx ^ gy) < 0 ? -1 : 1;
    return m > magnitude[at - frame - s] && m > magnitude[at + frame + s];
  }
}
