// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * A fractal height map by the diamond-square algorithm on a periodic square whose side is a power
 * of two: each new point is the mean of its four neighbours plus A U(-A, A), where A starts at 100
 * and is divided by the decay after each level (so the spread is A squared, as in the published
 * code). Normalised to [0, 1].
 *
 * <p>Reference: Fournier, Fussell, Carpenter, "Computer rendering of stochastic models", CACM
 * 25(6), 1982, doi:10.1145/358523.358553.
 */
final class PlasmaMap {
  private static final double FIRST_AMPLITUDE = 100;

  private float[] map = new float[0];
  private int size;

  /** {@return the least power of two that is at least the number} */
  static int powerOfTwo(int number) {
    return number <= 1 ? 1 : Integer.highestOneBit(number - 1) << 1;
  }

  /**
   * {@return a new map, row-major, of {@code size * size} values in [0, 1]; valid until the next
   * call, and perhaps longer than that}
   *
   * @param side a power of two, at least 2
   * @param decay above 1
   */
  float[] fill(int side, double decay, NoiseStream random) {
    size = side;
    if (map.length < side * side) {
      map = new float[side * side];
    }
    map[0] = 0;
    double amplitude = FIRST_AMPLITUDE;
    for (int step = side; step >= 2; step /= 2) {
      double spread = amplitude * amplitude;
      squares(step, spread, random);
      diamonds(step, spread, random);
      amplitude /= decay;
    }
    normalize();
    return map;
  }

  private static float wobble(double spread, NoiseStream random) {
    return (float) random.uniform(-spread, spread);
  }

  /** The centres of the squares of this step. */
  private void squares(int step, double spread, NoiseStream random) {
    int half = step / 2;
    int mask = size - 1;
    for (int y = 0; y < size; y += step) {
      int top = y * size;
      int bottom = ((y + step) & mask) * size;
      int middle = (y + half) * size;
      for (int x = 0; x < size; x += step) {
        int right = (x + step) & mask;
        float sum = map[top + x] + map[bottom + x] + map[top + right] + map[bottom + right];
        map[middle + x + half] = sum / 4 + wobble(spread, random);
      }
    }
  }

  /** The middles of the sides of those squares. */
  private void diamonds(int step, double spread, NoiseStream random) {
    int half = step / 2;
    int mask = size - 1;
    for (int y = 0; y < size; y += step) {
      int top = y * size;
      int middle = (y + half) * size;
      int above = ((y - half) & mask) * size;
      int bottom = ((y + step) & mask) * size;
      for (int x = 0; x < size; x += step) {
        int right = (x + step) & mask;
        int left = (x - half) & mask;
        float across =
            map[middle + x + half] + map[above + x + half] + map[top + x] + map[top + right];
        map[top + x + half] = across / 4 + wobble(spread, random);
        float down = map[middle + x + half] + map[middle + left] + map[top + x] + map[bottom + x];
        map[middle + x] = down / 4 + wobble(spread, random);
      }
    }
  }

  private void normalize() {
    int length = size * size;
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      low = Math.min(low, map[i]);
      high = Math.max(high, map[i]);
    }
    float scale = 1 / (high - low);
    for (int i = 0; i < length; i++) {
      map[i] = (map[i] - low) * scale;
    }
  }
}
