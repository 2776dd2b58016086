// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.LineFit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A {@link RobustnessReport} as JSON: accuracies in percent, rho in percentage points. */
final class ReportJson {
  private final RobustnessReport report;
  private final JsonWriter json = new JsonWriter();

  private ReportJson(RobustnessReport report) {
    this.report = report;
  }

  static String of(RobustnessReport report) {
    return new ReportJson(report).document();
  }

  private String document() {
    json.beginObject()
        .member("schema", "bulwark/robustness-fit/1")
        .member("title", ReportTables.title(report))
        .member("unit", "percent; rho, tau and their intervals in percentage points")
        .member("id", report.ids())
        .member("ood", report.ood())
        .member("transform", report.trend().transform().label())
        .member("policy", report.trend().policy().toString())
        .member("estimator", report.trend().estimator().label())
        .member("level", report.level())
        .member("seed", report.seed());
    json.name("fit");
    writeFit();
    json.name("bootstrap");
    writeBootstrap();
    json.name("counts")
        .beginObject()
        .member("models", report.models().size())
        .member("baseline", report.baselineSize())
        .member("usedForFit", report.trend().n())
        .member("leftOutOfFit", report.trend().excluded().size())
        .member("skipped", report.skipped().size())
        .endObject();
    writeGroups();
    json.name("models").beginArray();
    report.models().forEach(this::writeModel);
    json.endArray();
    json.name("skipped");
    writeSkipped(report.skipped());
    json.name("relative").beginArray();
    report.relative().forEach(this::writeRelative);
    json.endArray();
    json.name("comparison");
    if (report.comparison().isPresent()) {
      report.comparison().get().writeTo(json);
    } else {
      json.value(null);
    }
    json.name("provenance");
    report.provenance().writeTo(json);
    return json.endObject().toString();
  }

  private void writeFit() {
    Trend trend = report.trend();
    json.beginObject().member("n", trend.n());
    if (trend instanceof BaselineFit line) {
      writeLine(line);
    } else if (trend instanceof PiecewiseTrend pieces) {
      json.member("rSquared", pieces.rSquared()).member("pivotPercent", 100 * pieces.pivot());
      json.name("below");
      writePiece(pieces.below());
      json.name("above");
      writePiece(pieces.above());
    } else if (trend instanceof MultiTrend plane) {
      json.member("intercept", plane.intercept())
          .member("weights", plane.weights())
          .member("rSquared", plane.rSquared());
    }
    json.member("formula", trend.formula());
    json.name("leftOut");
    writeSkipped(trend.excluded());
    json.endObject();
  }

  private void writePiece(BaselineFit piece) {
    json.beginObject().member("n", piece.n());
    writeLine(piece);
    json.endObject();
  }

  private void writeLine(BaselineFit line) {
    json.member("slope", line.slope())
        .member("intercept", line.intercept())
        .member("rSquared", line.rSquared());
    LineFit fit = line.leastSquares();
    if (line.estimator() == TrendEstimator.OLS) {
      json.member("r", fit.r())
          .member("spearman", line.spearman())
          .member("kendall", line.kendall());
      member("adjustedRSquared", fit.adjustedRSquared());
      member("residualStandardDeviation", fit.residualStandardDeviation());
      member("slopeStandardError", fit.slopeStandardError());
      member("interceptStandardError", fit.interceptStandardError());
      member("slopePValue", fit.slopePValue());
      interval("slopeInterval", fit.slopeInterval(report.level()), 1);
      interval("interceptInterval", fit.interceptInterval(report.level()), 1);
    }
  }

  private void writeBootstrap() {
    if (report.bootstrap().isEmpty()) {
      json.value(null);
      return;
    }
    TrendBootstrap bootstrap = report.bootstrap().get();
    json.beginObject()
        .member("resamples", bootstrap.resamples())
        .member("redrawn", bootstrap.redrawn())
        .member("testSetsResampled", report.testSetsResampled());
    if (report.trend() instanceof BaselineFit) {
      interval("slope", Optional.of(bootstrap.slope(report.level())), 1);
      interval("intercept", Optional.of(bootstrap.intercept(report.level())), 1);
    }
    json.endObject();
  }

  private void writeGroups() {
    json.name("groups").beginArray();
    for (GroupMean group : report.groups()) {
      json.beginObject()
          .member("type", group.group())
          .member("n", group.n())
          .member("meanRho", 100 * group.mean());
      interval("interval", group.interval(), 100);
      json.endObject();
    }
    json.endArray();
  }

  private void writeModel(EffectiveRobustness model) {
    AccuracyPair pair = model.pair();
    json.beginObject().member("model", pair.model()).member("type", pair.type());
    json.member("id", 100 * pair.id());
    if (!pair.furtherIds().isEmpty()) {
      json.member("furtherIds", pair.furtherIds().stream().map(id -> 100 * id).toList());
    }
    interval("idInterval", pair.idInterval(report.level()), 100);
    json.member("ood", 100 * pair.ood());
    interval("oodInterval", pair.oodInterval(report.level()), 100);
    json.member("predicted", 100 * model.predicted()).member("rho", model.points());
    interval("lineInterval", model.lineInterval(), 100);
    interval("predictionInterval", model.predictionInterval(), 100);
    interval("bootstrapInterval", model.bootstrapInterval(), 100);
    json.member("usedForFit", model.usedForFit())
        .member("excludedReason", nullIfEmpty(model.excludedReason()))
        .endObject();
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  private void writeRelative(RelativeRobustness change) {
    json.beginObject()
        .member("base", change.base().model())
        .member("model", change.changed().model())
        .member("tau", 100 * change.tau())
        .member("rhoGain", 100 * change.rhoGain())
        .member("quadrant", change.quadrant().label())
        .member("useful", change.isUseful())
        .endObject();
  }

  private void writeSkipped(List<SkippedModel> models) {
    json.beginArray();
    for (SkippedModel model : models) {
      json.beginObject()
          .member("model", model.model())
          .member("reason", model.reason())
          .endObject();
    }
    json.endArray();
  }

  private void member(String name, OptionalDouble value) {
    json.member(name, value.isPresent() ? value.getAsDouble() : null);
  }

  private void interval(String name, Optional<Interval> interval, double factor) {
    write(json, name, interval, factor);
  }

  /** Writes an interval as an object, or null if it is undefined. */
  static void write(JsonWriter json, String name, Optional<Interval> interval, double factor) {
    json.name(name);
    if (interval.isEmpty()) {
      json.value(null);
      return;
    }
    json.beginObject()
        .member("low", factor * interval.get().low())
        .member("high", factor * interval.get().high())
        .endObject();
  }
}
