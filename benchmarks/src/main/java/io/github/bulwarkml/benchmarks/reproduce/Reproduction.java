// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import io.github.bulwarkml.benchmarks.reproduce.ReproductionSection.Status;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Runs experiments one after the other. An experiment that finished before on the same inputs is
 * not run again, so a run that was interrupted goes on where it stopped; one that fails or lacks
 * its data does not keep the others from running.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Reproduction {
  private final List<Experiment> experiments;
  private final ExperimentContext context;
  private Consumer<String> log = line -> {};
  private boolean fresh;
  private String command = "bulwark reproduce";

  private Reproduction(List<Experiment> experiments, ExperimentContext context) {
    this.experiments = experiments;
    this.context = context;
  }

  /**
   * {@return a reproduction}
   *
   * @param experiments the experiments in the order of the report, each name once
   * @param context how to run them
   * @throws IllegalArgumentException if a name occurs twice
   */
  public static Reproduction of(List<Experiment> experiments, ExperimentContext context) {
    Set<String> names = new HashSet<>();
    for (Experiment experiment : experiments) {
      if (!names.add(experiment.name())) {
        throw new IllegalArgumentException(
            "experiments must have different names, but '" + experiment.name() + "' occurs twice");
      }
    }
    return new Reproduction(List.copyOf(experiments), context);
  }

  /**
   * {@return this reproduction, which says what it does}
   *
   * @param lines takes one line at a time
   */
  public Reproduction log(Consumer<String> lines) {
    this.log = lines;
    return this;
  }

  /** {@return this reproduction, which runs finished experiments again} */
  public Reproduction fresh() {
    this.fresh = true;
    return this;
  }

  /**
   * {@return this reproduction, with the command that makes its report again}
   *
   * @param line the command line
   */
  public Reproduction command(String line) {
    this.command = line;
    return this;
  }

  /**
   * {@return what came out} If the cancellation of the context is switched on, the report holds
   * what was finished before.
   *
   * @throws IOException if the output folder or a data file cannot be read or written
   */
  public ReproductionReport run() throws IOException {
    Instant started = Instant.now();
    long startNanos = System.nanoTime();
    OutcomeStore store = new OutcomeStore(context.out());
    List<ReproductionSection> sections = new ArrayList<>();
    for (int i = 0; i < experiments.size(); i++) {
      String place = "[" + (i + 1) + "/" + experiments.size() + "] ";
      sections.add(section(experiments.get(i), place, remaining(i), store));
    }
    return new ReproductionReport(
        context,
        sections,
        command,
        started.truncatedTo(ChronoUnit.SECONDS).toString(),
        (System.nanoTime() - startNanos) / 1e9);
  }

  private double remaining(int from) {
    double minutes = 0;
    for (Experiment experiment : experiments.subList(from, experiments.size())) {
      minutes += experiment.quickMinutes();
    }
    return minutes;
  }

  private ReproductionSection section(
      Experiment experiment, String place, double remaining, OutcomeStore store)
      throws IOException {
    String name = experiment.name();
    if (context.cancellation().isCancelled()) {
      return ReproductionSection.without(
          experiment, Status.CANCELLED, "the run was cancelled before it started");
    }
    Optional<String> lack = lack(experiment);
    if (lack.isPresent()) {
      log.accept(place + name + ": skipped, " + lack.get());
      return ReproductionSection.without(experiment, Status.SKIPPED, lack.get());
    }
    String key = OutcomeStore.key(experiment, context);
    Optional<ExperimentOutcome> known = fresh ? Optional.empty() : store.find(experiment, key);
    if (known.isPresent()) {
      log.accept(place + name + ": reused from an earlier run");
      // Its tables and charts may have been removed.
      store.save(key, known.get());
      return ReproductionSection.done(experiment, Status.REUSED, known.get());
    }
    log.accept(place + name + ": " + expected(experiment, remaining));
    try {
      ExperimentOutcome outcome = experiment.run(context);
      store.save(key, outcome);
      return ReproductionSection.done(experiment, Status.RAN, outcome);
    } catch (CancellationException e) {
      log.accept(place + name + ": cancelled");
      return ReproductionSection.without(
          experiment, Status.CANCELLED, "the run was cancelled while it ran");
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | ArithmeticException e) {
      String reason = String.valueOf(e.getMessage());
      log.accept(place + name + ": failed, " + reason);
      return ReproductionSection.without(experiment, Status.FAILED, reason);
    }
  }

  private String expected(Experiment experiment, double remaining) {
    if (context.isFull()) {
      return "running at full scale";
    }
    String left =
        remaining > experiment.quickMinutes() ? ", " + duration(remaining) + " left in all" : "";
    return "running, about " + duration(experiment.quickMinutes()) + left;
  }

  /**
   * {@return a time such as {@code 20 s} or {@code 3 min}}
   *
   * @param minutes the time in minutes, at least 0
   */
  public static String duration(double minutes) {
    return minutes < 1.5
        ? Math.max(1, Math.round(60 * minutes)) + " s"
        : Math.round(minutes) + " min";
  }

  /**
   * {@return an argument as a shell takes it, in quotes where needed}
   *
   * @param argument any text
   */
  public static String quoted(String argument) {
    return CommandLineText.quoted(argument);
  }

  private Optional<String> lack(Experiment experiment) {
    DataNeed need = experiment.data();
    if (need.synthetic() || context.folderOf(experiment).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        context.data().isEmpty()
            ? "needs " + need.words()
            : "the data folder holds no "
                + need.folder()
                + "/ with "
                + String.join(" and ", need.files()));
  }
}
