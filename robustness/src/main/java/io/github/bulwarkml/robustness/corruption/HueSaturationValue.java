// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * One colour between RGB and HSV, all in [0, 1]: value max, saturation (max - min) / max, hue by
 * sextants. The order of operations is that of the common Python library, so that truncated bytes
 * agree with the published ones. Not thread-safe.
 *
 * <p>Reference: A. R. Smith, "Color gamut transform pairs", SIGGRAPH 1978,
 * doi:10.1145/800248.807361.
 */
final class HueSaturationValue {
  double hue;
  double saturation;
  double value;
  double red;
  double green;
  double blue;

  /** Sets hue, saturation and value. */
  void fromRgb(double r, double g, double b) {
    value = Math.max(r, Math.max(g, b));
    double delta = value - Math.min(r, Math.min(g, b));
    if (delta == 0) {
      hue = 0;
      saturation = 0;
      return;
    }
    saturation = delta / value;
    double sextant;
    if (b == value) {
      sextant = 4 + (r - g) / delta;
    } else if (g == value) {
      sextant = 2 + (b - r) / delta;
    } else {
      sextant = (g - b) / delta;
    }
    double turn = sextant / 6;
    hue = turn < 0 ? turn + 1 : turn;
  }

  /** Sets red, green and blue. */
  void toRgb() {
    double scaled = hue * 6;
    double sextant = Math.floor(scaled);
    double f = scaled - sextant;
    double p = value * (1 - saturation);
    double q = value * (1 - f * saturation);
    double t = value * (1 - (1 - f) * saturation);
    switch ((int) sextant % 6) {
      case 0 -> set(value, t, p);
      case 1 -> set(q, value, p);
      case 2 -> set(p, value, t);
      case 3 -> set(p, q, value);
      case 4 -> set(t, p, value);
      default -> set(value, p, q);
    }
  }

  private void set(double r, double g, double b) {
    red = r;
    green = g;
    blue = b;
  }
}
