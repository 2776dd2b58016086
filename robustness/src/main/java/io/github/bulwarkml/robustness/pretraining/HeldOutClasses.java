// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.internal.Nearest;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.io.Sha256;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.Subsets;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.robustness.corruption.Corruption;
import io.github.bulwarkml.robustness.corruption.CorruptionOptions;
import io.github.bulwarkml.robustness.corruption.CorruptionScale;
import io.github.bulwarkml.robustness.corruption.Corruptor;
import io.github.bulwarkml.robustness.corruption.Image;
import io.github.bulwarkml.robustness.intervention.InterventionPlan;
import io.github.bulwarkml.robustness.intervention.LabelledIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A study on a labelled data set of real images: some classes are held out as the target task, the
 * others are pre-trained on, changed by interventions; in distribution are clean test images of the
 * target classes, out of distribution the same images corrupted.
 *
 * <p>Out of distribution each test image appears once with each of the 15 common corruptions of
 * ImageNet-C (at the scale for small images), image i with corruption k at severity 1 + (i + k)
 * modulo 5, so that every severity is met equally often. Test sets are those of all runs; target
 * training images and pre-training sets are drawn anew in each run. Within a run all pre-training
 * sets are drawn with one seed, so that a smaller number of images is among a larger one.
 *
 * <p>Immutable from outside; safe to use from several threads.
 *
 * @since 0.1.0
 */
public final class HeldOutClasses implements StudyWorld {
  private static final Seed CORRUPTION_SEED = Seed.of(20230724);

  private final ImageSet training;
  private final ImageSet test;
  private final int[] targetClasses;
  private final int[] sourceClasses;
  private final int targetImages;
  private final int testImages;
  private final Map<String, InterventionPlan> plans;
  private final String identity;
  private @Nullable ImageSet cleanTest;
  private @Nullable ImageSet corruptedTest;

  private HeldOutClasses(Builder builder) {
    this.training = builder.training;
    this.test = builder.test;
    this.targetClasses = builder.targetClasses.clone();
    this.sourceClasses = others(training.classes(), targetClasses);
    this.targetImages = builder.targetImages;
    this.testImages = builder.testImages;
    this.plans = new LinkedHashMap<>(builder.plans);
    this.identity =
        "held-out/1 "
            + hash(training)
            + " "
            + hash(test)
            + " "
            + Arrays.toString(targetClasses)
            + " "
            + targetImages
            + " "
            + testImages
            + " "
            + plans;
  }

  private static String hash(ImageSet images) {
    int length = images.imageLength();
    byte[] all = new byte[images.size() * (length + 1)];
    for (int i = 0; i < images.size(); i++) {
      images.copyTo(i, all, i * (length + 1));
      all[i * (length + 1) + length] = (byte) images.label(i);
    }
    return Sha256.of(all).substring(0, 16);
  }

  private static int[] others(int classes, int[] chosen) {
    return IntStream.range(0, classes)
        .filter(c -> Arrays.stream(chosen).noneMatch(other -> other == c))
        .toArray();
  }

  /**
   * {@return a builder}
   *
   * @param training the training images of all classes, grey or colour, of at least 8 x 8 pixels
   * @param test the test images of all classes, of the same shape
   */
  public static Builder builder(ImageSet training, ImageSet test) {
    return new Builder(training, test);
  }

  /**
   * {@return this world with some of its pre-training sets; models of both are the same}
   *
   * @param names which, each one of {@link #pretrainingNames}, at least one
   * @throws IllegalArgumentException if there is no such set, or none is named
   */
  public StudyWorld keep(List<String> names) {
    Require.notEmpty(names, "names");
    names.forEach(this::plan);
    return new Kept(this, List.copyOf(names));
  }

  /** A world with some of the sets of another. */
  private record Kept(HeldOutClasses all, List<String> pretrainingNames) implements StudyWorld {
    @Override
    public String identity() {
      return all.identity();
    }

    @Override
    public ImageSet pretraining(String name, Seed seed, Parallel parallel) {
      return all.pretraining(name, seed, parallel);
    }

    @Override
    public TargetTask target(Seed seed, Parallel parallel) {
      return all.target(seed, parallel);
    }
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public List<String> pretrainingNames() {
    return List.copyOf(plans.keySet());
  }

  @Override
  public ImageSet pretraining(String name, Seed seed, Parallel parallel) {
    Objects.requireNonNull(seed, "seed");
    ImageSet source = restricted(training, sourceClasses);
    return plan(name).run(LabelledIndex.of(source), seed).images(source);
  }

  private InterventionPlan plan(String name) {
    InterventionPlan plan = plans.get(name);
    if (plan == null) {
      throw new IllegalArgumentException(
          "no pre-training set '"
              + name
              + "' (nearest first: "
              + Nearest.list(name, plans.keySet(), plans.size())
              + ")");
    }
    return plan;
  }

  @Override
  public TargetTask target(Seed seed, Parallel parallel) {
    Objects.requireNonNull(seed, "seed");
    ImageSet all = restricted(training, targetClasses);
    int[] order = IntStream.range(0, all.size()).toArray();
    Subsets.shuffle(Rng.of(seed), order);
    ImageSet chosen = all.select(Arrays.copyOf(order, Math.min(targetImages, order.length)));
    makeTests(parallel);
    return new TargetTask(
        chosen, Objects.requireNonNull(cleanTest), Objects.requireNonNull(corruptedTest));
  }

  private synchronized void makeTests(Parallel parallel) {
    if (cleanTest == null) {
      ImageSet all = restricted(test, targetClasses);
      ImageSet clean = all.select(IntStream.range(0, Math.min(testImages, all.size())).toArray());
      corruptedTest = corrupted(clean, parallel);
      cleanTest = clean;
    }
  }

