// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import static io.github.bulwarkml.robustness.corruption.ImageNetParameters.column;

/**
 * The parameters of CIFAR-10-C, severity 1 to 5 from top to bottom; columns as {@link
 * ParameterNames} says. Source: the published script of arXiv 1903.12261 for 32 x 32 images.
 */
final class CifarParameters {
  private static final double SIDE = 32;

  private CifarParameters() {}

  /** {@return five fresh rows} */
  static double[][] of(Corruption corruption) {
    return switch (corruption) {
      case GAUSSIAN_NOISE -> column(.04, .06, .08, .09, .10);
      case SHOT_NOISE -> column(500, 250, 100, 75, 50);
      case IMPULSE_NOISE -> column(.01, .02, .03, .05, .07);
      case DEFOCUS_BLUR -> new double[][] {{.3, .4}, {.4, .5}, {.5, .6}, {1, .2}, {1.5, .1}};
      case GLASS_BLUR ->
          new double[][] {{.05, 1, 1}, {.25, 1, 1}, {.4, 1, 1}, {.25, 1, 2}, {.4, 1, 2}};
      case MOTION_BLUR -> new double[][] {{6, 1}, {6, 1.5}, {6, 2}, {8, 2}, {9, 2.5}};
      case ZOOM_BLUR ->
          new double[][] {{.01, 1.06}, {.01, 1.11}, {.01, 1.16}, {.01, 1.21}, {.01, 1.26}};
      case SNOW ->
          new double[][] {
            {.1, .2, 1, .6, 8, 3, .95},
            {.1, .2, 1, .5, 10, 4, .9},
            {.15, .3, 1.75, .55, 10, 4, .9},
            {.25, .3, 2.25, .6, 12, 6, .85},
            {.3, .3, 1.25, .65, 14, 12, .8}
          };
      case FROST -> new double[][] {{1, .2}, {1, .3}, {.9, .4}, {.85, .4}, {.75, .45}};
      case FOG -> new double[][] {{.2, 3}, {.5, 3}, {.75, 2.5}, {1, 2}, {1.5, 1.75}};
      case BRIGHTNESS -> column(.05, .1, .15, .2, .3);
      case CONTRAST -> column(.75, .5, .4, .3, .15);
      case ELASTIC_TRANSFORM ->
          ImageNetParameters.scaled(
              new double[][] {
                {0, 0, .08}, {.05, .2, .07}, {.08, .06, .06}, {.1, .04, .05}, {.1, .03, .03}
              },
              SIDE);
      case PIXELATE -> column(.95, .9, .85, .75, .65);
      case JPEG_COMPRESSION -> column(80, 65, 58, 50, 40);
      case SPECKLE_NOISE -> column(.06, .1, .12, .16, .2);
      case GAUSSIAN_BLUR -> column(.4, .6, .7, .8, 1);
      case SPATTER ->
          new double[][] {
            {.62, .1, .7, .7, .5, 0},
            {.65, .1, .8, .7, .5, 0},
            {.65, .3, 1, .69, .5, 0},
            {.65, .1, .7, .69, .6, 1},
            {.65, .1, .5, .68, .6, 1}
          };
      case SATURATE -> new double[][] {{.3, 0}, {.1, 0}, {1.5, 0}, {2, .1}, {2.5, .2}};
    };
  }
}
