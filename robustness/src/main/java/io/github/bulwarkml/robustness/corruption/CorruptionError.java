// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.result.Table;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The corruption error of one model.
 *
 * <pre>{@code
 * CorruptionError error = CorruptionError.of(profile, CorruptionNormalizer.alexNet());
 * double mce = error.meanCorruptionError(); // percent of AlexNet's errors
 * }</pre>
 *
 * <p>CE of corruption c is \(\sum_s e_{s,c} / \sum_s r_{s,c}\), with r the errors of the
 * normaliser; mCE is the mean of CE over the corruptions; the relative CE is \((\bar e_c - e_0) /
 * (\bar r_c - r_0)\) with the clean errors \(e_0, r_0\). All three are in percent, as published:
 * 100 is as bad as the reference. mCE is not 100 minus the accuracy. Without a normaliser CE is the
 * mean error itself, in percent, and the relative CE is \(\bar e_c - e_0\).
 *
 * <p>Relative values are absent where a clean error is not known, or the reference does not get
 * worse under a corruption.
 *
 * <p>Reference: Hendrycks and Dietterich, ICLR 2019, arXiv 1903.12261, section 4.
 *
 * @since 0.1.0
 */
public final class CorruptionError implements Result {
  private final CorruptionProfile profile;
  private final CorruptionNormalizer normalizer;
  private final List<Corruption> corruptions;
  private final Provenance provenance;

  private CorruptionError(
      CorruptionProfile profile,
      CorruptionNormalizer normalizer,
      List<Corruption> corruptions,
      Provenance provenance) {
    this.profile = profile;
    this.normalizer = normalizer;
    this.corruptions = corruptions;
    this.provenance = provenance;
  }

  /**
   * {@return the error over the fifteen common corruptions}
   *
   * @param profile the model's errors
   * @param normalizer what they are divided by
   * @throws IllegalArgumentException if the profile or the normaliser lacks a common corruption
   */
  public static CorruptionError of(CorruptionProfile profile, CorruptionNormalizer normalizer) {
    return of(profile, normalizer, Corruption.common());
  }

  /**
   * {@return the error over a choice of corruptions, which is then not the published measure}
   *
   * @param profile the model's errors
   * @param normalizer what they are divided by
   * @param corruptions the corruptions to average, without repetition
   * @throws IllegalArgumentException if the profile or the normaliser lacks one, or one is repeated
   */
  public static CorruptionError of(
      CorruptionProfile profile, CorruptionNormalizer normalizer, List<Corruption> corruptions) {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(normalizer, "normalizer");
    Provenance provenance =
        Provenance.start("robustness corruption-error")
            .parameter("model", profile.model())
            .parameter("normalizer", normalizer.description())
            .finish();
    return of(profile, normalizer, corruptions, provenance);
  }

  static CorruptionError of(
      CorruptionProfile profile,
      CorruptionNormalizer normalizer,
      List<Corruption> corruptions,
      Provenance provenance) {
    List<Corruption> chosen = List.copyOf(Objects.requireNonNull(corruptions, "corruptions"));
    profile.requireAll(chosen);
    if (EnumSet.copyOf(chosen).size() < chosen.size()) {
      throw new IllegalArgumentException("corruptions must not repeat, but was " + chosen);
    }
    chosen.forEach(normalizer::meanError);
    return new CorruptionError(profile, normalizer, chosen, provenance);
  }

  /** {@return the model's errors} */
  public CorruptionProfile profile() {
    return profile;
  }

  /** {@return what they are divided by} */
  public CorruptionNormalizer normalizer() {
    return normalizer;
  }

  /** {@return the corruptions averaged over} */
  public List<Corruption> corruptions() {
    return corruptions;
  }

  /**
   * {@return CE of one corruption, in percent}
   *
   * @param corruption one of {@link #corruptions()}
   * @throws IllegalArgumentException if it is not
   */
  public double corruptionError(Corruption corruption) {
    requireChosen(corruption);
    return 100 * profile.meanError(corruption) / normalizer.meanError(corruption).orElse(1);
  }

  /**
   * {@return the relative CE of one corruption, in percent; empty if a clean error is not known or
   * the reference does not get worse}
   *
   * @param corruption one of {@link #corruptions()}
   * @throws IllegalArgumentException if it is not
   */
  public OptionalDouble relativeCorruptionError(Corruption corruption) {
    requireChosen(corruption);
    OptionalDouble clean = profile.cleanError();
    if (clean.isEmpty()) {
      return OptionalDouble.empty();
    }
    double rise = profile.meanError(corruption) - clean.getAsDouble();
    OptionalDouble reference = normalizer.meanError(corruption);
    if (reference.isEmpty()) {
      return OptionalDouble.of(100 * rise);
    }
    OptionalDouble referenceClean = normalizer.cleanError();
    if (referenceClean.isEmpty()) {
      return OptionalDouble.empty();
    }
    double referenceRise = reference.getAsDouble() - referenceClean.getAsDouble();
    return referenceRise > 0
        ? OptionalDouble.of(100 * rise / referenceRise)
        : OptionalDouble.empty();
  }

