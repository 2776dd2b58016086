// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.synthtrap;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.robustness.intervention.ClassHierarchy;
import java.util.Arrays;
import java.util.Objects;

/**
 * A world of glyphs in front of backgrounds: 28 x 28 grey bytes for every (class, location,
 * instance).
 *
 * <pre>{@code
 * SynthTrapWorld world = SynthTrapWorld.standard();
 * byte[] image = world.render(0, 1000, 1_000_000);
 * ImageSet training = world.targetTraining().images(Parallel.available());
 * }</pre>
 *
 * <p>A class is two quadratic curves; the eight classes 8 g to 8 g + 7 vary one prototype, so
 * {@code class / 8} and {@code class / 64} are its superclasses. An instance moves, turns and
 * scales the glyph and adds pixel noise. A location has a background of four plane waves, one
 * stroke of clutter, a lighting gradient, a grey level for glyphs and a noise level. In the target
 * task each location has its own long-tailed class frequencies; training and in-distribution images
 * share locations 0 to 7, out-of-distribution images come from locations 100 to 179.
 *
 * <p>About 10,000 images a second on one core. Immutable.
 *
 * <p>The world is Bulwark's own; the question it serves is that of Ramanujan et al., "On the
 * connection between pre-training data diversity and fine-tuning robustness", NeurIPS 2023,
 * arXiv:2307.12532, and the location shift is modelled on iWildCam (Koh et al., "WILDS", ICML 2021,
 * arXiv:2012.07421).
 *
 * @param seed the seed of prototypes, classes, locations, instances and sets
 * @since 0.1.0
 */
public record SynthTrapWorld(Seed seed) {
  /** The seed of the standard world. */
  public static final long STANDARD_SEED = 20230724;

  /** Rows and columns of an image. */
  public static final int SIDE = Canvas.SIDE;

  /** The most images a set may have. */
  public static final int MAXIMUM_IMAGES = 1 << 20;

  /** The number of classes of the target task. */
  public static final int TARGET_CLASSES = 12;

  /** Class 0 of the target task; source classes lie below. */
  private static final int FIRST_TARGET_CLASS = 100_000;

  /** Target classes do not share prototypes. */
  private static final int TARGET_STRIDE = Photographer.GENUS;

  private static final int FIRST_SOURCE_LOCATION = 1000;

  private static final double PRIOR_SPREAD = 1.2;

  /**
   * Checks the seed.
   *
   * @param seed the seed of everything
   */
  public SynthTrapWorld {
    Objects.requireNonNull(seed, "seed");
  }

  /** {@return the world of the published numbers, with seed {@value #STANDARD_SEED}} */
  public static SynthTrapWorld standard() {
    return new SynthTrapWorld(Seed.of(STANDARD_SEED));
  }

  /**
   * {@return the world of a seed}
   *
   * @param seed the seed of everything
   */
  public static SynthTrapWorld of(Seed seed) {
    return new SynthTrapWorld(seed);
  }

  CounterRandom random() {
    return new CounterRandom(seed);
  }

  /**
   * {@return one image, row by row from the top, unsigned bytes {@code [28 * 28]}}
   *
   * @param classId the class, at least 0
   * @param location the location, at least 0
   * @param instance the instance, at least 0
   * @throws IllegalArgumentException if a number is negative
   */
  public byte[] render(int classId, int location, long instance) {
    Require.atLeast(classId, 0, "classId");
    Require.atLeast(location, 0, "location");
    Require.inRange(instance, 0, Long.MAX_VALUE, "instance");
    byte[] image = new byte[Canvas.PIXELS];
    new Photographer(random(), location).render(classId, location, instance, image, 0);
    return image;
  }

  /**
   * {@return a pre-training set: image k shows class k modulo {@code classes}, instance {@code
   * firstInstance + k}, at one of {@code locations} locations drawn uniformly}
   *
   * @param classes how many classes, from 0 on, in [1, 100000]; the labels are the classes
   * @param images how many images, in [1, {@value #MAXIMUM_IMAGES}]
   * @param firstInstance the instance of image 0, in [0, 2<sup>62</sup>]; sets whose instances
   *     overlap share poses and noise
   * @param locations how many locations, from 1000 on, in [1, 1e9]
   * @throws IllegalArgumentException if a number is out of range
   */
  public SynthTrapSet source(int classes, int images, long firstInstance, int locations) {
    Require.inRange(classes, 1, FIRST_TARGET_CLASS, "classes");
    requireImages(images, firstInstance);
    Require.inRange(locations, 1, 1_000_000_000, "locations");
    CounterRandom random = random();
    int[] labels = new int[images];
    int[] places = new int[images];
    for (int k = 0; k < images; k++) {
      labels[k] = k % classes;
      double pick = random.uniform(CounterRandom.PICK, firstInstance + k, 0);
      places[k] = FIRST_SOURCE_LOCATION + (int) (locations * pick);
    }
    return new SynthTrapSet(this, classes, firstInstance, labels, labels, places);
  }

