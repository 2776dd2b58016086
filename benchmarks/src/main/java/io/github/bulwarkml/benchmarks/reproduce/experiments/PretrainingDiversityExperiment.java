// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import io.github.bulwarkml.benchmarks.reproduce.DataNeed;
import io.github.bulwarkml.benchmarks.reproduce.Experiment;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentContext;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentOutcome;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.robustness.diversity.BaselineScope;
import io.github.bulwarkml.robustness.diversity.DiversityDesign;
import io.github.bulwarkml.robustness.diversity.DiversityMetric;
import io.github.bulwarkml.robustness.diversity.DiversityOptions;
import io.github.bulwarkml.robustness.diversity.DiversityReport;
import io.github.bulwarkml.robustness.diversity.FineTunedModel;
import io.github.bulwarkml.robustness.diversity.FineTunedModels;
import io.github.bulwarkml.robustness.pretraining.FashionMnistStudy;
import io.github.bulwarkml.robustness.pretraining.HeldOutClasses;
import io.github.bulwarkml.robustness.pretraining.PretrainingStudy;
import io.github.bulwarkml.robustness.pretraining.StudyRun;
import io.github.bulwarkml.robustness.pretraining.StudySettings;
import io.github.bulwarkml.robustness.pretraining.StudyWorld;
import io.github.bulwarkml.robustness.pretraining.SynthTrapStudy;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What pre-training data does to the robustness of fine-tuned models, by training them: in
 * SynthTrap worlds, and on Fashion-MNIST where it is given.
 *
 * <p>Reference: Ramanujan, Nguyen, Oh, Schmidt, Farhadi, "On the connection between pre-training
 * data diversity and fine-tuning robustness", NeurIPS 2023, arXiv:2307.12532.
 *
 * @since 0.1.0
 */
public final class PretrainingDiversityExperiment implements Experiment {
  private static final int QUICK_WORLDS = 3;
  private static final int FULL_WORLDS = 6;
  private static final int REFERENCE_RUNS = 6;
  private static final int QUICK_FASHION_RUNS = 2;
  private static final int FULL_FASHION_RUNS = 4;

  private static final List<String> QUICK_SETS =
      List.of(
          "N250_C80",
          "N1000_C80",
          "N4000_C80",
          "N16000_C80",
          "N4000_C20",
          "N4000_C320",
          "N4000_C320_L40",
          SynthTrapStudy.THIRD_OF_LOCATIONS,
          "N4000_C80_randlab");

  private static final List<String> QUICK_FASHION_SETS =
      List.of("N250_C5", "N1000_C5", "N4000_C5", "N4000_C2", "N4000_C5_randlab");

  /** Creates the experiment. */
  public PretrainingDiversityExperiment() {}

  @Override
  public String name() {
    return "pretraining-diversity";
  }

  @Override
  public String description() {
    return "Which property of pre-training data makes fine-tuned models robust: trained here.";
  }

  @Override
  public DataNeed data() {
    return new DataNeed("fashion-mnist", FashionMnistStudy.FILES, List.of(), true);
  }

  @Override
  public double quickMinutes() {
    return 3.5;
  }

  @Override
  public ExperimentOutcome run(ExperimentContext context) throws IOException {
    Provenance.Recorder recorder = context.provenance(this);
    String fingerprint = recorder.finish().fingerprint();
    ExperimentOutcome.Builder outcome = ExperimentOutcome.of(this);
    Seed seed = context.seed().child(name());
    DiversityReport worlds = worlds(context, seed.child("worlds"));
    PretrainingDiversityClaims.synthTrap(worlds, setting(context)).forEach(outcome::claim);
    add(outcome, "synthtrap", worlds, fingerprint);
    if (context.isFull()) {
      DiversityReport reference = reference(context, seed.child("reference"));
      outcome
          .claim(PretrainingDiversityReference.claim(reference))
          .table("reference", PretrainingDiversityReference.table(reference));
    } else {
      outcome.note(
          "Quick: "
              + QUICK_WORLDS
              + " worlds instead of "
              + FULL_WORLDS
              + ", nine pre-training sets instead of eleven, fine-tuned on 200 images instead of 200"
              + " and 800; steps, batches and learning rates are those of the full study.");
    }
    Optional<Path> folder = context.folderOf(this);
    if (folder.isPresent()) {
      DiversityReport fashion = fashion(context, folder.get(), seed.child("fashion"));
      PretrainingDiversityClaims.fashion(fashion).forEach(outcome::claim);
      add(outcome, "fashion", fashion, fingerprint);
    } else {
      outcome.note(
          "The part on real images is skipped: it needs --data with fashion-mnist/ and its four"
              + " files.");
    }
    return outcome
        .note(
            "SynthTrap is a synthetic world of glyphs in front of backgrounds, standing in for"
                + " ImageNet and iWildCam; a network of 9,468 parameters (with 12 classes) stands in"
                + " for the paper's ResNet-50. Directions can be compared, numbers cannot.")
        .note(
            "Effective robustness is the distance above the logit line of models trained on target"
                + " images alone, in points of accuracy, the line being that of each world; intervals"
                + " are Student's t over runs at 95 %.")
        .build(recorder.finish());
  }

