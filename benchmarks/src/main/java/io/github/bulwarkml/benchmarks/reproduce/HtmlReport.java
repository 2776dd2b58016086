// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.benchmarks.reproduce.ExperimentOutcome.NamedChart;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentOutcome.NamedTable;
import io.github.bulwarkml.core.result.Charts;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Platform;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A reproduction as one HTML page without scripts, fonts or other files: verdicts first, then each
 * experiment with its claims, charts, tables and the command that runs it again. The page is
 * well-formed XML too.
 */
final class HtmlReport {
  /** Longer tables are folded. */
  private static final int OPEN_ROWS = 12;

  private final ReproductionReport report;
  private final Markup page = new Markup();

  private HtmlReport(ReproductionReport report) {
    this.report = report;
  }

  /** The page. */
  static String of(ReproductionReport report) {
    HtmlReport html = new HtmlReport(report);
    html.write();
    return "<!DOCTYPE html>\n" + html.page + "\n";
  }

  private void write() {
    page.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
    page.open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.element("title", "Bulwark reproduction report");
    page.raw("<style>\n" + css() + "</style>\n");
    page.close().open("body");
    header();
    page.open("main");
    overview();
    report.sections().forEach(this::section);
    page.close();
    page.open("footer");
    page.text("Made by " + Platform.library() + ". The numbers are in report.json and in the CSV");
    page.text(" files beside this page.");
    page.close().close().close();
  }