  /** {@return the images of some classes, which are numbered in the given order} */
  private static ImageSet restricted(ImageSet images, int[] classes) {
    int[] newLabel = new int[images.classes()];
    Arrays.fill(newLabel, -1);
    for (int k = 0; k < classes.length; k++) {
      newLabel[classes[k]] = k;
    }
    int[] chosen =
        IntStream.range(0, images.size()).filter(i -> newLabel[images.label(i)] >= 0).toArray();
    int[] labels = Arrays.stream(chosen).map(i -> newLabel[images.label(i)]).toArray();
    return images.select(chosen).withLabels(labels, classes.length);
  }

  private static ImageSet corrupted(ImageSet clean, Parallel parallel) {
    CorruptionOptions options = CorruptionOptions.defaults().withScale(CorruptionScale.CIFAR);
    List<Corruption> corruptions = Corruption.common();
    int size = clean.size();
    int length = clean.imageLength();
    byte[] pixels = new byte[Math.multiplyExact(corruptions.size() * size, length)];
    int[] labels = new int[corruptions.size() * size];
    parallel.forEach(
        corruptions.size(),
        k -> {
          Corruptor corruptor = new Corruptor(options);
          for (int i = 0; i < size; i++) {
            int severity = 1 + (i + k) % 5;
            Image image =
                corruptor.corrupt(
                    image(clean, i), corruptions.get(k), severity, CORRUPTION_SEED, i);
            int place = k * size + i;
            labels[place] = clean.label(i);
            putChannelsFirst(image, pixels, place * length);
          }
        });
    return ImageSet.of(
        clean.channels(), clean.height(), clean.width(), clean.classes(), pixels, labels);
  }

  private static Image image(ImageSet images, int index) {
    int channels = images.channels();
    int places = images.imageLength() / channels;
    byte[] planes = new byte[images.imageLength()];
    images.copyTo(index, planes, 0);
    byte[] bytes = new byte[planes.length];
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < places; p++) {
        bytes[p * channels + c] = planes[c * places + p];
      }
    }
    return Image.of(images.height(), images.width(), channels, bytes);
  }

  private static void putChannelsFirst(Image image, byte[] target, int offset) {
    byte[] bytes = image.toBytes();
    int channels = image.channels();
    int places = bytes.length / channels;
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < places; p++) {
        target[offset + c * places + p] = bytes[p * channels + c];
      }
    }
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder {
    private final ImageSet training;
    private final ImageSet test;
    private int[] targetClasses = {};
    private int targetImages = 1600;
    private int testImages = 1000;
    private final Map<String, InterventionPlan> plans = new LinkedHashMap<>();

    private Builder(ImageSet training, ImageSet test) {
      this.training = Objects.requireNonNull(training, "training");
      this.test = Objects.requireNonNull(test, "test");
      Require.sameLength(test.classes(), training.classes(), "test's classes", "training's");
      Require.sameLength(test.imageLength(), training.imageLength(), "test's", "training's images");
    }

    /**
     * {@return this builder, with the held-out classes; their labels in the target task are their
     * places}
     *
     * @param classes at least 2, leaving at least 2 to pre-train on; each once
     * @throws IllegalArgumentException if a class does not exist or occurs twice, or too few are
     *     chosen or left
     */
    public Builder targetClasses(int... classes) {
      for (int k = 0; k < classes.length; k++) {
        Require.inRange(classes[k], 0, training.classes() - 1, "classes[" + k + "]");
      }
      boolean distinct = Arrays.stream(classes).distinct().count() == classes.length;
      if (!distinct || classes.length < 2 || classes.length > training.classes() - 2) {
        throw new IllegalArgumentException(
            "classes must be different, at least 2 and leave at least 2 of "
                + training.classes()
                + ", but were "
                + Arrays.toString(classes));
      }
      targetClasses = classes.clone();
      return this;
    }

    /**
     * {@return this builder, with the numbers of images of the target task}
     *
     * @param newTargetImages how many training images at most; default 1600
     * @param newTestImages how many test images at most, the first ones; default 1000
     * @throws IllegalArgumentException if a number is below 1 or above a million
     */
    public Builder images(int newTargetImages, int newTestImages) {
      targetImages = Require.inRange(newTargetImages, 1, 1_000_000, "newTargetImages");
      testImages = Require.inRange(newTestImages, 1, 1_000_000, "newTestImages");
      return this;
    }

    /**
     * {@return this builder, with a pre-training set}
     *
     * @param name its name, not empty
     * @param plan what is done to the images of the classes that are not held out, which are
     *     numbered in their order from 0
     * @throws IllegalArgumentException if the name is empty or taken
     */
    public Builder pretraining(String name, InterventionPlan plan) {
      Objects.requireNonNull(plan, "plan");
      if (name.isEmpty() || plans.containsKey(name)) {
        throw new IllegalArgumentException(
            "name must be new and not empty, but was '" + name + "'");
      }
      plans.put(name, plan);
      return this;
    }

    /**
     * {@return the world}
     *
     * @throws IllegalStateException if no classes are held out or there is no pre-training set
     */
    public HeldOutClasses build() {
      if (targetClasses.length == 0 || plans.isEmpty()) {
        throw new IllegalStateException("targetClasses and a pretraining must be set");
      }
      return new HeldOutClasses(this);
    }
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    parts.add("held out " + Arrays.toString(targetClasses));
    parts.addAll(plans.keySet());
    return String.join(", ", parts);
  }
}
