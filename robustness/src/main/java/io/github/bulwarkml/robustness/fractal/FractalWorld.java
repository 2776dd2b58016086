// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.fractal;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import java.util.Arrays;
import java.util.Objects;

/**
 * Images of iterated function systems: each class is one system, each instance a variant of it.
 *
 * <pre>{@code
 * ImageSet fractals = FractalWorld.of(Seed.of(42)).images(80, 50, Parallel.available());
 * }</pre>
 *
 * <p>A class draws systems of 2 to 8 affine maps with coefficients uniform in (-1, 1) until the
 * orbit stays in bounds and fills at least a fifth of the pixels. Instance 0 is that system; others
 * multiply one coefficient by a factor uniform in [0.8, 1.2), drawn again while the image would not
 * fill as much. The orbit (100,000 points after 100 that are dropped) is stretched to the canvas in
 * both directions; a pixel's grey grows with the logarithm of its points. About 2 ms per image.
 * Deterministic: logarithms are those of {@link StrictMath}. Immutable.
 *
 * <p>Reference: Kataoka et al., "Pre-training without natural images", ACCV 2020, arXiv:2101.08515;
 * differs from it in the variants (single coefficients instead of a table of weights) and in grey
 * levels instead of points.
 *
 * @param seed the seed of all classes and instances
 * @param side rows and columns of an image, in [8, 512]
 * @since 0.1.0
 */
public record FractalWorld(Seed seed, int side) {
  /** Rows and columns by default. */
  public static final int DEFAULT_SIDE = 28;

  /** The most images a set may have. */
  public static final int MAXIMUM_IMAGES = 1 << 20;

  private static final int POINTS = 100_000;
  private static final double LEAST_FILLED = 0.2;
  private static final int CLASS_ATTEMPTS = 10_000;
  private static final int INSTANCE_ATTEMPTS = 100;

  /**
   * Checks the parts.
   *
   * @param seed the seed of all classes and instances
   * @param side rows and columns of an image, in [8, 512]
   * @throws IllegalArgumentException if {@code side} is out of range
   */
  public FractalWorld {
    Objects.requireNonNull(seed, "seed");
    Require.inRange(side, 8, 512, "side");
  }

  /**
   * {@return a world of 28 x 28 images}
   *
   * @param seed the seed of all classes and instances
   */
  public static FractalWorld of(Seed seed) {
    return new FractalWorld(seed, DEFAULT_SIDE);
  }

  /**
   * {@return one image, row by row, unsigned bytes {@code [side * side]}}
   *
   * @param classId the class, at least 0
   * @param instance the instance, at least 0
   * @throws IllegalArgumentException if a number is negative
   */
  public byte[] render(int classId, int instance) {
    Require.atLeast(classId, 0, "classId");
    Require.atLeast(instance, 0, "instance");
    Orbit orbit = new Orbit(side);
    byte[] image = new byte[side * side];
    new FractalClass(classId, orbit).render(instance, image, 0);
    return image;
  }

  /**
   * {@return images of several classes, image k being instance {@code k / classes} of class {@code
   * k % classes}}
   *
   * @param classes how many classes, at least 1
   * @param imagesPerClass how many instances of each, at least 1; together at most {@value
   *     #MAXIMUM_IMAGES} images
   * @param parallel how many threads; has no influence on the result
   * @throws IllegalArgumentException if a number is out of range
   */
  public ImageSet images(int classes, int imagesPerClass, Parallel parallel) {
    return images(classes, imagesPerClass, parallel, Progress.silent(), Cancellation.none());
  }