  /**
   * {@return a set of the target task: 12 classes that no pre-training set has, drawn with the
   * class frequencies of each image's location}
   *
   * @param locations the locations images are drawn from uniformly, each at least 0; at least one
   * @param images how many images, in [1, {@value #MAXIMUM_IMAGES}]
   * @param firstInstance the instance of image 0, in [0, 2<sup>62</sup>]
   * @throws IllegalArgumentException if a number is out of range
   */
  public SynthTrapSet target(int[] locations, int images, long firstInstance) {
    if (locations.length == 0) {
      throw new IllegalArgumentException("locations must not be empty");
    }
    for (int k = 0; k < locations.length; k++) {
      Require.atLeast(locations[k], 0, "locations[" + k + "]");
    }
    requireImages(images, firstInstance);
    CounterRandom random = random();
    double[][] cumulative = new double[locations.length][];
    int[] classIds = new int[images];
    int[] labels = new int[images];
    int[] places = new int[images];
    for (int k = 0; k < images; k++) {
      long item = random.item(CounterRandom.PICK, firstInstance + k);
      int place = (int) (locations.length * CounterRandom.uniform(item, 0));
      if (cumulative[place] == null) {
        cumulative[place] = cumulativeFrequencies(random, locations[place]);
      }
      double u = CounterRandom.uniform(item, 1);
      int label = 0;
      while (label < TARGET_CLASSES - 1 && cumulative[place][label] < u) {
        label++;
      }
      places[k] = locations[place];
      labels[k] = label;
      classIds[k] = FIRST_TARGET_CLASS + TARGET_STRIDE * label;
    }
    return new SynthTrapSet(this, TARGET_CLASSES, firstInstance, classIds, labels, places);
  }

  private static void requireImages(int images, long firstInstance) {
    Require.inRange(images, 1, MAXIMUM_IMAGES, "images");
    Require.inRange(firstInstance, 0, 1L << 62, "firstInstance");
  }

  private static double[] cumulativeFrequencies(CounterRandom random, int location) {
    long item = random.item(CounterRandom.PRIOR, location);
    double[] logits = new double[TARGET_CLASSES];
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < TARGET_CLASSES; j++) {
      logits[j] = PRIOR_SPREAD * CounterRandom.normal(item, j);
      largest = Math.max(largest, logits[j]);
    }
    double total = 0;
    for (int j = 0; j < TARGET_CLASSES; j++) {
      logits[j] = StrictMath.exp(logits[j] - largest);
      total += logits[j];
    }
    double sum = 0;
    for (int j = 0; j < TARGET_CLASSES; j++) {
      sum += logits[j] / total;
      logits[j] = sum;
    }
    return logits;
  }

  /** {@return the pre-training set S80: 80 classes, 16,000 images, 400 locations} */
  public SynthTrapSet source80() {
    return source(80, 16_000, 1_000_000, 400);
  }

  /** {@return the pre-training set S20: 20 classes, 4000 images, 400 locations} */
  public SynthTrapSet source20() {
    return source(20, 4000, 2_000_000, 400);
  }

  /** {@return the pre-training set S320: 320 classes, 4000 images, 400 locations} */
  public SynthTrapSet source320() {
    return source(320, 4000, 3_000_000, 400);
  }

  /** {@return the pre-training set S1loc: 80 classes, 4000 images, one location} */
  public SynthTrapSet sourceOneLocation() {
    return source(80, 4000, 4_000_000, 1);
  }

  /** {@return the training set of the target task: 1600 images of locations 0 to 7} */
  public SynthTrapSet targetTraining() {
    return target(range(0, 8), 1600, 10_000_000);
  }

  /** {@return the in-distribution test set: 2000 images of locations 0 to 7} */
  public SynthTrapSet inDistributionTest() {
    return target(range(0, 8), 2000, 11_000_000);
  }

  /** {@return the out-of-distribution test set: 3000 images of locations 100 to 179} */
  public SynthTrapSet outOfDistributionTest() {
    return target(range(100, 80), 3000, 12_000_000);
  }

  /**
   * {@return the hierarchy of source classes: at depth 1 {@code class / 64}, at depth 2 {@code
   * class / 8} (one prototype each), at depth 3 the classes}
   *
   * @param classes how many classes, in [1, 100000]
   * @throws IllegalArgumentException if {@code classes} is out of range
   */
  public static ClassHierarchy hierarchy(int classes) {
    Require.inRange(classes, 1, FIRST_TARGET_CLASS, "classes");
    int genera = (classes - 1) / Photographer.GENUS + 1;
    int families = (genera - 1) / Photographer.GENUS + 1;
    int firstFamily = classes + genera;
    int root = firstFamily + families;
    ClassHierarchy.Builder builder = ClassHierarchy.builder(classes, root);
    for (int c = 0; c < classes; c++) {
      builder.edge(c, classes + c / Photographer.GENUS);
    }
    for (int g = 0; g < genera; g++) {
      builder.edge(classes + g, firstFamily + g / Photographer.GENUS);
      builder.name(classes + g, "genus " + g);
    }
    for (int f = 0; f < families; f++) {
      builder.edge(firstFamily + f, root);
      builder.name(firstFamily + f, "family " + f);
    }
    return builder.name(root, "all").build();
  }

  private static int[] range(int first, int count) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, k -> first + k);
    return numbers;
  }
}