  private void requireChosen(Corruption corruption) {
    if (!corruptions.contains(Objects.requireNonNull(corruption, "corruption"))) {
      throw new IllegalArgumentException(
          "corruption must be one of "
              + corruptions.stream().map(Corruption::id).toList()
              + ", but was "
              + corruption.id());
    }
  }

  /** {@return the mean of CE over the corruptions, in percent: mCE} */
  public double meanCorruptionError() {
    double sum = 0;
    for (Corruption corruption : corruptions) {
      sum += corruptionError(corruption);
    }
    return sum / corruptions.size();
  }

  /** {@return the mean of the relative CE, in percent; empty if one of them is} */
  public OptionalDouble relativeMeanCorruptionError() {
    double sum = 0;
    for (Corruption corruption : corruptions) {
      OptionalDouble relative = relativeCorruptionError(corruption);
      if (relative.isEmpty()) {
        return relative;
      }
      sum += relative.getAsDouble();
    }
    return OptionalDouble.of(sum / corruptions.size());
  }

  /** {@return the mean error over corruptions and severities, a fraction} */
  public double meanError() {
    double sum = 0;
    for (Corruption corruption : corruptions) {
      sum += profile.meanError(corruption);
    }
    return sum / corruptions.size();
  }

  /** {@return 1 minus {@link #meanError()}} */
  public double meanAccuracy() {
    return 1 - meanError();
  }

  /** {@return whether these are the fifteen corruptions of the published measure} */
  public boolean isStandard() {
    return EnumSet.copyOf(corruptions).equals(EnumSet.copyOf(Corruption.common()));
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Table toTable() {
    OptionalDouble relative = relativeMeanCorruptionError();
    String mean =
        String.format(
            Locale.ROOT,
            "Corruption error of %s, normaliser: %s, %d corruptions%s: %s %.2f, relative %s,"
                + " mean error %.4f",
            profile.model(),
            normalizer.description(),
            corruptions.size(),
            isStandard() ? "" : " (not the published fifteen)",
            normalizer instanceof CorruptionNormalizer.PlainMean ? "mean error %" : "mCE %",
            meanCorruptionError(),
            relative.isPresent()
                ? String.format(Locale.ROOT, "%.2f", relative.getAsDouble())
                : "unknown",
            meanError());
    Table.Builder table =
        Table.titled(mean)
            .column(Column.text("corruption"))
            .column(Column.text("category"))
            .column(Column.decimal("error", 4).inCsvAs("meanError"))
            .column(Column.decimal("reference", 4).inCsvAs("referenceError"))
            .column(Column.decimal("CE %", 2).inCsvAs("corruptionErrorPercent"))
            .column(Column.decimal("relative CE %", 2).inCsvAs("relativeCorruptionErrorPercent"));
    for (Corruption corruption : corruptions) {
      table.row(
          corruption.id(),
          corruption.category().name().toLowerCase(Locale.ROOT),
          profile.meanError(corruption),
          orNull(normalizer.meanError(corruption)),
          corruptionError(corruption),
          orNull(relativeCorruptionError(corruption)));
    }
    return table.build();
  }

  /** {@return the value, or null for an absent cell} */
  static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  @Override
  public String toJson() {
    JsonWriter json = new JsonWriter().beginObject().member("schema", "bulwark/corruption-error/1");
    writeSummary(json);
    json.name("corruptions").beginArray();
    for (Corruption corruption : corruptions) {
      json.beginObject()
          .member("corruption", corruption.id())
          .member("errors", profile.errors().get(corruption))
          .member("meanError", profile.meanError(corruption))
          .member("referenceError", orNull(normalizer.meanError(corruption)))
          .member("corruptionErrorPercent", corruptionError(corruption))
          .member("relativeCorruptionErrorPercent", orNull(relativeCorruptionError(corruption)))
          .endObject();
    }
    json.endArray().name("provenance");
    provenance.writeTo(json);
    return json.endObject() + "\n";
  }

  /** Writes the members that describe the whole. */
  void writeSummary(JsonWriter json) {
    json.member("model", profile.model())
        .member("normalizer", normalizer.description())
        .member("standardCorruptions", isStandard())
        .member("meanCorruptionErrorPercent", meanCorruptionError())
        .member("relativeMeanCorruptionErrorPercent", orNull(relativeMeanCorruptionError()))
        .member("meanError", meanError())
        .member("cleanError", orNull(profile.cleanError()));
  }

  @Override
  public String toString() {
    return toText();
  }
}
