// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.stats.BinomialInterval;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.robustness.metrics.ExampleBootstrap;
import io.github.bulwarkml.robustness.metrics.MetricValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All calibration measures of one set of predictions, its reliability table and diagram.
 *
 * <pre>{@code
 * CalibrationReport report =
 *     CalibrationReport.builder(ProbabilityMatrix.ofLogits(logits), truth)
 *         .bins(15)
 *         .build(Provenance.start("robustness calibrate"));
 * }</pre>
 *
 * <p>The CSV form holds the measures; JSON also holds the reliability table.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class CalibrationReport implements Result {
  private final Provenance provenance;
  private final List<MetricValue> values;
  private final ReliabilityTable reliability;
  private final double level;
  private final String temperatureNote;

  CalibrationReport(
      Provenance provenance,
      List<MetricValue> values,
      ReliabilityTable reliability,
      double level,
      String temperatureNote) {
    this.provenance = provenance;
    this.values = List.copyOf(values);
    this.reliability = reliability;
    this.level = level;
    this.temperatureNote = temperatureNote;
  }

  /**
   * {@return a builder}
   *
   * @param probabilities n x K
   * @param truth the true labels [n], each in [0, K)
   * @throws IllegalArgumentException if the length differs or a label is out of range
   */
  public static Builder builder(ProbabilityMatrix probabilities, int[] truth) {
    return new Builder(probabilities, truth);
  }

  /** {@return the measures in order} */
  public List<MetricValue> values() {
    return values;
  }

  /**
   * {@return a measure}
   *
   * @param key its key, for example {@code expectedCalibrationError}
   * @throws IllegalArgumentException if there is none of that key
   */
  public MetricValue value(String key) {
    return values.stream()
        .filter(value -> value.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no measure '"
                        + key
                        + "' (present: "
                        + String.join(", ", values.stream().map(MetricValue::key).toList())
                        + ")"));
  }

  /** {@return the examples binned by confidence} */
  public ReliabilityTable reliability() {
    return reliability;
  }

  /** {@return where the temperature comes from, or why there is none} */
  public String temperatureNote() {
    return temperatureNote;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Table toTable() {
    return MetricValue.table("Calibration", values, level);
  }

  /** {@return the reliability table, with a Clopper-Pearson interval of each accuracy} */
  public Table reliabilityTable() {
    Table.Builder table =
        Table.titled("Reliability")
            .column(Column.decimal("low", 4))
            .column(Column.decimal("high", 4))
            .column(Column.integer("examples"))
            .column(Column.integer("correct"))
            .column(Column.decimal("accuracy", 4))
            .column(Column.interval("interval", 4, "accuracyLow", "accuracyHigh"))
            .column(Column.decimal("meanConfidence", 4))
            .column(Column.decimal("gap", 4));
    for (ReliabilityTable.Bin bin : reliability.bins()) {
      boolean empty = bin.count() == 0;
      table.row(
          bin.low(),
          bin.high(),
          bin.count(),
          bin.correct(),
          empty ? null : bin.accuracy(),
          empty ? null : interval(bin),
          empty ? null : bin.meanConfidence(),
          empty ? null : bin.gap());
    }
    return table.build();
  }

  private Interval interval(ReliabilityTable.Bin bin) {
    return BinomialInterval.clopperPearson(bin.correct(), bin.count(), level);
  }

  @Override
  public String toText() {
    boolean resampled =
        values.stream().anyMatch(value -> value.method().equals(MetricValue.BOOTSTRAP));
    return toTable().toText()
        + (resampled
            ? "Resampling adds gaps of its own: intervals of calibration errors lie high.\n"
            : "")
        + "temperature: "
        + temperatureNote
        + "\n\n"
        + reliabilityTable().toText()
        + provenance.toLine()
        + "\n";
  }

  @Override
  public String toJson() {
    JsonWriter json =
        new JsonWriter().beginObject().member("schema", "bulwark/robustness-calibration/1");
    json.name("measures");
    MetricValue.write(json, values);
    json.member("temperatureNote", temperatureNote).name("reliability").beginArray();
    for (ReliabilityTable.Bin bin : reliability.bins()) {
      json.beginObject()
          .member("low", bin.low())
          .member("high", bin.high())
          .member("examples", bin.count())
          .member("correct", bin.correct());
      if (bin.count() > 0) {
        json.member("accuracy", bin.accuracy())
            .member("accuracyLow", interval(bin).low())
            .member("accuracyHigh", interval(bin).high())
            .member("meanConfidence", bin.meanConfidence());
      }
      json.endObject();
    }
    json.endArray().name("provenance");
    provenance.writeTo(json);
    return json.endObject().toString();
  }

  /**
   * {@return the reliability diagram: accuracy against mean confidence of every bin with examples}
   */
  @Override
  public Optional<Chart> chart() {
    List<ReliabilityTable.Bin> filled =
        reliability.bins().stream().filter(bin -> bin.count() > 0).toList();
    int n = filled.size();
    double[] x = new double[n];
    double[] y = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    for (int b = 0; b < n; b++) {
      x[b] = filled.get(b).meanConfidence();
      y[b] = filled.get(b).accuracy();
      low[b] = interval(filled.get(b)).low();
      high[b] = interval(filled.get(b)).high();
    }
    double[] ends = {0, 1};
    return Optional.of(
        new Chart(
            "Reliability diagram",
            Chart.Axis.of("mean confidence", Chart.Scale.LINEAR).between(0, 1),
            Chart.Axis.of("accuracy", Chart.Scale.LINEAR).between(0, 1),
            List.of(
                Chart.Series.of("calibrated", Chart.Mark.REFERENCE, ends, ends),
                Chart.Series.of("model", Chart.Mark.LINE_POINTS, x, y).withErrorBars(low, high)),
            "ECE "
                + toTable().shown(indexOf("expectedCalibrationError"), 1)
                + ", "
                + reliability.examples()
                + " examples, "
                + provenance.fingerprint()));
  }

  private int indexOf(String key) {
    return values.indexOf(value(key));
  }

  @Override
  public String toString() {
    return toText();
  }

  /** Collects how to measure. Not thread-safe. */
  public static final class Builder {
    final ProbabilityMatrix probabilities;
    final int[] truth;
    int bins = 15;
    BinEdge edge = BinEdge.LEFT_CLOSED;
    double level = 0.95;
    @Nullable ExampleBootstrap bootstrap;
    @Nullable TemperatureScaling temperature;

    private Builder(ProbabilityMatrix probabilities, int[] truth) {
      this.probabilities = probabilities;
      this.truth = probabilities.requireLabels(truth).clone();
    }

    /**
     * {@return this builder, with another number of bins}
     *
     * @param newBins B, in [1, {@value ReliabilityTable#MAXIMUM_BINS}]; the default is 15
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder bins(int newBins) {
      this.bins = ReliabilityTable.requireBins(newBins);
      return this;
    }

    /**
     * {@return this builder, with another rule for edges}
     *
     * @param newEdge to which bin an edge belongs; the default is {@link BinEdge#LEFT_CLOSED}
     */
    public Builder edge(BinEdge newEdge) {
      this.edge = Objects.requireNonNull(newEdge, "newEdge");
      return this;
    }

    /**
     * {@return this builder, with another level of the intervals of proportions}
     *
     * @param newLevel the confidence level, in (0, 1); the default is 0.95
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder level(double newLevel) {
      this.level = Require.inside(newLevel, 0, 1, "newLevel");
      return this;
    }

    /**
     * {@return this builder, with bootstrap intervals at the bootstrap's level}
     *
     * @param newBootstrap resamples, level, seed, threads
     */
    public Builder bootstrap(ExampleBootstrap newBootstrap) {
      this.bootstrap = Objects.requireNonNull(newBootstrap, "newBootstrap");
      this.level = newBootstrap.level();
      return this;
    }

    /**
     * {@return this builder, with a temperature chosen on other data} By default it is chosen on
     * the data at hand, and the report says so.
     *
     * @param chosen the temperature
     */
    public Builder temperature(TemperatureScaling chosen) {
      this.temperature = Objects.requireNonNull(chosen, "chosen");
      return this;
    }

    /**
     * {@return the report}
     *
     * @param recorder what the task has recorded; finished here
     */
    public CalibrationReport build(Provenance.Recorder recorder) {
      CalibrationMeasurement measurement = new CalibrationMeasurement(this);
      List<MetricValue> values = new ArrayList<>(measurement.values());
      String note = measurement.addTemperature(values);
      return new CalibrationReport(
          recorder.finish(), values, measurement.reliability(), level, note);
    }
  }
}
