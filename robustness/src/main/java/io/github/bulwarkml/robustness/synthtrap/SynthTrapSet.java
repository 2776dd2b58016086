// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.synthtrap;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import java.util.Arrays;
import java.util.Objects;

/**
 * A set of SynthTrap images before they are rendered: class, location and instance of each.
 *
 * <pre>{@code
 * ImageSet images = SynthTrapWorld.standard().source80().prefix(1000).images(Parallel.available());
 * }</pre>
 *
 * <p>The label of an image is not its class: in a target set the classes are numbered from 0.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class SynthTrapSet {
  /** Images per task. */
  private static final int CHUNK = 128;

  private final SynthTrapWorld world;
  private final int classes;
  private final long firstInstance;
  private final int[] classIds;
  private final int[] labels;
  private final int[] locations;

  /** Takes the arrays without copying them. */
  SynthTrapSet(
      SynthTrapWorld world,
      int classes,
      long firstInstance,
      int[] classIds,
      int[] labels,
      int[] locations) {
    this.world = world;
    this.classes = classes;
    this.firstInstance = firstInstance;
    this.classIds = classIds;
    this.labels = labels;
    this.locations = locations;
  }

  /** {@return the world the images are from} */
  public SynthTrapWorld world() {
    return world;
  }

  /** {@return the number of images} */
  public int size() {
    return labels.length;
  }

  /** {@return labels lie in [0, this)} */
  public int classes() {
    return classes;
  }

  /**
   * {@return the label of an image}
   *
   * @param image the image, from 0
   */
  public int label(int image) {
    return labels[Require.index(image, labels.length, "image")];
  }

  /**
   * {@return the class of an image in its world: which glyph it shows}
   *
   * @param image the image, from 0
   */
  public int classId(int image) {
    return classIds[Require.index(image, labels.length, "image")];
  }

  /**
   * {@return the location of an image}
   *
   * @param image the image, from 0
   */
  public int location(int image) {
    return locations[Require.index(image, labels.length, "image")];
  }

  /**
   * {@return the instance of an image}
   *
   * @param image the image, from 0
   */
  public long instance(int image) {
    return firstInstance + Require.index(image, labels.length, "image");
  }

  /** {@return a copy of all labels} */
  public int[] labels() {
    return labels.clone();
  }

  /** {@return a copy of all locations} */
  public int[] locations() {
    return locations.clone();
  }

  /** {@return how many images each label has} */
  public int[] labelCounts() {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  /**
   * {@return the first images of this set: how quantities are compared}
   *
   * @param images how many, in [1, size]
   * @throws IllegalArgumentException if {@code images} is out of range
   */
  public SynthTrapSet prefix(int images) {
    Require.inRange(images, 1, size(), "images");
    return new SynthTrapSet(
        world,
        classes,
        firstInstance,
        Arrays.copyOf(classIds, images),
        Arrays.copyOf(labels, images),
        Arrays.copyOf(locations, images));
  }

  /**
   * {@return the rendered images, each with its location as domain}
   *
   * @param parallel how many threads; has no influence on the result
   * @throws IllegalArgumentException if the images do not fit the heap
   */
  public ImageSet images(Parallel parallel) {
    return images(parallel, Progress.silent(), Cancellation.none());
  }

  /**
   * {@return the rendered images, each with its location as domain}
   *
   * @param parallel how many threads; has no influence on the result
   * @param progress told of finished images
   * @param cancellation looked at every {@value #CHUNK} images
   * @throws IllegalArgumentException if the images do not fit the heap
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public ImageSet images(Parallel parallel, Progress progress, Cancellation cancellation) {
    Objects.requireNonNull(parallel, "parallel");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(cancellation, "cancellation");
    int size = size();
    Require.fitsHeap(2L * size * Canvas.PIXELS, Byte.BYTES, "twice the number of bytes");
    byte[] pixels = new byte[size * Canvas.PIXELS];
    int[] order = byLocation();
    progress.start("render " + size + " images", size);
    parallel.forEach(
        (size + CHUNK - 1) / CHUNK,
        chunk -> {
          cancellation.check();
          int from = chunk * CHUNK;
          int to = Math.min(size, from + CHUNK);
          Photographer photographer = new Photographer(world.random(), locations[order[from]]);
          for (int k = from; k < to; k++) {
            int image = order[k];
            photographer.render(
                classIds[image],
                locations[image],
                firstInstance + image,
                pixels,
                image * Canvas.PIXELS);
          }
          progress.advance(to - from);
        });
    progress.finish();
    return ImageSet.of(1, Canvas.SIDE, Canvas.SIDE, classes, pixels, labels).withDomains(locations);
  }

  /** Images of one location stand together, so that its background is painted once per task. */
  private int[] byLocation() {
    long[] keys = new long[locations.length];
    for (int k = 0; k < keys.length; k++) {
      keys[k] = (long) locations[k] << 32 | k;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int k = 0; k < keys.length; k++) {
      order[k] = (int) keys[k];
    }
    return order;
  }

  @Override
  public String toString() {
    return size() + " SynthTrap images of " + classes + " classes";
  }
}
