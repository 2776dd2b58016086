// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import io.github.bulwarkml.core.io.AtomicFile;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.result.Platform;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a reproduction's report: {@code report.html} for people, {@code report.json} and {@code
 * report.csv} for programs. Tables and charts of each experiment lie in a folder of its name.
 *
 * @since 0.1.0
 */
public final class ReportFiles {
  private ReportFiles() {}

  /**
   * Writes the files into the output folder of the report's context.
   *
   * @param report the report
   * @return the HTML page
   * @throws IOException if a file cannot be written
   */
  public static Path write(ReproductionReport report) throws IOException {
    Path out = report.context().out();
    AtomicFile.writeText(out.resolve("report.csv"), report.toTable().toCsv());
    AtomicFile.writeText(out.resolve("report.json"), json(report));
    Path page = out.resolve("report.html");
    AtomicFile.writeText(page, HtmlReport.of(report));
    return page;
  }

  private static String json(ReproductionReport report) {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .member("schema", "bulwark/reproduction/1")
            .member("scale", report.context().scale())
            .member("seed", report.context().seed().value())
            .member("library", Platform.library())
            .member("command", report.command())
            .member("started", report.started())
            .member("elapsedSeconds", report.elapsedSeconds())
            .name("verdicts")
            .beginObject();
    report.counts().forEach((verdict, count) -> json.member(verdict.name(), count));
    json.endObject().name("experiments").beginArray();
    for (ReproductionSection section : report.sections()) {
      json.beginObject()
          .member("name", section.experiment().name())
          .member("status", section.status())
          .member("reason", section.reason());
      if (section.outcome().isPresent()) {
        ExperimentOutcome outcome = section.outcome().get();
        json.name("claims").beginArray();
        outcome.claims().forEach(claim -> OutcomeJson.write(json, claim));
        json.endArray().name("provenance");
        outcome.provenance().writeTo(json);
      }
      json.endObject();
    }
    return json.endArray().endObject().toString();
  }
}
