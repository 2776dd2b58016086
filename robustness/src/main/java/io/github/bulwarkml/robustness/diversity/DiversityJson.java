// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.stats.FTest;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.MeanDifference;
import java.util.Optional;

/** A {@link DiversityReport} as JSON; all measurements are fractions. */
final class DiversityJson {
  private DiversityJson() {}

  static String of(DiversityReport report) {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .member("schema", "bulwark/robustness-diversity/1")
            .member("metric", report.options().metric().label())
            .member("transform", "logit")
            .member("baseline", report.options().baseline().label())
            .member("level", report.options().level())
            .member("reference", report.options().design().reference());
    json.name("lines").beginArray();
    report
        .linesByRun()
        .forEach(
            (run, line) -> {
              json.beginObject();
              if (report.options().baseline() == BaselineScope.PER_RUN) {
                json.member("run", run);
              }
              json.member("n", line.n())
                  .member("slope", line.slope())
                  .member("intercept", line.intercept())
                  .member("rSquared", line.rSquared())
                  .endObject();
            });
    json.endArray().name("pretraining").beginArray();
    report.outcomes().forEach(outcome -> write(json, outcome));
    json.endArray().name("findings").beginArray();
    report.findings().forEach(finding -> write(json, finding));
    json.endArray().name("models").beginArray();
    for (FineTunedModel model : report.models()) {
      json.beginObject()
          .member("pretraining", model.pretraining())
          .member("seed", model.seed())
          .member("nTarget", model.nTarget())
          .member("accId", model.accId())
          .member("accOod", model.accOod())
          .member("f1Id", model.f1Id())
          .member("f1Ood", model.f1Ood())
          .endObject();
    }
    json.endArray().name("provenance");
    report.provenance().writeTo(json);
    return json.endObject().toString();
  }

  private static void write(JsonWriter json, PretrainingOutcome outcome) {
    json.beginObject()
        .member("name", outcome.pretraining())
        .member("models", outcome.models())
        .member("runs", outcome.runs())
        .member("id", outcome.id())
        .member("ood", outcome.ood())
        .member("rho", outcome.rho())
        .member("sd", outcome.sd().isPresent() ? outcome.sd().getAsDouble() : null);
    write(json, "interval", outcome.interval());
    write(json, outcome.sameLine());
    json.member("difference", outcome.difference().map(MeanDifference::difference).orElse(null));
    write(json, "differenceInterval", outcome.difference().map(MeanDifference::interval));
    json.endObject();
  }

  private static void write(JsonWriter json, Finding finding) {
    json.beginObject()
        .member("id", finding.id())
        .member("claim", finding.claim())
        .member("verdict", finding.verdict().label());
    write(json, finding.sameLine());
    json.name("aboveZero").beginArray();
    for (Contrast contrast : finding.contrasts()) {
      json.beginObject()
          .member("contrast", contrast.text())
          .member("runs", contrast.runs())
          .member("estimate", contrast.estimate());
      write(json, "interval", contrast.interval());
      json.endObject();
    }
    json.endArray().endObject();
  }

  private static void write(JsonWriter json, Optional<FTest> test) {
    json.name("sameLine");
    if (test.isEmpty()) {
      json.value(null);
    } else {
      json.beginObject()
          .member("f", test.get().statistic())
          .member("degreesOfFreedom", test.get().residualDegreesOfFreedom())
          .member("p", test.get().pValue())
          .endObject();
    }
  }

  private static void write(JsonWriter json, String name, Optional<Interval> interval) {
    json.member(name, interval.map(i -> new double[] {i.low(), i.high()}).orElse(null));
  }
}
