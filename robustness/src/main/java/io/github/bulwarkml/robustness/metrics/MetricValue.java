// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.stats.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A measured metric: its key, value, interval and the number of examples behind it.
 *
 * @param key the metric's key, for example {@code acc_avg}
 * @param value its value; not NaN
 * @param interval its interval, if one was computed
 * @param method how the interval was computed; empty without one
 * @param examples how many examples the value rests on, at least 0
 * @since 0.1.0
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record MetricValue(
    String key, double value, Optional<Interval> interval, String method, long examples) {
  /** The method of intervals that {@link ExampleBootstrap} made. */
  public static final String BOOTSTRAP = "bootstrap";

  /** The same, with whole groups drawn. */
  public static final String GROUP_BOOTSTRAP = "group bootstrap";

  /** The method of intervals of a proportion. */
  public static final String BINOMIAL = "clopper-pearson";

  /**
   * Checks the parts.
   *
   * @param key the metric's key
   * @param value its value; not NaN
   * @param interval its interval, if one was computed
   * @param method how the interval was computed; empty without one
   * @param examples how many examples the value rests on, at least 0
   * @throws IllegalArgumentException if a number is out of range
   */
  public MetricValue {
    Objects.requireNonNull(key, "key");
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("value of " + key + " must be a number, but was NaN");
    }
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(method, "method");
    Require.inRange(examples, 0, Long.MAX_VALUE, "examples");
  }

  /**
   * {@return a value without an interval}
   *
   * @param key the metric's key
   * @param value its value; not NaN
   * @param examples how many examples the value rests on, at least 0
   */
  public static MetricValue of(String key, double value, long examples) {
    return new MetricValue(key, value, Optional.empty(), "", examples);
  }

  /**
   * {@return this value with an interval}
   *
   * @param newInterval the interval
   * @param newMethod how it was computed
   */
  public MetricValue with(Interval newInterval, String newMethod) {
    return new MetricValue(key, value, Optional.of(newInterval), newMethod, examples);
  }

  /**
   * {@return a table of values, one row each}
   *
   * @param title one line
   * @param values the rows
   * @param level the confidence level of the intervals, in (0, 1), for the header
   * @throws IllegalArgumentException if the level is out of range
   */
  public static Table table(String title, List<MetricValue> values, double level) {
    Require.inside(level, 0, 1, "level");
    String percent = percent(level);
    Table.Builder table =
        Table.titled(title)
            .column(Column.text("metric"))
            .column(Column.decimal("value", 6))
            .column(Column.integer("examples"))
            .column(Column.interval(percent + " % interval", 6, "low" + percent, "high" + percent))
            .column(Column.text("method"));
    for (MetricValue value : values) {
      table.row(value.key, value.value, value.examples, value.interval.orElse(null), value.method);
    }
    return table.build();
  }

  /** {@return a level in percent, without trailing zeros: 0.95 gives 95, 0.995 gives 99.5} */
  static String percent(double level) {
    String text = String.format(Locale.ROOT, "%.6f", 100 * level);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /**
   * Writes values as a JSON object from key to value, low, high, method, examples.
   *
   * @param json a writer that awaits a value
   * @param values what to write
   */
  public static void write(JsonWriter json, List<MetricValue> values) {
    json.beginObject();
    for (MetricValue value : values) {
      json.name(value.key).beginObject().member("value", value.value);
      value.interval.ifPresent(
          interval ->
              json.member("low", interval.low())
                  .member("high", interval.high())
                  .member("level", interval.level())
                  .member("method", value.method));
      json.member("examples", value.examples).endObject();
    }
    json.endObject();
  }
}
