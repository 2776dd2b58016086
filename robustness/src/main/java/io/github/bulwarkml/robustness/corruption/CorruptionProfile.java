// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.internal.Require;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A model's error under each corruption and severity, and on clean images if known.
 *
 * <p>Immutable. All errors are fractions: 1 minus accuracy.
 *
 * @since 0.1.0
 */
public final class CorruptionProfile {
  private final String model;
  private final Map<Corruption, List<Double>> errors;
  private final double cleanError; // NaN if not known

  private CorruptionProfile(String model, Map<Corruption, List<Double>> errors, double cleanError) {
    this.model = model;
    this.errors = errors;
    this.cleanError = cleanError;
  }

  /**
   * {@return the profile of a model from its errors}
   *
   * @param model the model's name, not empty
   * @param errors per corruption the five errors for severity 1, ..., 5, fractions in [0, 1]; at
   *     least one corruption
   * @throws IllegalArgumentException if a list has not five entries, or an error is no fraction
   */
  public static CorruptionProfile of(String model, Map<Corruption, List<Double>> errors) {
    return copy(model, errors, false);
  }

  /**
   * {@return the profile of a model from its accuracies}
   *
   * @param model the model's name, not empty
   * @param accuracies per corruption the five accuracies for severity 1, ..., 5, fractions in [0,
   *     1]; at least one corruption
   * @throws IllegalArgumentException if a list has not five entries, or an accuracy is no fraction
   */
  public static CorruptionProfile ofAccuracies(
      String model, Map<Corruption, List<Double>> accuracies) {
    return copy(model, accuracies, true);
  }

  private static CorruptionProfile copy(
      String model, Map<Corruption, List<Double>> values, boolean areAccuracies) {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(values, "errors");
    if (model.isEmpty()) {
      throw new IllegalArgumentException("model must not be empty");
    }
    if (values.isEmpty()) {
      throw new IllegalArgumentException("'" + model + "' must have at least one corruption");
    }
    Map<Corruption, List<Double>> copy = new EnumMap<>(Corruption.class);
    values.forEach(
        (corruption, five) -> {
          if (five.size() != CorruptionScale.SEVERITIES) {
            throw new IllegalArgumentException(
                corruption.id()
                    + " of '"
                    + model
                    + "' must have 5 values, one per severity, but has "
                    + five.size());
          }
          List<Double> checked = new ArrayList<>();
          for (int s = 0; s < five.size(); s++) {
            String what = corruption.id() + " " + (s + 1) + " of '" + model + "'";
            double value = requireFraction(five.get(s), what);
            checked.add(areAccuracies ? 1 - value : value);
          }
          copy.put(corruption, List.copyOf(checked));
        });
    return new CorruptionProfile(model, Collections.unmodifiableMap(copy), Double.NaN);
  }

  private static double requireFraction(double value, String what) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          what
              + " must be a fraction in [0, 1], but was "
              + value
              + (value > 1 && value <= 100 ? " (percent? divide by 100)" : ""));
    }
    return value;
  }

  /**
   * {@return this profile with the error on clean images}
   *
   * @param error a fraction in [0, 1]
   * @throws IllegalArgumentException if it is none
   */
  public CorruptionProfile withCleanError(double error) {
    return new CorruptionProfile(
        model, errors, requireFraction(error, "the clean error of '" + model + "'"));
  }

  /** {@return the model's name} */
  public String model() {
    return model;
  }

  /** {@return per corruption the errors for severity 1, ..., 5} */
  public Map<Corruption, List<Double>> errors() {
    return errors;
  }

  /** {@return the error on clean images, if known} */
  public OptionalDouble cleanError() {
    return Double.isNaN(cleanError) ? OptionalDouble.empty() : OptionalDouble.of(cleanError);
  }

  /**
   * {@return the mean error over the five severities}
   *
   * @param corruption one the profile has
   * @throws IllegalArgumentException if the profile lacks it
   */
  public double meanError(Corruption corruption) {
    requireAll(List.of(corruption));
    double sum = 0;
    for (double error : errors.getOrDefault(corruption, List.of())) {
      sum += error;
    }
    return sum / CorruptionScale.SEVERITIES;
  }

  /** Refuses corruptions that the profile lacks. */
  void requireAll(Collection<Corruption> wanted) {
    Require.notEmpty(wanted, "corruptions");
    List<String> missing =
        wanted.stream().filter(c -> !errors.containsKey(c)).map(Corruption::id).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + model + "' must have errors for " + String.join(", ", missing));
    }
  }

  @Override
  public String toString() {
    return model + ": errors under " + errors.size() + " corruptions";
  }
}
