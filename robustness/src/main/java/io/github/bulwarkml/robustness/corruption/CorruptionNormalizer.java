// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a model's errors are divided by: the mCE of two papers can be compared only if this is the
 * same.
 *
 * @since 0.1.0
 */
public sealed interface CorruptionNormalizer {
  /** {@return the name that results print} */
  String description();

  /**
   * {@return the divisor of a corruption's mean error; empty if nothing is divided}
   *
   * @param corruption the corruption
   * @throws IllegalArgumentException if the normaliser does not know the corruption, or its error
   *     is 0
   */
  OptionalDouble meanError(Corruption corruption);

  /** {@return the reference's error on clean images, if there is a reference and it is known} */
  OptionalDouble cleanError();

  /** {@return the published mean errors of AlexNet, for ImageNet-C: the usual choice there} */
  static CorruptionNormalizer alexNet() {
    return new PublishedAlexNet();
  }

  /**
   * {@return the errors of a model of your own, measured like the others}
   *
   * @param profile the reference model
   */
  static CorruptionNormalizer model(CorruptionProfile profile) {
    return new ReferenceModel(profile);
  }

  /** {@return no normaliser: the plain mean error, as usual for CIFAR-10-C} */
  static CorruptionNormalizer none() {
    return new PlainMean();
  }

  /** Constants of arXiv 1903.12261: means over the five severities. */
  record PublishedAlexNet() implements CorruptionNormalizer {
    /** AlexNet's error on the clean validation set. */
    public static final double CLEAN_ERROR = 0.4348;

    private static final Map<Corruption, Double> ERRORS = errors();

    private static Map<Corruption, Double> errors() {
      List<Double> common =
          List.of(
              .886, .894, .923, .820, .826, .786, .798, .867, .827, .819, .565, .853, .646, .718,
              .607);
      Map<Corruption, Double> errors = new EnumMap<>(Corruption.class);
      for (int i = 0; i < common.size(); i++) {
        errors.put(Corruption.common().get(i), common.get(i));
      }
      return Collections.unmodifiableMap(errors);
    }

    @Override
    public String description() {
      return "published AlexNet";
    }

    @Override
    public OptionalDouble meanError(Corruption corruption) {
      Double error = ERRORS.get(Objects.requireNonNull(corruption, "corruption"));
      if (error == null) {
        throw new IllegalArgumentException(
            "the published AlexNet errors are for the 15 common corruptions, but "
                + corruption.id()
                + " was asked for; use a reference model or none");
      }
      return OptionalDouble.of(error);
    }

    @Override
    public OptionalDouble cleanError() {
      return OptionalDouble.of(CLEAN_ERROR);
    }
  }

  /**
   * A reference model of the user's own.
   *
   * @param profile its errors
   */
  record ReferenceModel(CorruptionProfile profile) implements CorruptionNormalizer {
    /**
     * Checks that there is a profile.
     *
     * @param profile its errors
     */
    public ReferenceModel {
      Objects.requireNonNull(profile, "profile");
    }

    @Override
    public String description() {
      return "model " + profile.model();
    }

    @Override
    public OptionalDouble meanError(Corruption corruption) {
      double error = profile.meanError(corruption);
      if (!(error > 0)) {
        throw new IllegalArgumentException(
            "the reference '"
                + profile.model()
                + "' must make errors under "
                + corruption.id()
                + ", but its error is 0");
      }
      return OptionalDouble.of(error);
    }

    @Override
    public OptionalDouble cleanError() {
      return profile.cleanError();
    }
  }

  /** No division. */
  record PlainMean() implements CorruptionNormalizer {
    @Override
    public String description() {
      return "none (plain mean error)";
    }

    @Override
    public OptionalDouble meanError(Corruption corruption) {
      Objects.requireNonNull(corruption, "corruption");
      return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble cleanError() {
      return OptionalDouble.empty();
    }
  }
}
