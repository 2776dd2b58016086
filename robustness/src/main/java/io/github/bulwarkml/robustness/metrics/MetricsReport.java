// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.stats.BinomialInterval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Accuracy, macro recall, macro F1 and, if asked for, top-k and group accuracies of one set of
 * predictions, with intervals.
 *
 * <pre>{@code
 * MetricsReport report =
 *     MetricsReport.builder(truth, predicted, 182)
 *         .groups(locations, 324)
 *         .bootstrap(ExampleBootstrap.of(Seed.of(1)))
 *         .build(Provenance.start("robustness metrics"));
 * }</pre>
 *
 * <p>Proportions over all examples or within a group have Clopper-Pearson intervals, unless a
 * bootstrap is given: then all metrics over all examples have bootstrap intervals. Macro averages
 * and group summaries are no proportions; without a bootstrap they have none.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class MetricsReport implements Result {
  private static final double DEFAULT_LEVEL = 0.95;

  private final Provenance provenance;
  private final MacroAverage average;
  private final int averagedClasses;
  private final double level;
  private final List<MetricValue> values;
  private final @Nullable GroupAccuracy groups;

  private MetricsReport(Builder builder, Provenance.Recorder recorder) {
    this.average = builder.average;
    this.level = builder.bootstrap == null ? builder.level : builder.bootstrap.level();
    ClassCounts counts = ClassCounts.of(builder.truth, builder.predicted, builder.classes);
    this.averagedClasses = counts.averaged(average);
    this.groups = builder.groupAccuracy();
    this.values = List.copyOf(builder.measure(counts, groups, level));
    this.provenance = recorder.finish();
  }

  /**
   * {@return a builder}
   *
   * @param truth the true labels [n], each in [0, classes)
   * @param predicted the predicted labels [n], each in [0, classes)
   * @param classes K, in [1, {@value Labels#MAXIMUM_CLASSES}]
   * @throws IllegalArgumentException if the lengths differ or a label is out of range
   */
  public static Builder builder(int[] truth, int[] predicted, int classes) {
    return new Builder(truth, predicted, classes);
  }

  /** {@return the metrics in order} */
  public List<MetricValue> values() {
    return values;
  }

  /**
   * {@return the value of a metric}
   *
   * @param key its key, for example {@code F1-macro_all}
   * @throws IllegalArgumentException if there is none of that key
   */
  public MetricValue value(String key) {
    return values.stream()
        .filter(value -> value.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no metric '"
                        + key
                        + "' (present: "
                        + String.join(", ", values.stream().map(MetricValue::key).toList())
                        + ")"));
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Table toTable() {
    return MetricValue.table(
        "Metrics, macro averages over " + averagedClasses + " classes (" + average.label() + ")",
        values,
        level);
  }

  @Override
  public String toJson() {
    JsonWriter json =
        new JsonWriter().beginObject().member("schema", "bulwark/robustness-metrics/1");
    json.member("average", average.name()).member("averagedClasses", averagedClasses);
    json.name("metrics");
    MetricValue.write(json, values);
    if (groups != null) {
      Map<String, Object> keys = new LinkedHashMap<>();
      groups.toMap().forEach((key, value) -> keys.put(key, groupValue(key, value)));
      json.member("groups", keys);
    }
    json.name("provenance");
    provenance.writeTo(json);
    return json.endObject().toString();
  }

  private static Object groupValue(String key, Double value) {
    return key.startsWith("count_") ? (Object) value.longValue() : value;
  }

  @Override
  public String toString() {
    return toText();
  }

  /** Collects what to measure. Not thread-safe. */
  public static final class Builder {
    private final int[] truth;
    private final int[] predicted;
    private final int classes;
    private MacroAverage average = MacroAverage.WILDS;
    private double level = DEFAULT_LEVEL;
    private int @Nullable [] groups;
    private int groupCount;
    private boolean resampleGroups;
    private @Nullable ExampleBootstrap bootstrap;
    private final Map<Integer, boolean[]> top = new LinkedHashMap<>();

    private Builder(int[] truth, int[] predicted, int classes) {
      Require.sameLength(predicted.length, truth.length, "predicted", "truth");
      this.truth = Labels.requireInRange(truth, classes, "truth").clone();
      this.predicted = Labels.requireInRange(predicted, classes, "predicted").clone();
      this.classes = classes;
    }

    /**
     * {@return this builder, with another macro average}
     *
     * @param newAverage over which classes; the default is {@link MacroAverage#WILDS}
     */
    public Builder average(MacroAverage newAverage) {
      this.average = Objects.requireNonNull(newAverage, "newAverage");
      return this;
    }

    /**
     * {@return this builder, with group metrics}
     *
     * @param newGroups the group of each example [n], each in [0, newGroupCount)
     * @param newGroupCount how many groups there are, in [1, {@value Labels#MAXIMUM_CLASSES}]
     * @throws IllegalArgumentException if the length differs or a group is out of range
     */
    public Builder groups(int[] newGroups, int newGroupCount) {
      Require.sameLength(newGroups.length, truth.length, "groups", "truth");
      Require.inRange(newGroupCount, 1, Labels.MAXIMUM_CLASSES, "groupCount");
      Labels.requireInRange(newGroups, newGroupCount, "groups");
      this.groups = newGroups.clone();
      this.groupCount = newGroupCount;
      return this;
    }

    /**
     * {@return this builder, with top-k accuracy, key {@code acc_topK}}
     *
     * @param scores n x K
     * @param k in [1, K]
     * @throws IllegalArgumentException if the sizes do not fit or {@code k} is out of range
     */
    public Builder top(ScoreMatrix scores, int k) {
      top.put(k, scores.topHits(truth, k));
      return this;
    }

    /**
     * {@return this builder, with bootstrap intervals}
     *
     * @param newBootstrap resamples, level, seed, threads
     */
    public Builder bootstrap(ExampleBootstrap newBootstrap) {
      this.bootstrap = Objects.requireNonNull(newBootstrap, "newBootstrap");
      return this;
    }

    /**
     * {@return this builder, with groups drawn as a whole by the bootstrap, or not} The default is
     * not.
     *
     * @param whole whether to draw whole groups; needs {@link #groups}
     */
    public Builder resampleGroups(boolean whole) {
      this.resampleGroups = whole;
      return this;
    }

    /**
     * {@return this builder, with another level of the intervals without bootstrap}
     *
     * @param newLevel the confidence level, in (0, 1); the default is 0.95
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder level(double newLevel) {
      this.level = Require.inside(newLevel, 0, 1, "newLevel");
      return this;
    }

    /**
     * {@return the report}
     *
     * @param recorder what the task has recorded; finished here
     * @throws IllegalStateException if groups are to be resampled but were not given
     */
    public MetricsReport build(Provenance.Recorder recorder) {
      if (resampleGroups && groups == null) {
        throw new IllegalStateException("resampling groups needs the group of each example");
      }
      return new MetricsReport(this, recorder);
    }

    private @Nullable GroupAccuracy groupAccuracy() {
      return groups == null ? null : GroupAccuracy.of(truth, predicted, groups, groupCount);
    }

    private List<MetricValue> measure(
        ClassCounts counts, @Nullable GroupAccuracy grouped, double intervalLevel) {
      List<MetricValue> values = new ArrayList<>();
      boolean[] hits = new boolean[truth.length];
      for (int i = 0; i < hits.length; i++) {
        hits[i] = truth[i] == predicted[i];
      }
      values.add(share("acc_avg", hits, intervalLevel));
      values.add(
          other(
              MetricValue.of(average.key("recall"), counts.macroRecall(average), counts.examples()),
              ExampleMetrics.macroRecall(truth, predicted, classes, average)));
      values.add(
          other(
              MetricValue.of(average.key("F1"), counts.macroF1(average), counts.examples()),
              ExampleMetrics.macroF1(truth, predicted, classes, average)));
      top.forEach((k, topHits) -> values.add(share("acc_top" + k, topHits, intervalLevel)));
      if (grouped != null && groups != null) {
        values.add(
            other(
                MetricValue.of("acc_wg", grouped.worst(), truth.length),
                ExampleMetrics.worstGroup(truth, predicted, groups, groupCount)));
        values.add(
            other(
                MetricValue.of("10th_percentile_acc", grouped.percentile(0.1), truth.length),
                ExampleMetrics.groupPercentile(truth, predicted, groups, groupCount, 0.1)));
        for (int g = 0; g < groupCount; g++) {
          MetricValue value =
              MetricValue.of("acc_group:" + g, grouped.accuracy(g), grouped.count(g));
          values.add(
              grouped.count(g) == 0 ? value : binomial(value, grouped.correct(g), intervalLevel));
        }
      }
      return values;
    }

    private MetricValue share(String key, boolean[] hits, double intervalLevel) {
      int count = 0;
      for (boolean hit : hits) {
        count += hit ? 1 : 0;
      }
      double share = hits.length == 0 ? 0 : (double) count / hits.length;
      MetricValue value = MetricValue.of(key, share, hits.length);
      if (bootstrap != null || hits.length == 0) {
        return other(value, ExampleMetrics.share(hits));
      }
      return binomial(value, count, intervalLevel);
    }

    private static MetricValue binomial(MetricValue value, int successes, double intervalLevel) {
      return value.with(
          BinomialInterval.clopperPearson(successes, value.examples(), intervalLevel),
          MetricValue.BINOMIAL);
    }

    private MetricValue other(MetricValue value, ExampleMetric metric) {
      if (bootstrap == null || truth.length == 0) {
        return value;
      }
      return value.with(
          resampleGroups && groups != null
              ? bootstrap.intervalOverGroups(groups, metric)
              : bootstrap.interval(truth.length, metric),
          resampleGroups ? MetricValue.GROUP_BOOTSTRAP : MetricValue.BOOTSTRAP);
    }
  }
}
