// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.synthtrap;

import java.util.Arrays;

/** What all photographs of one camera share: background, clutter, lighting, polarity and noise. */
final class Location {
  /** Draws of a location: L_0 to L_30. */
  private static final int DRAWS = 31;

  private static final int WAVES = 4;

  final int id;

  /** The background with its clutter, per pixel. */
  final double[] background = new double[Canvas.PIXELS];

  /** The grey level of the glyph. */
  final double tone;

  /** Slopes of the lighting to the right and downwards. */
  final double gradientX;

  final double gradientY;

  /** The standard deviation of the pixel noise. */
  final double noise;

  Location(CounterRandom random, int id) {
    this.id = id;
    long item = random.item(CounterRandom.LOCATION, id);
    double[] draws = new double[DRAWS];
    for (int k = 0; k < DRAWS; k++) {
      draws[k] = CounterRandom.uniform(item, k);
    }
    double base = CounterRandom.range(draws[0], .25, .75);
    paintWaves(draws, base);
    paintClutter(draws, base);
    double contrast = CounterRandom.range(draws[27], .25, .50);
    tone = draws[26] < .5 ? base - contrast : base + contrast;
    gradientX = CounterRandom.range(draws[28], -.2, .2);
    gradientY = CounterRandom.range(draws[29], -.2, .2);
    noise = CounterRandom.range(draws[30], .01, .08);
  }

  private void paintWaves(double[] draws, double base) {
    Arrays.fill(background, base);
    for (int j = 0; j < WAVES; j++) {
      double f = CounterRandom.range(draws[1 + 4 * j], -4, 4);
      double g = CounterRandom.range(draws[2 + 4 * j], -4, 4);
      double amplitude = CounterRandom.range(draws[3 + 4 * j], .02, .10);
      double phase = 2 * Math.PI * draws[4 + 4 * j];
      for (int pixel = 0; pixel < Canvas.PIXELS; pixel++) {
        double x = Canvas.coordinate(pixel % Canvas.SIDE);
        double y = Canvas.coordinate(pixel / Canvas.SIDE);
        background[pixel] += amplitude * StrictMath.sin(2 * Math.PI * (f * x + g * y) + phase);
      }
    }
  }

  private void paintClutter(double[] draws, double base) {
    double[] control = new double[6];
    for (int k = 0; k < control.length; k++) {
      control[k] = CounterRandom.range(draws[17 + k], -1.1, 1.1);
    }
    double[] x = new double[Curve.SAMPLES];
    double[] y = new double[Curve.SAMPLES];
    Curve.sample(control, 0, x, y, 0);
    double[] mask = new double[Canvas.PIXELS];
    Curve.mask(x, y, CounterRandom.range(draws[23], .04, .10), mask);
    double contrast = CounterRandom.range(draws[25], .15, .35);
    double clutterTone = draws[24] < .5 ? base - contrast : base + contrast;
    for (int pixel = 0; pixel < Canvas.PIXELS; pixel++) {
      background[pixel] += mask[pixel] * (clutterTone - background[pixel]);
    }
  }
}