  /**
   * {@return images of several classes, image k being instance {@code k / classes} of class {@code
   * k % classes}}
   *
   * @param classes how many classes, at least 1
   * @param imagesPerClass how many instances of each, at least 1; together at most {@value
   *     #MAXIMUM_IMAGES} images
   * @param parallel how many threads; has no influence on the result
   * @param progress told of finished images
   * @param cancellation looked at before each image
   * @throws IllegalArgumentException if a number is out of range
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public ImageSet images(
      int classes,
      int imagesPerClass,
      Parallel parallel,
      Progress progress,
      Cancellation cancellation) {
    Require.inRange(classes, 1, MAXIMUM_IMAGES, "classes");
    Require.inRange(imagesPerClass, 1, MAXIMUM_IMAGES / classes, "imagesPerClass");
    int pixels = side * side;
    int count = classes * imagesPerClass;
    Require.fitsHeap(2L * count * pixels, Byte.BYTES, "twice the bytes of classes, imagesPerClass");
    byte[] bytes = new byte[count * pixels];
    int[] labels = new int[count];
    progress.start("render " + count + " fractals", count);
    parallel.forEach(
        classes,
        classId -> {
          cancellation.check();
          FractalClass fractal = new FractalClass(classId, new Orbit(side));
          for (int instance = 0; instance < imagesPerClass; instance++) {
            cancellation.check();
            int image = instance * classes + classId;
            fractal.render(instance, bytes, image * pixels);
            labels[image] = classId;
            progress.advance(1);
          }
        });
    progress.finish();
    return ImageSet.of(1, side, side, classes, bytes, labels);
  }

  /** The system of one class. */
  private final class FractalClass {
    private final int classId;
    private final Orbit orbit;
    private final FunctionSystem system;

    FractalClass(int classId, Orbit orbit) {
      this.classId = classId;
      this.orbit = orbit;
      this.system = search();
    }

    private FunctionSystem search() {
      Rng random = Rng.of(seed.child("fractal/" + classId));
      for (int attempt = 0; attempt < CLASS_ATTEMPTS; attempt++) {
        FunctionSystem candidate = FunctionSystem.random(random);
        if (orbit.isDrawn(candidate, points(0))) {
          return candidate;
        }
      }
      throw new NumericalException(
          "no function system of class " + classId + " fills a fifth of the canvas");
    }

    /** {@return the stream of the points of an instance} */
    private Rng points(int instance) {
      return Rng.of(seed.child("fractal/" + classId + "/" + instance + "/points"));
    }

    void render(int instance, byte[] target, int offset) {
      Rng random = Rng.of(seed.child("fractal/" + classId + "/" + instance));
      boolean drawn = false;
      for (int attempt = 0; instance > 0 && !drawn && attempt < INSTANCE_ATTEMPTS; attempt++) {
        int coefficient = random.nextInt(FunctionSystem.COEFFICIENTS * system.maps());
        double factor = 0.8 + 0.4 * random.nextDouble();
        drawn = orbit.isDrawn(system.scaled(coefficient, factor), points(instance));
      }
      if (!drawn) {
        // Instance 0; and it happens that hardly any change keeps a system bounded.
        orbit.isDrawn(system, points(0));
      }
      orbit.copyTo(target, offset);
    }
  }

  /** A canvas with the points of one orbit. Not thread-safe. */
  private static final class Orbit {
    private final int side;
    private final float[] x = new float[POINTS];
    private final float[] y = new float[POINTS];
    private final int[] counts;

    Orbit(int side) {
      this.side = side;
      this.counts = new int[side * side];
    }

    /** Draws a system, and tells whether it stays in bounds and fills enough. */
    boolean isDrawn(FunctionSystem system, Rng random) {
      if (!system.orbit(random, x, y)) {
        return false;
      }
      float[] across = limits(x);
      float[] down = limits(y);
      Arrays.fill(counts, 0);
      int filled = 0;
      for (int k = 0; k < POINTS; k++) {
        int pixel = cell(y[k], down) * side + cell(x[k], across);
        if (counts[pixel]++ == 0) {
          filled++;
        }
      }
      return filled >= LEAST_FILLED * counts.length;
    }

    private int cell(float value, float[] limits) {
      double share = ((double) value - limits[0]) / ((double) limits[1] - limits[0]);
      return share > 0 ? Math.min(side - 1, (int) (share * side)) : 0; // 0 also if no extent
    }

    private static float[] limits(float[] values) {
      float low = values[0];
      float high = values[0];
      for (float value : values) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      return new float[] {low, high};
    }

    void copyTo(byte[] target, int offset) {
      int most = 0;
      for (int count : counts) {
        most = Math.max(most, count);
      }
      double scale = 255 / StrictMath.log(1.0 + most);
      for (int pixel = 0; pixel < counts.length; pixel++) {
        target[offset + pixel] = (byte) (int) (scale * StrictMath.log(1.0 + counts[pixel]) + 0.5);
      }
    }
  }
}
