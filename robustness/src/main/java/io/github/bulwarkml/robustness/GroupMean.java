// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.StudentT;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The mean effective robustness of the models of one type.
 *
 * @param group the type; empty for models without one
 * @param n the number of models, at least 1
 * @param mean the mean of rho as a fraction
 * @param interval Student's t interval of the mean; empty for a single model
 * @since 0.1.0
 */
public record GroupMean(String group, int n, double mean, Optional<Interval> interval) {
  /**
   * Checks the parts.
   *
   * @param group the type
   * @param n the number of models, at least 1
   * @param mean the mean of rho, finite
   * @param interval the interval of the mean
   * @throws IllegalArgumentException if a number is out of range
   */
  public GroupMean {
    Objects.requireNonNull(group, "group");
    Require.atLeast(n, 1, "n");
    Require.finite(mean, "mean");
    Objects.requireNonNull(interval, "interval");
  }

  /**
   * {@return the mean of each type, in the order in which types occur}
   *
   * @param models the models
   * @param level the confidence level of the intervals, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   */
  public static List<GroupMean> of(List<EffectiveRobustness> models, double level) {
    Require.inside(level, 0, 1, "level");
    Map<String, List<EffectiveRobustness>> groups = new LinkedHashMap<>();
    for (EffectiveRobustness model : models) {
      groups.computeIfAbsent(model.pair().type(), type -> new ArrayList<>()).add(model);
    }
    List<GroupMean> means = new ArrayList<>();
    groups.forEach(
        (type, members) ->
            means.add(
                of(type, members.stream().mapToDouble(EffectiveRobustness::rho).toArray(), level)));
    return List.copyOf(means);
  }

  private static GroupMean of(String group, double[] values, double level) {
    int n = values.length;
    double mean = mean(values);
    if (n == 1) {
      return new GroupMean(group, n, mean, Optional.empty());
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double half = StudentT.critical(level, n - 1) * Math.sqrt(squares / (n - 1) / n);
    return new GroupMean(
        group, n, mean, Optional.of(new Interval(mean - half, mean + half, level)));
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s: mean effective robustness %+.3f points (%d)", group, 100 * mean, n);
  }
}
