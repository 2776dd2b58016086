// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import io.github.bulwarkml.benchmarks.reproduce.ReproductionSection.Status;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Platform;
import io.github.bulwarkml.core.result.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a reproduction found.
 *
 * @param context how it ran
 * @param sections the experiments in order
 * @param command the command that makes the whole report again
 * @param started start in UTC, ISO-8601, whole seconds
 * @param elapsedSeconds wall time
 * @since 0.1.0
 */
public record ReproductionReport(
    ExperimentContext context,
    List<ReproductionSection> sections,
    String command,
    String started,
    double elapsedSeconds) {
  /**
   * Copies the sections.
   *
   * @param context how it ran
   * @param sections the experiments in order
   * @param command the command that makes the whole report again
   * @param started start in UTC
   * @param elapsedSeconds wall time
   */
  public ReproductionReport {
    Objects.requireNonNull(context, "context");
    sections = List.copyOf(sections);
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(started, "started");
  }

  /** {@return all claims in order} */
  public List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    sections.forEach(
        section -> section.outcome().ifPresent(outcome -> claims.addAll(outcome.claims())));
    return claims;
  }

  /** {@return how many claims have each verdict, in the order of the verdicts} */
  public Map<Verdict, Integer> counts() {
    return counts(claims());
  }

  static Map<Verdict, Integer> counts(List<Claim> claims) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, 0);
    }
    claims.forEach(claim -> counts.merge(claim.verdict(), 1, Integer::sum));
    return counts;
  }

  /**
   * {@return how many experiments have a status}
   *
   * @param status the status
   */
  public long count(Status status) {
    return sections.stream().filter(section -> section.status() == status).count();
  }

  /** {@return the claims with published and own numbers and verdicts} */
  public Table toTable() {
    Table.Builder table =
        Table.titled("Reproduction, scale " + context.scale().name().toLowerCase(Locale.ROOT))
            .column(Column.text("experiment"))
            .column(Column.text("claim"))
            .column(Column.text("published"))
            .column(Column.text("ours"))
            .column(Column.text("interval"))
            .column(Column.text("verdict"));
    for (ReproductionSection section : sections) {
      if (section.outcome().isPresent()) {
        for (Claim claim : section.outcome().get().claims()) {
          table.row(
              section.experiment().name(),
              claim.title(),
              claim.published(),
              claim.ours().valueText(),
              claim.ours().intervalText(),
              claim.verdict().label());
        }
      }
    }
    return table.build();
  }

  /** {@return the verdicts for a terminal: a line per claim, then the counts} */
  public String toText() {
    Table.Builder table =
        Table.titled("seed " + context.seed().value() + " · " + Platform.library())
            .column(Column.text("claim"))
            .column(Column.text("ours"))
            .column(Column.text("verdict"));
    StringBuilder text = new StringBuilder();
    for (ReproductionSection section : sections) {
      String name = section.experiment().name();
      if (section.outcome().isEmpty()) {
        table.row(name + ": " + section.status().label(), section.reason(), "");
        continue;
      }
      boolean reused = section.status() == Status.REUSED;
      table.row(name + (reused ? " (" + section.status().label() + ")" : ""), "", "");
      for (Claim claim : section.outcome().get().claims()) {
        table.row("  " + claim.title(), claim.ours().valueText(), claim.verdict().label());
      }
    }
    text.append(table.build().toText(Integer.MAX_VALUE));
    List<String> parts = new ArrayList<>();
    counts().forEach((verdict, count) -> parts.add(count + " " + verdict.label()));
    text.append(String.join(", ", parts)).append('\n');
    return text.toString();
  }
}
