// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.robustness.SkippedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The corruption errors of many models under one normaliser, least error first.
 *
 * @since 0.1.0
 */
public final class CorruptionErrorRanking implements Result {
  private final List<CorruptionError> errors;
  private final List<SkippedModel> skipped;
  private final Provenance provenance;

  private CorruptionErrorRanking(
      List<CorruptionError> errors, List<SkippedModel> skipped, Provenance provenance) {
    this.errors = errors;
    this.skipped = skipped;
    this.provenance = provenance;
  }

  /**
   * {@return the ranking of the models of a table}
   *
   * @param profiles the models; at least one complete one
   * @param normalizer what their errors are divided by
   * @param corruptions the corruptions to average
   * @param recorder knows the inputs; finished by this call
   * @throws IllegalArgumentException if there is no model, or a model or the normaliser lacks a
   *     corruption
   */
  public static CorruptionErrorRanking of(
      CorruptionProfiles profiles,
      CorruptionNormalizer normalizer,
      List<Corruption> corruptions,
      Provenance.Recorder recorder) {
    Objects.requireNonNull(normalizer, "normalizer");
    Objects.requireNonNull(profiles, "profiles");
    Objects.requireNonNull(recorder, "recorder");
    Require.notEmpty(profiles.profiles(), "profiles");
    Provenance provenance = recorder.finish();
    List<CorruptionError> errors = new ArrayList<>();
    for (CorruptionProfile profile : profiles.profiles()) {
      errors.add(CorruptionError.of(profile, normalizer, corruptions, provenance));
    }
    errors.sort(Comparator.comparingDouble(CorruptionError::meanCorruptionError));
    return new CorruptionErrorRanking(
        List.copyOf(errors), List.copyOf(profiles.skipped()), provenance);
  }

  /** {@return the errors, least first} */
  public List<CorruptionError> errors() {
    return errors;
  }

  /** {@return the models of the table that lack values} */
  public List<SkippedModel> skipped() {
    return skipped;
  }

  /**
   * {@return the error of one model, as a result of its own}
   *
   * @param model its name
   * @throws IllegalArgumentException if it is not ranked; the message offers the nearest names
   */
  public CorruptionError error(String model) {
    for (CorruptionError error : errors) {
      if (error.profile().model().equals(model)) {
        return error;
      }
    }
    throw new IllegalArgumentException(
        CorruptionProfiles.unknown(
            model, errors.stream().map(e -> e.profile().model()).toList(), skipped));
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Table toTable() {
    CorruptionError first = errors.get(0);
    boolean plain = first.normalizer() instanceof CorruptionNormalizer.PlainMean;
    Table.Builder table =
        Table.titled(
                "Corruption errors of "
                    + errors.size()
                    + " models, normaliser: "
                    + first.normalizer().description()
                    + ", "
                    + first.corruptions().size()
                    + " corruptions"
                    + (first.isStandard() ? "" : " (not the published fifteen)")
                    + (skipped.isEmpty()
                        ? ""
                        : "; " + skipped.size() + " incomplete models left out"))
            .column(Column.text("model"))
            .column(
                Column.decimal(plain ? "mean error %" : "mCE %", 2)
                    .inCsvAs("meanCorruptionErrorPercent"))
            .column(Column.decimal("relative %", 2).inCsvAs("relativeMeanCorruptionErrorPercent"))
            .column(Column.decimal("error", 4).inCsvAs("meanError"))
            .column(Column.decimal("accuracy", 4).inCsvAs("meanAccuracy"))
            .column(Column.decimal("clean error", 4).inCsvAs("cleanError"));
    for (CorruptionError error : errors) {
      table.row(
          error.profile().model(),
          error.meanCorruptionError(),
          CorruptionError.orNull(error.relativeMeanCorruptionError()),
          error.meanError(),
          error.meanAccuracy(),
          CorruptionError.orNull(error.profile().cleanError()));
    }
    return table.build();
  }

  @Override
  public String toJson() {
    JsonWriter json =
        new JsonWriter().beginObject().member("schema", "bulwark/corruption-error-ranking/1");
    json.member("corruptions", errors.get(0).corruptions().stream().map(Corruption::id).toList());
    json.name("models").beginArray();
    for (CorruptionError error : errors) {
      json.beginObject();
      error.writeSummary(json);
      json.endObject();
    }
    json.endArray().name("skipped").beginArray();
    for (SkippedModel model : skipped) {
      json.beginObject()
          .member("model", model.model())
          .member("reason", model.reason())
          .endObject();
    }
    json.endArray().name("provenance");
    provenance.writeTo(json);
    return json.endObject() + "\n";
  }

  @Override
  public String toString() {
    return toText();
  }
}
