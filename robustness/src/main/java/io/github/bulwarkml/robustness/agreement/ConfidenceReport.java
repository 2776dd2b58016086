// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.robustness.calibration.ProbabilityMatrix;
import io.github.bulwarkml.robustness.metrics.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the confidence of one model says about its accuracy on a set without labels: by {@link
 * AverageConfidence} and by {@link ThresholdedConfidence} with both scores.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class ConfidenceReport implements Result {
  private final Provenance provenance;
  private final double idAccuracy;
  private final List<Estimate> estimates;
  private final int examples;
  private final OptionalDouble oodAccuracy;

  private ConfidenceReport(
      Provenance provenance,
      double idAccuracy,
      List<Estimate> estimates,
      int examples,
      OptionalDouble oodAccuracy) {
    this.provenance = provenance;
    this.idAccuracy = idAccuracy;
    this.estimates = List.copyOf(estimates);
    this.examples = examples;
    this.oodAccuracy = oodAccuracy;
  }

  /**
   * An estimate.
   *
   * @param method {@code averageConfidence}, {@code atcMaxProbability} or {@code
   *     atcNegativeEntropy}
   * @param accuracy the estimated accuracy, in [0, 1]
   * @param threshold the smallest score that counts as right; empty for average confidence
   */
  @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
  public record Estimate(String method, double accuracy, OptionalDouble threshold) {
    /**
     * Checks the parts.
     *
     * @param method the method's name
     * @param accuracy the estimated accuracy, in [0, 1]
     * @param threshold the smallest score that counts as right; empty for average confidence
     * @throws IllegalArgumentException if the accuracy is out of range
     */
    public Estimate {
      Objects.requireNonNull(method, "method");
      Require.inRange(accuracy, 0, 1, "accuracy");
      Objects.requireNonNull(threshold, "threshold");
    }
  }

  /**
   * {@return the report on a set whose labels are not known}
   *
   * @param id the model's probabilities in distribution, n x K
   * @param idTruth the true labels there [n], each in [0, K)
   * @param ood the model's probabilities on the other set
   * @param recorder what the task has recorded; finished here
   * @throws IllegalArgumentException if a length differs or a label is out of range
   */
  public static ConfidenceReport of(
      ProbabilityMatrix id, int[] idTruth, ProbabilityMatrix ood, Provenance.Recorder recorder) {
    return of(id, idTruth, ood, OptionalDouble.empty(), recorder);
  }

  /**
   * {@return the report on a set whose labels are known, to see how well the estimates do}
   *
   * @param id the model's probabilities in distribution, n x K
   * @param idTruth the true labels there [n], each in [0, K)
   * @param ood the model's probabilities on the other set
   * @param oodTruth the true labels there
   * @param recorder what the task has recorded; finished here
   * @throws IllegalArgumentException if a length differs or a label is out of range
   */
  public static ConfidenceReport scored(
      ProbabilityMatrix id,
      int[] idTruth,
      ProbabilityMatrix ood,
      int[] oodTruth,
      Provenance.Recorder recorder) {
    double accuracy = accuracy(ood, oodTruth, "oodTruth");
    return of(id, idTruth, ood, OptionalDouble.of(accuracy), recorder);
  }

  private static ConfidenceReport of(
      ProbabilityMatrix id,
      int[] idTruth,
      ProbabilityMatrix ood,
      OptionalDouble oodAccuracy,
      Provenance.Recorder recorder) {
    if (ood.columns() != id.columns()) {
      throw new IllegalArgumentException(
          "ood must have " + id.columns() + " classes as id has, but has " + ood.columns());
    }
    double idAccuracy = accuracy(id, idTruth, "idTruth");
    List<Estimate> estimates = new ArrayList<>();
    estimates.add(
        new Estimate("averageConfidence", AverageConfidence.estimate(ood), OptionalDouble.empty()));
    for (ConfidenceScore score : ConfidenceScore.values()) {
      ThresholdedConfidence atc = ThresholdedConfidence.fit(id, idTruth, score);
      String name =
          score == ConfidenceScore.MAX_PROBABILITY ? "atcMaxProbability" : "atcNegativeEntropy";
      estimates.add(new Estimate(name, atc.estimate(ood), OptionalDouble.of(atc.threshold())));
    }
    return new ConfidenceReport(recorder.finish(), idAccuracy, estimates, ood.rows(), oodAccuracy);
  }

  private static double accuracy(ProbabilityMatrix predictions, int[] truth, String name) {
    Require.sameLength(truth.length, predictions.rows(), name, "the predictions");
    Labels.requireInRange(truth, predictions.columns(), name);
    int hits = 0;
    for (boolean hit : predictions.correct(truth)) {
      hits += hit ? 1 : 0;
    }
    return (double) hits / truth.length;
  }

  /** {@return the accuracy in distribution, measured with labels} */
  public double idAccuracy() {
    return idAccuracy;
  }

  /** {@return the estimates of the accuracy on the other set} */
  public List<Estimate> estimates() {
    return estimates;
  }

  /** {@return the true accuracy on the other set, if its labels are known} */
  public OptionalDouble oodAccuracy() {
    return oodAccuracy;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Table toTable() {
    Table.Builder table =
        Table.titled("Accuracy without labels, from the confidence of one model")
            .column(Column.text("method"))
            .column(Column.decimal("accOodEstimate", 6))
            .column(Column.integer("examples"))
            .column(Column.decimal("threshold", 6))
            .column(Column.decimal("accId", 6));
    if (oodAccuracy.isPresent()) {
      table.column(Column.decimal("accOod", 6)).column(Column.decimal("errorPoints", 2));
    }
    for (Estimate estimate : estimates) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(estimate.method());
      row.add(estimate.accuracy());
      row.add(examples);
      row.add(orNull(estimate.threshold()));
      row.add(idAccuracy);
      if (oodAccuracy.isPresent()) {
        row.add(oodAccuracy.getAsDouble());
        row.add(100 * (estimate.accuracy() - oodAccuracy.getAsDouble()));
      }
      table.row(row.toArray());
    }
    return table.build();
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  @Override
  public String toJson() {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .member("schema", "bulwark/robustness-confidence/1")
            .member("accId", idAccuracy)
            .member("examples", examples)
            .member("accOod", orNull(oodAccuracy));
    json.name("estimates").beginArray();
    for (Estimate estimate : estimates) {
      json.beginObject()
          .member("method", estimate.method())
          .member("accOodEstimate", estimate.accuracy())
          .member("threshold", orNull(estimate.threshold()))
          .endObject();
    }
    json.endArray().name("provenance");
    provenance.writeTo(json);
    return json.endObject().toString();
  }

  @Override
  public String toString() {
    return toText();
  }
}
