// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Require;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Which models the trend is fitted to. Rules compose, and say why they turn a model down.
 *
 * <pre>{@code
 * BaselineRule standard =
 *     BaselineRule.attributeIs("nat_type", "STANDARD")
 *         .and(BaselineRule.nameWithout("subsample", "aws", "batch64"))
 *         .and(BaselineRule.idAtLeast(0.55));
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BaselineRule {
  /**
   * {@return why the model is not a baseline model; empty if it is one}
   *
   * @param candidate the model
   */
  Optional<String> objection(Candidate candidate);

  /** {@return the rule that takes every model} */
  static BaselineRule all() {
    return candidate -> Optional.empty();
  }

  /**
   * {@return the rule that takes models whose attribute has one of the values}
   *
   * @param name the attribute
   * @param values the accepted values, compared exactly; at least one
   * @throws IllegalArgumentException if no value is given
   */
  static BaselineRule attributeIs(String name, String... values) {
    Objects.requireNonNull(name, "name");
    List<String> accepted = Require.notEmpty(List.of(values), "values");
    return candidate -> {
      Optional<String> value = candidate.attribute(name);
      return value.isPresent() && accepted.contains(value.get())
          ? Optional.empty()
          : Optional.of(name + " is " + value.orElse("not given"));
    };
  }

  /**
   * {@return the rule that takes models whose attribute is a number of at least the given size, in
   * the unit in which it is written}
   *
   * @param name the attribute, such as a column of the table
   * @param minimum the smallest accepted value, finite
   * @throws IllegalArgumentException if {@code minimum} is not finite
   */
  static BaselineRule attributeAtLeast(String name, double minimum) {
    Objects.requireNonNull(name, "name");
    Require.finite(minimum, "minimum");
    return candidate -> {
      Optional<String> text = candidate.attribute(name);
      if (text.isEmpty()) {
        return Optional.of(name + " is not given");
      }
      double value;
      try {
        value = Double.parseDouble(text.get());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            name
                + " of '"
                + candidate.pair().model()
                + "' must be a number, but was '"
                + text.get()
                + "'",
            e);
      }
      return value >= minimum
          ? Optional.empty()
          : Optional.of(name + " " + text.get() + " < " + minimum);
    };
  }

  /**
   * {@return the rule that takes models whose name contains none of the parts, whatever the case}
   *
   * @param parts what the name must not contain
   */
  static BaselineRule nameWithout(String... parts) {
    List<String> refused = List.of(parts);
    return candidate -> {
      String name = candidate.pair().model().toLowerCase(Locale.ROOT);
      for (String part : refused) {
        if (name.contains(part.toLowerCase(Locale.ROOT))) {
          return Optional.of("name contains " + part);
        }
      }
      return Optional.empty();
    };
  }

  /**
   * {@return the rule that takes models of at least the given accuracy on the (first) ID test set}
   *
   * @param minimum a fraction, in [0, 1]
   * @throws IllegalArgumentException if {@code minimum} is out of range
   */
  static BaselineRule idAtLeast(double minimum) {
    Require.inRange(minimum, 0, 1, "minimum");
    return candidate ->
        candidate.pair().id() >= minimum
            ? Optional.empty()
            : Optional.of("id accuracy below " + ReportTables.level(minimum));
  }

  /**
   * {@return the rule that takes what this and the other take}
   *
   * @param other asked second
   */
  default BaselineRule and(BaselineRule other) {
    Objects.requireNonNull(other, "other");
    return candidate -> {
      Optional<String> objection = objection(candidate);
      return objection.isPresent() ? objection : other.objection(candidate);
    };
  }

  /**
   * {@return the rule that takes what this or the other takes}
   *
   * @param other asked second
   */
  default BaselineRule or(BaselineRule other) {
    Objects.requireNonNull(other, "other");
    return candidate -> {
      Optional<String> first = objection(candidate);
      if (first.isEmpty()) {
        return first;
      }
      Optional<String> second = other.objection(candidate);
      return second.map(reason -> first.get() + " and " + reason);
    };
  }

  /**
   * {@return the rule that takes what this one turns down}
   *
   * @param reason what the rule says of the models it now turns down, such as {@code "is trained on
   *     more data"}
   */
  default BaselineRule negate(String reason) {
    Objects.requireNonNull(reason, "reason");
    return candidate -> objection(candidate).isPresent() ? Optional.empty() : Optional.of(reason);
  }
}
