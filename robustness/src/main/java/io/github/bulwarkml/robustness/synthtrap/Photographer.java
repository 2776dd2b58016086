// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.synthtrap;

/** Renders images one after the other; keeps the last location. Not thread-safe. */
final class Photographer {
  /** Coordinates of the control points: 2 strokes of 3 points. */
  private static final int COORDINATES = 12;

  /** Classes with one prototype. */
  static final int GENUS = 8;

  private final CounterRandom random;
  private Location location;
  private final double[] control = new double[COORDINATES];
  private final double[] x = new double[2 * Curve.SAMPLES];
  private final double[] y = new double[2 * Curve.SAMPLES];
  private final double[] mask = new double[Canvas.PIXELS];

  Photographer(CounterRandom random, int firstLocation) {
    this.random = random;
    this.location = new Location(random, firstLocation);
  }

  void render(int classId, int locationId, long instance, byte[] target, int offset) {
    if (location.id != locationId) {
      location = new Location(random, locationId);
    }
    drawGlyph(classId, instance);
    long noise = random.item(CounterRandom.PIXEL_NOISE, instance);
    for (int row = 0; row < Canvas.SIDE; row++) {
      double lightY = location.gradientY * Canvas.coordinate(row);
      for (int column = 0; column < Canvas.SIDE; column++) {
        int pixel = Canvas.SIDE * row + column;
        double background = location.background[pixel];
        double value =
            background
                + mask[pixel] * (location.tone - background)
                + location.gradientX * Canvas.coordinate(column)
                + lightY
                + location.noise * CounterRandom.normal(noise, pixel);
        double unit = Math.min(1, Math.max(0, value));
        target[offset + pixel] = (byte) (int) (255 * unit + 0.5);
      }
    }
  }

  private void drawGlyph(int classId, long instance) {
    long prototype = random.item(CounterRandom.PROTOTYPE, classId / GENUS);
    long species = random.item(CounterRandom.CLASS, classId);
    long wobble = random.item(CounterRandom.INSTANCE_NOISE, instance);
    for (int j = 0; j < COORDINATES; j++) {
      control[j] =
          CounterRandom.range(CounterRandom.uniform(prototype, j), -.8, .8)
              + .30 * CounterRandom.normal(species, j)
              + .06 * CounterRandom.normal(wobble, j);
    }
    long pose = random.item(CounterRandom.INSTANCE, instance);
    double angle = CounterRandom.range(CounterRandom.uniform(pose, 0), -20, 20) * (Math.PI / 180);
    double scale = CounterRandom.range(CounterRandom.uniform(pose, 1), .6, .95);
    double shiftX = CounterRandom.range(CounterRandom.uniform(pose, 2), -.15, .15);
    double shiftY = CounterRandom.range(CounterRandom.uniform(pose, 3), -.15, .15);
    double radius = CounterRandom.range(CounterRandom.uniform(pose, 4), .07, .12);
    Curve.sample(control, 0, x, y, 0);
    Curve.sample(control, COORDINATES / 2, x, y, Curve.SAMPLES);
    double cosine = StrictMath.cos(angle);
    double sine = StrictMath.sin(angle);
    for (int k = 0; k < x.length; k++) {
      double straight = x[k];
      x[k] = scale * (cosine * straight - sine * y[k]) + shiftX;
      y[k] = scale * (sine * straight + cosine * y[k]) + shiftY;
    }
    Curve.mask(x, y, radius, mask);
  }
}
