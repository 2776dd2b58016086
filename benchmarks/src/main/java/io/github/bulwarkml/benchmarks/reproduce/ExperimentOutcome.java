// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What came out of an experiment: claims with verdicts, tables, charts and notes.
 *
 * @param experiment the experiment's name
 * @param claims the claims in the order of the report
 * @param tables the tables
 * @param charts the charts
 * @param notes what a reader should know, one sentence or two each
 * @param provenance how it was made
 * @since 0.1.0
 */
public record ExperimentOutcome(
    String experiment,
    List<Claim> claims,
    List<NamedTable> tables,
    List<NamedChart> charts,
    List<String> notes,
    Provenance provenance) {
  /**
   * Copies the lists.
   *
   * @param experiment the experiment's name
   * @param claims the claims
   * @param tables the tables, each name once
   * @param charts the charts, each name once
   * @param notes what a reader should know
   * @param provenance how it was made
   * @throws IllegalArgumentException if a file name is not usable or occurs twice
   */
  public ExperimentOutcome {
    Objects.requireNonNull(experiment, "experiment");
    claims = List.copyOf(claims);
    tables = List.copyOf(tables);
    charts = List.copyOf(charts);
    notes = List.copyOf(notes);
    Objects.requireNonNull(provenance, "provenance");
    Set<String> names = new HashSet<>();
    for (NamedTable table : tables) {
      once(names, table.name());
    }
    names.clear();
    for (NamedChart chart : charts) {
      once(names, chart.name());
    }
  }

  private static void once(Set<String> names, String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("name must occur once, but '" + name + "' occurs twice");
    }
  }

  private static String fileName(String name) {
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "name must be lower-case words joined by hyphens, but was '" + name + "'");
    }
    return name;
  }

  /**
   * A table and the name of its CSV file.
   *
   * @param name the file's name without its ending: lower-case words joined by hyphens
   * @param table the table
   */
  public record NamedTable(String name, Table table) {
    /**
     * Checks the name.
     *
     * @param name the file's name without its ending
     * @param table the table
     * @throws IllegalArgumentException if the name is not usable
     */
    public NamedTable {
      fileName(name);
      Objects.requireNonNull(table, "table");
    }
  }

  /**
   * A chart and the name of its SVG file.
   *
   * @param name the file's name without its ending: lower-case words joined by hyphens
   * @param chart the chart
   */
  public record NamedChart(String name, Chart chart) {
    /**
     * Checks the name.
     *
     * @param name the file's name without its ending
     * @param chart the chart
     * @throws IllegalArgumentException if the name is not usable
     */
    public NamedChart {
      fileName(name);
      Objects.requireNonNull(chart, "chart");
    }
  }

  /**
   * {@return a builder}
   *
   * @param experiment the experiment
   */
  public static Builder of(Experiment experiment) {
    return new Builder(experiment.name());
  }

  /** Collects what comes out. Not thread-safe. */
  public static final class Builder {
    private final String experiment;
    private final List<Claim> claims = new ArrayList<>();
    private final List<NamedTable> tables = new ArrayList<>();
    private final List<NamedChart> charts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Builder(String experiment) {
      this.experiment = experiment;
    }

    /**
     * {@return this builder, with one more claim}
     *
     * @param claim the claim
     */
    public Builder claim(Claim claim) {
      claims.add(claim);
      return this;
    }

    /**
     * {@return this builder, with one more table}
     *
     * @param name the CSV file's name without its ending: lower-case words joined by hyphens
     * @param table the table
     */
    public Builder table(String name, Table table) {
      tables.add(new NamedTable(name, table));
      return this;
    }

    /**
     * {@return this builder, with one more chart}
     *
     * @param name the SVG file's name without its ending: lower-case words joined by hyphens
     * @param chart the chart
     */
    public Builder chart(String name, Chart chart) {
      charts.add(new NamedChart(name, chart));
      return this;
    }

    /**
     * {@return this builder, with one more note}
     *
     * @param note one sentence or two
     */
    public Builder note(String note) {
      notes.add(note);
      return this;
    }

    /**
     * {@return the outcome}
     *
     * @param provenance how it was made
     */
    public ExperimentOutcome build(Provenance provenance) {
      return new ExperimentOutcome(experiment, claims, tables, charts, notes, provenance);
    }
  }
}