  private static String setting(ExperimentContext context) {
    return (context.isFull() ? FULL_WORLDS : QUICK_WORLDS)
        + " SynthTrap worlds (synthetic), each with images, locations and training seeds of its own";
  }

  private DiversityReport worlds(ExperimentContext context, Seed seed) throws IOException {
    SynthTrapStudy all = SynthTrapStudy.of(SynthTrapWorld.standard()).withThirdOfLocations();
    List<StudyRun> runs =
        SynthTrapStudy.worlds(
            context.isFull() ? all.pretrainingNames() : QUICK_SETS,
            context.isFull() ? FULL_WORLDS : QUICK_WORLDS,
            seed);
    List<FineTunedModel> models = train(context, "worlds", runs);
    return report(context, models, SynthTrapStudy.design(), BaselineScope.PER_RUN);
  }

  /** The grid of PyTorch's table, with more training seeds than its two. */
  private DiversityReport reference(ExperimentContext context, Seed seed) throws IOException {
    StudyWorld world = SynthTrapStudy.of(SynthTrapWorld.standard());
    List<FineTunedModel> models =
        train(context, "reference", StudyRun.trainings(world, REFERENCE_RUNS, seed));
    return report(context, models, DiversityDesign.synthTrap(), BaselineScope.COMMON);
  }

  private DiversityReport fashion(ExperimentContext context, Path folder, Seed seed)
      throws IOException {
    HeldOutClasses all = FashionMnistStudy.read(folder);
    StudyWorld world = context.isFull() ? all : all.keep(QUICK_FASHION_SETS);
    int runs = context.isFull() ? FULL_FASHION_RUNS : QUICK_FASHION_RUNS;
    List<FineTunedModel> models = train(context, "fashion", StudyRun.trainings(world, runs, seed));
    return report(context, models, FashionMnistStudy.design(), BaselineScope.COMMON);
  }

  /** Models of an interrupted run are kept until all are trained. */
  private List<FineTunedModel> train(ExperimentContext context, String part, List<StudyRun> runs)
      throws IOException {
    StudySettings settings = StudySettings.defaults();
    if (!context.isFull()) {
      settings = settings.withFineTuning(settings.fineTuning(), 200);
    }
    Path file =
        context
            .out()
            .resolve(name())
            .resolve("unfinished-" + part + "-" + context.seed().value() + ".csv");
    List<FineTunedModel> models =
        PretrainingStudy.of(settings, runs)
            .withModelsIn(file)
            .withParallel(context.parallel())
            .withProgress(context.progress())
            .withCancellation(context.cancellation())
            .train();
    Files.deleteIfExists(file);
    return models;
  }

  private DiversityReport report(
      ExperimentContext context,
      List<FineTunedModel> models,
      DiversityDesign design,
      BaselineScope baseline)
      throws IOException {
    DiversityOptions options =
        new DiversityOptions(
            design, DiversityMetric.ACCURACY, baseline, PretrainingDiversityClaims.LEVEL);
    return DiversityReport.of(models, options, context.provenance(this));
  }

  private static void add(
      ExperimentOutcome.Builder outcome, String part, DiversityReport report, String fingerprint) {
    outcome
        .table(part + "-sets", report.toTable())
        .table(part + "-findings", report.findingsTable())
        .table(part + "-models", FineTunedModels.table(report.models()));
    report.chart().ifPresent(chart -> outcome.chart(part, relabelled(chart, fingerprint)));
    report
        .quantityChart()
        .ifPresent(chart -> outcome.chart(part + "-quantity", relabelled(chart, fingerprint)));
  }

  /**
   * The report's own fingerprint gives way to the one that this experiment's command reproduces.
   */
  private static Chart relabelled(Chart chart, String fingerprint) {
    int last = chart.caption().lastIndexOf(" · ");
    return new Chart(
        chart.title(),
        chart.x(),
        chart.y(),
        chart.series(),
        chart.caption().substring(0, last) + " · " + fingerprint);
  }
}
