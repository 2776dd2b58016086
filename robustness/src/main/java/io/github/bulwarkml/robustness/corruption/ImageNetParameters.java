// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * The parameters of ImageNet-C, severity 1 to 5 from top to bottom; columns as {@link
 * ParameterNames} says. Source: the published scripts of arXiv 1903.12261 and arXiv 1907.07484.
 */
final class ImageNetParameters {
  /** The side the original elastic transform was written for. */
  private static final double ELASTIC_SIDE = 244;

  private ImageNetParameters() {}

  /** {@return five fresh rows} */
  static double[][] of(Corruption corruption, CorruptionVariant variant) {
    return switch (corruption) {
      case GAUSSIAN_NOISE -> column(.08, .12, .18, .26, .38);
      case SHOT_NOISE -> column(60, 25, 12, 5, 3);
      case IMPULSE_NOISE -> column(.03, .06, .09, .17, .27);
      case DEFOCUS_BLUR -> new double[][] {{3, .1}, {4, .5}, {6, .5}, {8, .5}, {10, .5}};
      case GLASS_BLUR ->
          new double[][] {{.7, 1, 2}, {.9, 2, 1}, {1, 2, 3}, {1.1, 3, 2}, {1.5, 4, 2}};
      case MOTION_BLUR -> new double[][] {{10, 3}, {15, 5}, {15, 8}, {15, 12}, {20, 15}};
      case ZOOM_BLUR ->
          new double[][] {{.01, 1.11}, {.01, 1.16}, {.02, 1.21}, {.02, 1.26}, {.03, 1.31}};
      case SNOW ->
          new double[][] {
            {.1, .3, 3, .5, 10, 4, .8},
            {.2, .3, 2, .5, 12, 4, .7},
            {.55, .3, 4, .9, 12, 8, .7},
            {.55, .3, 4.5, .85, 12, 8, .65},
            {.55, .3, 2.5, .85, 12, 12, .55}
          };
      case FROST -> new double[][] {{1, .4}, {.8, .6}, {.7, .7}, {.65, .7}, {.6, .75}};
      case FOG -> new double[][] {{1.5, 2}, {2, 2}, {2.5, 1.7}, {2.5, 1.5}, {3, 1.4}};
      case BRIGHTNESS -> column(.1, .2, .3, .4, .5);
      case CONTRAST -> column(.4, .3, .2, .1, .05);
      case ELASTIC_TRANSFORM ->
          variant == CorruptionVariant.SIZE_FREE
              ? new double[][] {
                {250 * .05, .01, .005},
                {250 * .065, .01, .005},
                {250 * .085, .01, .005},
                {250 * .1, .01, .005},
                {250 * .12, .01, .005}
              }
              : elastic();
      case PIXELATE -> column(.6, .5, .4, .3, .25);
      case JPEG_COMPRESSION -> column(25, 18, 15, 10, 7);
      case SPECKLE_NOISE -> column(.15, .2, .35, .45, .6);
      case GAUSSIAN_BLUR -> column(1, 2, 3, 4, 6);
      case SPATTER ->
          new double[][] {
            {.65, .3, 4, .69, .6, 0},
            {.65, .3, 3, .68, .6, 0},
            {.65, .3, 2, .68, .5, 0},
            {.65, .3, 1, .65, 1.5, 1},
            {.67, .4, 1, .65, 1.5, 1}
          };
      case SATURATE -> new double[][] {{.3, 0}, {.1, 0}, {2, 0}, {5, .1}, {20, .2}};
    };
  }

  private static double[][] elastic() {
    double[][] rows = {
      {2, .7, .1}, {2, .08, .2}, {.05, .01, .02}, {.07, .01, .02}, {.12, .01, .02}
    };
    return scaled(rows, ELASTIC_SIDE);
  }

  /** {@return the rows with every value multiplied} */
  static double[][] scaled(double[][] rows, double factor) {
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= factor;
      }
    }
    return rows;
  }

  /** {@return one row of one parameter per severity} */
  static double[][] column(double... values) {
    double[][] rows = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      rows[i] = new double[] {values[i]};
    }
    return rows;
  }
}
