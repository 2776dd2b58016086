// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.robustness.BaselineRule;
import io.github.bulwarkml.robustness.table.AccuracyUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which models the trend is fitted to. */
final class BaselineOptions {
  @Option(
      names = "--baseline",
      paramLabel = "NAME=VALUE",
      description =
          "fit to models with this attribute (a column of --types or of the table);"
              + " repeat for more attributes, or for more values of one (default: all models)")
  private List<String> attributes = new ArrayList<>();

  @Option(
      names = "--exclude-name",
      split = ",",
      paramLabel = "PART",
      description =
          "fit to models whose name contains none of these parts, whatever the case;"
              + " separated by commas")
  private List<String> excludedNames = new ArrayList<>();

  @Option(
      names = "--min-id",
      paramLabel = "ACCURACY",
      description =
          "fit to models with at least this value in the --id column, in the table's" + " unit")
  private @Nullable Double minimumId;

  @Option(
      names = "--min",
      paramLabel = "COLUMN=VALUE",
      description =
          "fit to models with at least this value in another column, in the table's unit;"
              + " may be repeated")
  private List<String> minima = new ArrayList<>();

  /** {@return the models of the fit} */
  BaselineRule rule(AccuracyUnit unit) {
    Map<String, List<String>> accepted = new LinkedHashMap<>();
    for (String attribute : attributes) {
      accepted
          .computeIfAbsent(before(attribute, "--baseline"), name -> new ArrayList<>())
          .add(after(attribute));
    }
    BaselineRule rule = BaselineRule.all();
    for (Map.Entry<String, List<String>> attribute : accepted.entrySet()) {
      rule =
          rule.and(
              BaselineRule.attributeIs(
                  attribute.getKey(), attribute.getValue().toArray(String[]::new)));
    }
    return rule.and(scope(unit));
  }

  /** {@return what holds for the models of the fit whatever their attributes} */
  BaselineRule scope(AccuracyUnit unit) {
    BaselineRule rule = BaselineRule.all();
    if (!excludedNames.isEmpty()) {
      rule = rule.and(BaselineRule.nameWithout(excludedNames.toArray(String[]::new)));
    }
    if (minimumId != null) {
      double minimum = Require.inRange(minimumId, 0, unit.one(), "--min-id");
      rule = rule.and(BaselineRule.idAtLeast(unit.toFraction(minimum)));
    }
    for (String minimum : minima) {
      String column = before(minimum, "--min");
      rule = rule.and(BaselineRule.attributeAtLeast(column, number(after(minimum))));
    }
    return rule;
  }

  private static double number(String text) {
    try {
      return Require.finite(Double.parseDouble(text), "--min");
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--min must be COLUMN=NUMBER, but the number was '" + text + "'", e);
    }
  }

  private static String before(String text, String option) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(option + " must be NAME=VALUE, but was '" + text + "'");
    }
    return text.substring(0, equals);
  }

  private static String after(String text) {
    return text.substring(text.indexOf('=') + 1);
  }

  /** Notes the parameters. */
  void record(Provenance.Recorder recorder) {
    recorder
        .parameter("baseline", attributes.isEmpty() ? null : List.copyOf(attributes))
        .parameter("excludeName", excludedNames.isEmpty() ? null : String.join(",", excludedNames))
        .parameter("minId", minimumId)
        .parameter("min", minima.isEmpty() ? null : List.copyOf(minima));
  }
}
