// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Nearest;
import io.github.bulwarkml.robustness.SkippedModel;
import io.github.bulwarkml.robustness.table.AccuracyTable;
import io.github.bulwarkml.robustness.table.PublishedTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The errors of many models, from a table of accuracies.
 *
 * @param profiles the models that have all five severities of every common corruption the table has
 * @param skipped the models that do not, with what they lack
 * @since 0.1.0
 */
public record CorruptionProfiles(List<CorruptionProfile> profiles, List<SkippedModel> skipped) {
  /** Where the settings of the imagenet-testbed were evaluated. */
  public enum TestbedMedium {
    /** The published JPEG files. */
    ON_DISK("on-disk"),
    /** Corrupted on the fly. */
    IN_MEMORY("in-memory");

    private final String suffix;

    TestbedMedium(String suffix) {
      this.suffix = suffix;
    }
  }

  /**
   * Copies the lists.
   *
   * @param profiles the complete models
   * @param skipped the incomplete ones
   */
  public CorruptionProfiles {
    profiles = List.copyOf(profiles);
    skipped = List.copyOf(skipped);
  }

  /**
   * {@return the models of a RobustBench table of common corruptions, such as {@code
   * robustbench_imagenet_corruptions.csv}: two header rows, fractions}
   *
   * @param file an existing file
   * @throws MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static CorruptionProfiles robustBench(Path file) throws IOException {
    return of(PublishedTables.robustBench(file), "{corruption}/{severity}", null);
  }

  /**
   * {@return the models of the imagenet-testbed's table, in percent, with {@code val} as clean
   * accuracy}
   *
   * @param file an existing file
   * @param medium which of the two columns of each corruption
   * @throws MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static CorruptionProfiles testbed(Path file, TestbedMedium medium) throws IOException {
    Objects.requireNonNull(medium, "medium");
    String pattern = "imagenet-c.{corruption}.{severity}_" + medium.suffix;
    return of(PublishedTables.testbed(file), pattern, "val");
  }

  /**
   * {@return the models of any table of accuracies}
   *
   * @param table the accuracies
   * @param pattern the name of a setting, with {@code {corruption}} and {@code {severity}} in it
   * @param cleanSetting the setting of the clean accuracy, or null if the table has none
   * @throws IllegalArgumentException if the pattern lacks a part, or no corruption has all its five
   *     settings in the table
   * @throws MalformedFileException if a cell is not an accuracy
   */
  public static CorruptionProfiles of(
      AccuracyTable table, String pattern, @Nullable String cleanSetting)
      throws MalformedFileException {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(pattern, "pattern");
    Map<Corruption, List<String>> settings = settings(table, pattern);
    List<CorruptionProfile> profiles = new ArrayList<>();
    List<SkippedModel> skipped = new ArrayList<>();
    for (String model : table.models()) {
      Map<Corruption, List<Double>> accuracies = new EnumMap<>(Corruption.class);
      List<String> missing = new ArrayList<>();
      for (Map.Entry<Corruption, List<String>> entry : settings.entrySet()) {
        List<Double> five = new ArrayList<>();
        for (String setting : entry.getValue()) {
          OptionalDouble accuracy = table.accuracy(model, setting);
          if (accuracy.isPresent()) {
            five.add(accuracy.getAsDouble());
          } else if (entry.getKey().isCommon()) {
            missing.add(setting);
          }
        }
        if (five.size() == CorruptionScale.SEVERITIES) {
          accuracies.put(entry.getKey(), five);
        }
      }
      if (!missing.isEmpty() || accuracies.isEmpty()) {
        skipped.add(new SkippedModel(model, reason(missing)));
        continue;
      }
      CorruptionProfile profile = CorruptionProfile.ofAccuracies(model, accuracies);
      OptionalDouble clean =
          cleanSetting == null ? OptionalDouble.empty() : table.accuracy(model, cleanSetting);
      profiles.add(clean.isEmpty() ? profile : profile.withCleanError(1 - clean.getAsDouble()));
    }
    return new CorruptionProfiles(profiles, skipped);
  }

  private static String reason(List<String> missing) {
    return missing.isEmpty()
        ? "no corruption is complete"
        : "no "
            + missing.get(0)
            + (missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more");
  }

  private static Map<Corruption, List<String>> settings(AccuracyTable table, String pattern) {
    if (!pattern.contains("{corruption}") || !pattern.contains("{severity}")) {
      throw new IllegalArgumentException(
          "pattern must contain {corruption} and {severity}, but was '" + pattern + "'");
    }
    Map<Corruption, List<String>> settings = new EnumMap<>(Corruption.class);
    for (Corruption corruption : Corruption.all()) {
      List<String> five = new ArrayList<>();
      for (int severity = 1; severity <= CorruptionScale.SEVERITIES; severity++) {
        String setting =
            pattern
                .replace("{corruption}", corruption.id())
                .replace("{severity}", Integer.toString(severity));
        if (table.settings().contains(setting)) {
          five.add(setting);
        }
      }
      if (five.size() == CorruptionScale.SEVERITIES) {
        settings.put(corruption, five);
      }
    }
    if (settings.isEmpty()) {
      throw new IllegalArgumentException(
          table.name()
              + ": no corruption has columns '"
              + pattern
              + "' for severity 1 to 5 (present: "
              + Nearest.list(pattern, table.settings(), 10)
              + ")");
    }
    return settings;
  }

  /**
   * {@return the errors of one model}
   *
   * @param model its name
   * @throws IllegalArgumentException if there is none; the message offers the nearest names, or
   *     says what the model lacks
   */
  public CorruptionProfile profile(String model) {
    Objects.requireNonNull(model, "model");
    for (CorruptionProfile profile : profiles) {
      if (profile.model().equals(model)) {
        return profile;
      }
    }
    throw new IllegalArgumentException(
        unknown(model, profiles.stream().map(CorruptionProfile::model).toList(), skipped));
  }

  /** {@return the message that a model has no complete errors} */
  static String unknown(String model, List<String> models, List<SkippedModel> skipped) {
    for (SkippedModel incomplete : skipped) {
      if (incomplete.model().equals(model)) {
        return "model '" + model + "' has " + incomplete.reason();
      }
    }
    return "no model '" + model + "' (nearest: " + Nearest.list(model, models, 5) + ")";
  }
}
