// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * {@link Corruption#FROST}: image weight times x plus frost weight times a random window of a
 * random texture.
 *
 * <p>The texture is enlarged by 1.1 in the size-free variant, kept in the original one, and reduced
 * to a fifth at CIFAR scale; a texture too small for the image is enlarged until it fits.
 */
final class Frost implements Distortion {
  private static final double SIZE_FREE_ENLARGEMENT = 1.1;
  private static final double CIFAR_REDUCTION = 0.2;

  private final TextureWindow window = new TextureWindow();
  private final Raster frost = new Raster();

  @Override
  public void apply(Job job) {
    var textures = job.options.frost().images();
    Image texture = textures.get(job.random.nextInt(textures.size()));
    boolean cifar = job.options.scale() == CorruptionScale.CIFAR;
    double factor = factor(job, texture, cifar);
    int rows = Math.max(job.height, (int) Math.ceil(texture.height() * factor));
    int columns = Math.max(job.width, (int) Math.ceil(texture.width() * factor));
    int top = job.random.nextInt(rows - job.height + 1);
    int left = job.random.nextInt(columns - job.width + 1);
    window.cut(texture, factor, top, left, job.height, job.width, !cifar, frost);
    mix(job, job.parameters[0], job.parameters[1]);
  }

  private static double factor(Job job, Image texture, boolean cifar) {
    double fit =
        Math.max((double) job.height / texture.height(), (double) job.width / texture.width());
    if (cifar) {
      return Math.max(CIFAR_REDUCTION, fit);
    }
    double fitted = Math.max(1, fit);
    return job.options.variant() == CorruptionVariant.SIZE_FREE
        ? SIZE_FREE_ENLARGEMENT * fitted
        : fitted;
  }

  private void mix(Job job, double imageWeight, double frostWeight) {
    int at = 0;
    for (int y = 0; y < job.height; y++) {
      double[] row = frost.row(y);
      for (int x = 0; x < job.width; x++) {
        if (job.channels == 1) {
          double grey = 0.2989 * row[3 * x] + 0.5870 * row[3 * x + 1] + 0.1140 * row[3 * x + 2];
          job.out[at] = mixed(job, at, imageWeight, frostWeight * grey);
          at++;
        } else {
          for (int c = 0; c < 3; c++) {
            job.out[at] = mixed(job, at, imageWeight, frostWeight * row[3 * x + c]);
            at++;
          }
        }
      }
    }
  }

  private static byte mixed(Job job, int at, double imageWeight, double added) {
    return job.quantizeLevel(imageWeight * (job.in[at] & 0xFF) + added);
  }
}
