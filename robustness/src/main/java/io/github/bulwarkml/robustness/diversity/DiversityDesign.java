// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.internal.Require;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which pre-training set plays which part in a study. Immutable.
 *
 * @since 0.1.0
 */
public final class DiversityDesign {
  private final String scratch;
  private final String reference;
  private final List<Quantity> quantities;
  private final List<String> otherClassCounts;
  private final String fine;
  private final List<String> coarse;
  private final String permuted;
  private final List<String> lessDiverse;

  private DiversityDesign(Builder builder) {
    this.scratch = builder.scratch;
    this.reference = builder.reference;
    this.quantities = List.copyOf(builder.quantities);
    this.otherClassCounts = List.copyOf(builder.otherClassCounts);
    this.fine = builder.fine;
    this.coarse = List.copyOf(builder.coarse);
    this.permuted = builder.permuted;
    this.lessDiverse = List.copyOf(builder.lessDiverse);
  }

  /**
   * A pre-training set that differs from the others in its size alone.
   *
   * @param pretraining its name
   * @param images the number of its images, at least 1
   */
  public record Quantity(String pretraining, int images) {
    /**
     * Checks the parts.
     *
     * @param pretraining its name
     * @param images the number of its images, at least 1
     * @throws IllegalArgumentException if {@code images} is out of range
     */
    public Quantity {
      Objects.requireNonNull(pretraining, "pretraining");
      Require.atLeast(images, 1, "images");
    }
  }

  /**
   * {@return a builder}
   *
   * @param scratch the name of the models that were not pre-trained: the baseline
   * @param reference the pre-training set that all others are compared with
   */
  public static Builder builder(String scratch, String reference) {
    return new Builder(scratch, reference);
  }

  /** {@return the design of the SynthTrap study, with the names of its published table} */
  public static DiversityDesign synthTrap() {
    return builder("scratch", "N4000_C80")
        .quantity("N250_C80", 250)
        .quantity("N1000_C80", 1000)
        .quantity("N4000_C80", 4000)
        .quantity("N16000_C80", 16_000)
        .otherClassCount("N4000_C20")
        .otherClassCount("N4000_C320")
        .fine("N4000_C320")
        .coarse("N4000_C320_L40")
        .coarse("N4000_C320_L5")
        .lessDiverse("N4000_C80_1loc")
        .permuted("N4000_C80_randlab")
        .build();
  }

  /** {@return the name of the models that were not pre-trained} */
  public String scratch() {
    return scratch;
  }

  /** {@return the pre-training set that all others are compared with} */
  public String reference() {
    return reference;
  }

  /** {@return the sets that differ in size alone, by size} */
  public List<Quantity> quantities() {
    return quantities;
  }

  /** {@return the sets as large as the reference with another number of classes} */
  public List<String> otherClassCounts() {
    return otherClassCounts;
  }

  /** {@return the set with fine labels; empty if there is none} */
  public String fine() {
    return fine;
  }

  /** {@return the sets with the same images and coarser labels} */
  public List<String> coarse() {
    return coarse;
  }

  /** {@return the reference with labels permuted at random; empty if there is none} */
  public String permuted() {
    return permuted;
  }

  /** {@return the sets as large as the reference with less variety inside classes} */
  public List<String> lessDiverse() {
    return lessDiverse;
  }

  /** {@return all names but that of the baseline, in the order of a report} */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    quantities.forEach(quantity -> names.add(quantity.pretraining()));
    names.add(reference);
    names.addAll(otherClassCounts);
    names.add(fine);
    names.addAll(coarse);
    names.addAll(lessDiverse);
    names.add(permuted);
    names.remove("");
    return names;
  }

  /**
   * Collects the parts; what is left out is not measured. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final String scratch;
    private final String reference;
    private final List<Quantity> quantities = new ArrayList<>();
    private final List<String> otherClassCounts = new ArrayList<>();
    private String fine = "";
    private final List<String> coarse = new ArrayList<>();
    private String permuted = "";
    private final List<String> lessDiverse = new ArrayList<>();

    private Builder(String scratch, String reference) {
      this.scratch = Objects.requireNonNull(scratch, "scratch");
      this.reference = Objects.requireNonNull(reference, "reference");
    }

    /**
     * {@return this builder, with one more set that differs in size alone}
     *
     * @param pretraining its name
     * @param images the number of its images, larger than that of the one before
     * @throws IllegalArgumentException if {@code images} does not rise
     */
    public Builder quantity(String pretraining, int images) {
      Quantity quantity = new Quantity(pretraining, images);
      if (!quantities.isEmpty()) {
        Require.atLeast(images, quantities.get(quantities.size() - 1).images() + 1, "images");
      }
      quantities.add(quantity);
      return this;
    }

    /**
     * {@return this builder, with a set as large as the reference with another number of classes}
     *
     * @param pretraining its name
     */
    public Builder otherClassCount(String pretraining) {
      otherClassCounts.add(Objects.requireNonNull(pretraining, "pretraining"));
      return this;
    }

    /**
     * {@return this builder, with the set that has fine labels}
     *
     * @param pretraining its name
     */
    public Builder fine(String pretraining) {
      fine = Objects.requireNonNull(pretraining, "pretraining");
      return this;
    }

    /**
     * {@return this builder, with a set of the fine set's images with coarser labels}
     *
     * @param pretraining its name
     */
    public Builder coarse(String pretraining) {
      coarse.add(Objects.requireNonNull(pretraining, "pretraining"));
      return this;
    }

    /**
     * {@return this builder, with the reference whose labels are permuted at random}
     *
     * @param pretraining its name
     */
    public Builder permuted(String pretraining) {
      permuted = Objects.requireNonNull(pretraining, "pretraining");
      return this;
    }

    /**
     * {@return this builder, with a set as large as the reference with less variety inside classes}
     *
     * @param pretraining its name
     */
    public Builder lessDiverse(String pretraining) {
      lessDiverse.add(Objects.requireNonNull(pretraining, "pretraining"));
      return this;
    }

    /** {@return the design} */
    public DiversityDesign build() {
      return new DiversityDesign(this);
    }
  }
}
