// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.result.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a training went: the loss and the learning rate of every step, what validation said, and why
 * it ended.
 *
 * <p>The table, and so CSV, has a row per epoch; JSON has every step.
 *
 * <p>Immutable and safe to share.
 *
 * @since 0.1.0
 */
public final class TrainingHistory implements Result {
  /** More steps than this are drawn as means of neighbouring ones. */
  private static final int DRAWN = 400;

  private final Provenance provenance;
  private final double[] losses;
  private final double[] learningRates;
  private final List<ValidationPoint> validations;
  private final @Nullable Metric metric;
  private final int stepsPerEpoch;
  private final StopReason stopReason;

  TrainingHistory(
      Provenance provenance,
      StepRecord record,
      @Nullable Metric metric,
      int stepsPerEpoch,
      StopReason stopReason) {
    this.provenance = provenance;
    this.losses = record.losses();
    this.learningRates = record.learningRates();
    this.validations = record.points();
    this.metric = metric;
    this.stepsPerEpoch = stepsPerEpoch;
    this.stopReason = stopReason;
  }

  /** {@return how many steps were made, those before a resumed checkpoint included} */
  public int steps() {
    return losses.length;
  }

  /** {@return how many steps make an epoch} */
  public int stepsPerEpoch() {
    return stepsPerEpoch;
  }

  /** {@return how many epochs were begun} */
  public int epochs() {
    return (int) ((losses.length + stepsPerEpoch - 1L) / stepsPerEpoch);
  }

  /** {@return a copy of the mean loss of each step's batch, before its step} */
  public double[] losses() {
    return losses.clone();
  }

  /** {@return a copy of each step's learning rate} */
  public double[] learningRates() {
    return learningRates.clone();
  }

  /**
   * {@return the mean loss over the steps of an epoch}
   *
   * @param epoch in [0, {@link #epochs})
   * @throws IndexOutOfBoundsException if there is no such epoch
   */
  public double epochLoss(int epoch) {
    Require.index(epoch, epochs(), "epoch");
    return mean(epoch * stepsPerEpoch, end(epoch));
  }

  private int end(int epoch) {
    return (int) Math.min(losses.length, (epoch + 1L) * stepsPerEpoch);
  }

  private double mean(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += losses[i];
    }
    return sum / (to - from);
  }

  /** {@return what validation said, in order; empty without a validation set} */
  public List<ValidationPoint> validations() {
    return validations;
  }

  /** {@return the first best validation, if there was any that is a number} */
  public Optional<ValidationPoint> bestValidation() {
    int best = metric == null ? -1 : StepRecord.best(metric, validations);
    return best < 0 ? Optional.empty() : Optional.of(validations.get(best));
  }

  /** {@return why training ended} */
  public StopReason stopReason() {
    return stopReason;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Table toTable() {
    Table.Builder table =
        Table.titled("Training: " + losses.length + " steps, " + reason())
            .column(Column.integer("epoch"))
            .column(Column.integer("steps"))
            .column(Column.decimal("loss", 4))
            .column(Column.scientific("learningRate", 2));
    if (metric != null) {
      table.column(Column.decimal("validation: " + metric.name(), 4).inCsvAs("validation"));
    }
    for (int epoch = 0; epoch < epochs(); epoch++) {
      int end = end(epoch);
      List<@Nullable Object> row =
          new ArrayList<>(List.of(epoch + 1, end, epochLoss(epoch), learningRates[end - 1]));
      if (metric != null) {
        row.add(lastValidation(epoch * stepsPerEpoch, end));
      }
      table.row(row.toArray());
    }
    return table.build();
  }

  private String reason() {
    return stopReason == StopReason.COMPLETED ? "completed" : "stopped without improvement";
  }

  private @Nullable Double lastValidation(int after, int end) {
    Double last = null;
    for (ValidationPoint point : validations) {
      if (point.steps() > after && point.steps() <= end) {
        last = point.value();
      }
    }
    return last;
  }

  @Override
  public String toJson() {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .member("schema", "bulwark-training/1")
            .member("stopReason", stopReason.name().toLowerCase(Locale.ROOT))
            .member("steps", losses.length)
            .member("stepsPerEpoch", stepsPerEpoch)
            .member("losses", losses)
            .member("learningRates", learningRates)
            .member("metric", metric == null ? null : metric.name())
            .name("validations")
            .beginArray();
    for (ValidationPoint point : validations) {
      json.beginObject().member("steps", point.steps()).member("value", point.value()).endObject();
    }
    json.endArray().name("provenance");
    provenance.writeTo(json);
    return json.endObject().toString();
  }

  /** {@return the loss over the steps; the validation loss too, if that was the metric} */
  @Override
  public Optional<Chart> chart() {
    List<Chart.Series> series = new ArrayList<>();
    int drawn = Math.min(DRAWN, losses.length);
    double[] x = new double[drawn];
    double[] y = new double[drawn];
    for (int i = 0; i < drawn; i++) {
      int from = (int) ((long) i * losses.length / drawn);
      int to = (int) ((i + 1L) * losses.length / drawn);
      x[i] = (from + 1 + to) / 2.0;
      y[i] = mean(from, to);
    }
    series.add(Chart.Series.of("training", Chart.Mark.LINE, x, y));
    if (metric != null && metric.name().equals("loss")) {
      series.add(validationSeries("validation"));
    }
    return Optional.of(
        new Chart(
            "Training loss",
            Chart.Axis.of("step", Chart.Scale.LINEAR),
            Chart.Axis.of("loss", Chart.Scale.LINEAR),
            series,
            provenance.toLine()));
  }

  /** {@return the validation metric over the steps, if there was a validation set} */
  public Optional<Chart> validationChart() {
    if (metric == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Chart(
            "Validation",
            Chart.Axis.of("step", Chart.Scale.LINEAR),
            Chart.Axis.of(metric.name(), Chart.Scale.LINEAR),
            List.of(validationSeries(metric.name())),
            provenance.toLine()));
  }

  private Chart.Series validationSeries(String name) {
    return Chart.Series.of(
        name,
        Chart.Mark.LINE_POINTS,
        validations.stream().mapToDouble(ValidationPoint::steps).toArray(),
        validations.stream().mapToDouble(ValidationPoint::value).toArray());
  }

  @Override
  public String toString() {
    return toText();
  }
}