  private static String css() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(Objects.requireNonNull(in, "report.css").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void header() {
    ExperimentContext context = report.context();
    page.open("header").element("h1", "Reproduction report");
    page.open("p", "class", "lead");
    page.text("Published claims, our measurements, and whether they agree. Scale ");
    page.text(lower(context.scale()) + ", seed " + context.seed().value() + ", ");
    page.text(
        context.data().isPresent()
            ? "with published data, "
            : "without published data (--data was not given), ");
    page.text(Platform.library() + ", started ");
    page.element("time", report.started(), "datetime", report.started());
    page.text(", ").element("span", seconds(report.elapsedSeconds()), "class", "elapsed");
    page.text(".").close();
    page.open("ul", "class", "counts");
    report
        .counts()
        .forEach(
            (verdict, count) ->
                page.open("li", "class", cssClass(verdict))
                    .element("b", Integer.toString(count))
                    .element("span", verdict.label())
                    .close());
    page.close();
    page.element("div", "The whole report again:", "class", "small");
    command(report.command());
    page.close();
  }

  private void overview() {
    page.open("div", "class", "scroll").open("table").open("thead").open("tr");
    for (String name : List.of("Experiment", "Verdicts", "State", "Time")) {
      page.element("th", name);
    }
    page.close().close().open("tbody");
    for (ReproductionSection section : report.sections()) {
      String name = section.experiment().name();
      page.open("tr").open("td").element("a", name, "href", "#" + name).close().open("td");
      section.outcome().ifPresent(outcome -> badges(ReproductionReport.counts(outcome.claims())));
      page.close();
      page.element("td", section.status().label()).open("td");
      section
          .outcome()
          .ifPresent(
              outcome ->
                  page.element(
                      "span", seconds(outcome.provenance().elapsedSeconds()), "class", "elapsed"));
      page.close().close();
    }
    page.close().close().close();
  }

  private void badges(Map<Verdict, Integer> counts) {
    counts.forEach(
        (verdict, count) -> {
          if (count > 0) {
            String text = count + " " + verdict.label();
            page.element("span", text, "class", "badge " + cssClass(verdict)).text(" ");
          }
        });
  }

  private void section(ReproductionSection section) {
    Experiment experiment = section.experiment();
    page.open("section", "id", experiment.name());
    page.element("h2", experiment.name());
    page.element("p", experiment.description(), "class", "lead");
    Optional<ExperimentOutcome> outcome = section.outcome();
    if (outcome.isEmpty()) {
      page.open("p").element("b", capital(section.status().label()) + ". ");
      page.text(capital(section.reason()) + ".").close();
    } else {
      claims(outcome.get().claims());
      outcome.get().charts().forEach(this::chart);
      notes(outcome.get().notes());
      outcome.get().tables().forEach(table -> table(experiment.name(), table));
      provenance(outcome.get().provenance(), experiment);
    }
    page.close();
  }

  private void claims(List<Claim> claims) {
    page.open("table", "class", "claims").open("thead").open("tr");
    for (String name : List.of("Claim", "Published", "Ours", "Verdict")) {
      page.element("th", name);
    }
    page.close().close().open("tbody");
    for (Claim claim : claims) {
      page.open("tr").open("td", "class", "what");
      page.element("b", capital(claim.title()));
      page.open("div").text(claim.statement() + " ");
      page.element("a", claim.citation(), "href", claim.url()).close();
      page.open("div", "class", "small").text(capital(claim.setting()) + ". ");
      page.text(capital(claim.rule()) + ".").close().close();
      page.element("td", claim.published(), "data-label", "Published");
      page.open("td", "class", "ours", "data-label", "Ours");
      page.element("b", claim.ours().valueText()).text(" ");
      page.element("span", claim.ours().intervalText().replace(" %", "\u00a0%"), "class", "small")
          .close();
      page.open("td", "data-label", "Verdict");
      page.element(
          "span",
          sign(claim.verdict()) + "\u00a0" + claim.verdict().label(),
          "class",
          "badge " + cssClass(claim.verdict()));
      page.close().close();
    }
    page.close().close();
  }

  private void chart(NamedChart chart) {
    page.open("figure").element("figcaption", chart.chart().title(), "class", "title");
    page.open("div", "class", "scroll chart").raw(Charts.toSvg(chart.chart())).close().close();
  }

  private void notes(List<String> notes) {
    if (!notes.isEmpty()) {
      page.open("ul", "class", "notes");
      notes.forEach(note -> page.element("li", note));
      page.close();
    }
  }

  private void table(String experiment, NamedTable named) {
    Table table = named.table();
    int rows = table.rows().size();
    String file = experiment + "/" + named.name() + ".csv";
    if (rows > OPEN_ROWS) {
      page.open("details").element("summary", table.title() + " (" + rows + " rows)");
    } else {
      page.element("h3", table.title());
    }
    page.open("div", "class", "scroll").open("table", "class", "data").open("thead").open("tr");
    for (Column column : table.columns()) {
      page.element("th", column.name(), "class", alignment(column));
    }
    page.close().close().open("tbody");
    for (int r = 0; r < rows; r++) {
      page.open("tr");
      for (int c = 0; c < table.columns().size(); c++) {
        page.element("td", table.shown(r, c), "class", alignment(table.columns().get(c)));
      }
      page.close();
    }
    page.close().close().close();
    page.open("div", "class", "small").text("All digits: ");
    page.element("a", file, "href", file).close();
    if (rows > OPEN_ROWS) {
      page.close();
    }
  }

  private static String alignment(Column column) {
    return column.kind() == Column.Kind.TEXT ? "word" : "number";
  }

  private void provenance(Provenance provenance, Experiment experiment) {
    page.element("h3", "Run this part again");
    String data =
        report.context().data().isPresent() && !experiment.data().folder().isEmpty()
            ? " --data " + CommandLineText.quoted(report.context().data().get().toString())
            : "";
    command("./" + provenance.rerunCommand() + data);
    page.open("details").element("summary", "Provenance").open("dl");
    entry("fingerprint", provenance.fingerprint());
    entry("library", provenance.library());
    entry("kernels", provenance.kernels());
    List<String> inputs = new ArrayList<>();
    for (Provenance.Input input : provenance.inputs()) {
      inputs.add(input.name() + ", " + input.bytes() + " bytes, SHA-256 " + input.sha256());
    }
    entry("inputs", inputs.isEmpty() ? "none" : String.join("; ", inputs));
    entry("java", provenance.java());
    entry("system", provenance.os() + ", " + provenance.arch() + ", " + provenance.cpu());
    entry("threads", Integer.toString(provenance.threads()));
    page.element("dt", "started").open("dd");
    page.element("time", provenance.started(), "datetime", provenance.started()).close();
    page.element("dt", "took").open("dd");
    page.element("span", seconds(provenance.elapsedSeconds()), "class", "elapsed").close();
    page.close().close();
  }

  private void entry(String name, String value) {
    page.element("dt", name).element("dd", value);
  }

  private void command(String line) {
    page.open("pre").element("code", line).close();
  }

  private static String seconds(double seconds) {
    return seconds < 120
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%.1f min", seconds / 60);
  }

  private static String lower(Scale scale) {
    return scale.name().toLowerCase(Locale.ROOT);
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String cssClass(Verdict verdict) {
    return switch (verdict) {
      case REPRODUCED -> "reproduced";
      case REPRODUCED_IN_DIRECTION -> "direction";
      case NOT_REPRODUCED -> "not";
      case NOT_COMPARABLE -> "incomparable";
    };
  }

  private static String sign(Verdict verdict) {
    return switch (verdict) {
      case REPRODUCED -> "✓";
      case REPRODUCED_IN_DIRECTION -> "↗";
      case NOT_REPRODUCED -> "✗";
      case NOT_COMPARABLE -> "–";
    };
  }
}
