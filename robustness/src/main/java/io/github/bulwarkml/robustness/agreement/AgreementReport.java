// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.stats.LineFit;
import io.github.bulwarkml.robustness.SkippedModel;
import io.github.bulwarkml.robustness.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The estimates of {@link AgreementOnTheLine} for every model, whether to trust them, and, where
 * true accuracies are known, their errors.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class AgreementReport implements Result {
  private static final int CURVE_POINTS = 101;

  private final AgreementOnTheLine aline;
  private final double @Nullable [] oodAccuracies;
  private final Provenance provenance;

  private AgreementReport(
      AgreementOnTheLine aline, double @Nullable [] oodAccuracies, Provenance provenance) {
    this.aline = aline;
    this.oodAccuracies = oodAccuracies;
    this.provenance = provenance;
  }

  /**
   * {@return the report on estimates whose truth is not known}
   *
   * @param aline the estimates
   * @param recorder what the task has recorded; finished here
   */
  public static AgreementReport of(AgreementOnTheLine aline, Provenance.Recorder recorder) {
    return new AgreementReport(Objects.requireNonNull(aline, "aline"), null, recorder.finish());
  }

  /**
   * {@return the report on estimates whose truth is known}
   *
   * @param aline the estimates
   * @param oodAccuracies the true accuracies out of distribution, one per model, each in [0, 1]
   * @param recorder what the task has recorded; finished here
   * @throws IllegalArgumentException if the length differs or an accuracy is out of range
   */
  public static AgreementReport scored(
      AgreementOnTheLine aline, double[] oodAccuracies, Provenance.Recorder recorder) {
    Require.sameLength(
        oodAccuracies.length, aline.estimates().size(), "oodAccuracies", "the models");
    for (int i = 0; i < oodAccuracies.length; i++) {
      Require.inRange(oodAccuracies[i], 0, 1, "oodAccuracies[" + i + "]");
    }
    return new AgreementReport(aline, oodAccuracies.clone(), recorder.finish());
  }

  /** {@return the estimates} */
  public AgreementOnTheLine agreement() {
    return aline;
  }

  /** {@return the error of ALine-S; empty if the truth is not known} */
  public Optional<EstimationError> errorOfS() {
    return oodAccuracies == null ? Optional.empty() : aline.errorOfS(oodAccuracies);
  }

  /** {@return the error of ALine-D; empty if the truth is not known} */
  public Optional<EstimationError> errorOfD() {
    return oodAccuracies == null ? Optional.empty() : aline.errorOfD(oodAccuracies);
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Table toTable() {
    Table.Builder table =
        Table.titled(title())
            .column(Column.text("model"))
            .column(Column.decimal("accId", 4))
            .column(Column.decimal("alineS", 4))
            .column(Column.decimal("alineD", 4));
    if (oodAccuracies != null) {
      table
          .column(Column.decimal("accOod", 4))
          .column(Column.decimal("errorSPoints", 2))
          .column(Column.decimal("errorDPoints", 2));
    }
    List<AgreementEstimate> estimates = aline.estimates();
    for (int i = 0; i < estimates.size(); i++) {
      AgreementEstimate estimate = estimates.get(i);
      List<@Nullable Object> row = new ArrayList<>();
      row.add(estimate.model());
      row.add(estimate.idAccuracy());
      row.add(orNull(estimate.alineS(), 1, 0));
      row.add(orNull(estimate.alineD(), 1, 0));
      if (oodAccuracies != null) {
        row.add(oodAccuracies[i]);
        row.add(orNull(estimate.alineS(), 100, oodAccuracies[i]));
        row.add(orNull(estimate.alineD(), 100, oodAccuracies[i]));
      }
      table.row(row.toArray());
    }
    return table.build();
  }

  private static @Nullable Double orNull(OptionalDouble value, double factor, double minus) {
    return value.isPresent() ? factor * (value.getAsDouble() - minus) : null;
  }

  private String title() {
    LineFit line = aline.line();
    return String.format(
        Locale.ROOT,
        "Agreement on the line: %s (R^2 %.4f %s %.2f), %d pairs, slope %.4f, intercept %.4f",
        aline.isTrusted() ? "trusted" : "NOT TRUSTED",
        line.rSquared(),
        aline.isTrusted() ? ">=" : "<",
        AgreementOnTheLine.TRUSTED_R_SQUARED,
        aline.pairs().size(),
        line.slope(),
        line.intercept());
  }

  @Override
  public String toText() {
    StringBuilder text = new StringBuilder(toTable().toText());
    errorOfS().ifPresent(error -> text.append(line("ALine-S", error)));
    errorOfD().ifPresent(error -> text.append(line("ALine-D", error)));
    if (!aline.excludedPairs().isEmpty()) {
      text.append(aline.excludedPairs().size())
          .append(" pairs left out: they agree on all or no examples of a set\n");
    }
    for (SkippedModel skipped : aline.skippedModels()) {
      text.append("no estimate for ").append(skipped).append('\n');
    }
    return text.append(provenance.toLine()).append('\n').toString();
  }

  private static String line(String name, EstimationError error) {
    String relative =
        error.meanAbsolutePercentage().isPresent()
            ? String.format(
                Locale.ROOT, "%.4f %%", 100 * error.meanAbsolutePercentage().getAsDouble())
            : "undefined (a true accuracy is 0)";
    return String.format(
        Locale.ROOT,
        "%s: mean absolute error %.6f points, mean absolute percentage error %s, %d models\n",
        name,
        100 * error.meanAbsolute(),
        relative,
        error.models());
  }

  @Override
  public String toJson() {
    LineFit line = aline.line();
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .member("schema", "bulwark/robustness-agreement/1")
            .member("transform", Transform.PROBIT.label())
            .member("pairs", aline.pairs().size())
            .member("excludedPairs", aline.excludedPairs().size())
            .member("slope", line.slope())
            .member("intercept", line.intercept())
            .member("rSquared", line.rSquared())
            .member("trusted", aline.isTrusted());
    json.name("models").beginArray();
    for (int i = 0; i < aline.estimates().size(); i++) {
      AgreementEstimate estimate = aline.estimates().get(i);
      json.beginObject()
          .member("model", estimate.model())
          .member("accId", estimate.idAccuracy())
          .member("alineS", orNull(estimate.alineS(), 1, 0))
          .member("alineD", orNull(estimate.alineD(), 1, 0));
      if (oodAccuracies != null) {
        json.member("accOod", oodAccuracies[i]);
      }
      json.endObject();
    }
    json.endArray();
    json.member("skippedModels", aline.skippedModels());
    errorOfS().ifPresent(error -> write(json, "errorOfS", error));
    errorOfD().ifPresent(error -> write(json, "errorOfD", error));
    json.name("provenance");
    provenance.writeTo(json);
    return json.endObject().toString();
  }

  private static void write(JsonWriter json, String name, EstimationError error) {
    json.name(name)
        .beginObject()
        .member("models", error.models())
        .member("meanAbsolute", error.meanAbsolute())
        .member("meanAbsolutePercentage", orNull(error.meanAbsolutePercentage(), 1, 0))
        .endObject();
  }

  /**
   * {@return agreement of the pairs and, where known, accuracy of the models, OOD against ID, with
   * the line through the agreement}
   */
  @Override
  public Optional<Chart> chart() {
    List<Chart.Series> series = new ArrayList<>();
    double[] ends = {0.01, 0.99};
    series.add(Chart.Series.of("y = x", Chart.Mark.REFERENCE, ends, ends));
    int pairs = aline.pairs().size();
    double[] x = new double[pairs];
    double[] y = new double[pairs];
    double low = 1;
    double high = 0;
    for (int p = 0; p < pairs; p++) {
      x[p] = aline.pairs().get(p).id();
      y[p] = aline.pairs().get(p).ood();
      low = Math.min(low, x[p]);
      high = Math.max(high, x[p]);
    }
    series.add(Chart.Series.of("agreement of pairs", Chart.Mark.POINTS, x, y));
    double from = Transform.PROBIT.apply(low);
    double to = Transform.PROBIT.apply(high);
    double[] lineX = new double[CURVE_POINTS];
    double[] lineY = new double[CURVE_POINTS];
    for (int i = 0; i < CURVE_POINTS; i++) {
      double z = from + (to - from) * i / (CURVE_POINTS - 1);
      lineX[i] = Transform.PROBIT.inverse(z);
      lineY[i] = Transform.PROBIT.inverse(aline.line().predict(z));
    }
    series.add(Chart.Series.of("agreement line", Chart.Mark.LINE, lineX, lineY));
    if (oodAccuracies != null) {
      double[] known = oodAccuracies;
      List<AgreementEstimate> estimates = aline.estimates();
      int[] shown =
          IntStream.range(0, known.length)
              .filter(i -> !Transform.PROBIT.isExtreme(known[i]))
              .filter(i -> !Transform.PROBIT.isExtreme(estimates.get(i).idAccuracy()))
              .toArray();
      double[] accX = new double[shown.length];
      double[] accY = new double[shown.length];
      for (int i = 0; i < shown.length; i++) {
        accX[i] = estimates.get(shown[i]).idAccuracy();
        accY[i] = known[shown[i]];
      }
      series.add(Chart.Series.of("accuracy of models", Chart.Mark.POINTS, accX, accY));
    }
    return Optional.of(
        new Chart(
            "Agreement and accuracy, OOD against ID",
            Chart.Axis.of("in distribution", Chart.Scale.PROBIT),
            Chart.Axis.of("out of distribution", Chart.Scale.PROBIT),
            series,
            title() + " · " + provenance.fingerprint()));
  }

  @Override
  public String toString() {
    return toText();
  }
}
