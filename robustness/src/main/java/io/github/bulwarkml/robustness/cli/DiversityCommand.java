// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.cli.ResultCommand;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.robustness.diversity.BaselineScope;
import io.github.bulwarkml.robustness.diversity.DiversityDesign;
import io.github.bulwarkml.robustness.diversity.DiversityMetric;
import io.github.bulwarkml.robustness.diversity.DiversityOptions;
import io.github.bulwarkml.robustness.diversity.DiversityReport;
import io.github.bulwarkml.robustness.diversity.FineTunedModels;
import io.github.bulwarkml.robustness.pretraining.PretrainingStudy;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bulwark robustness diversity}: what pre-training data does to the robustness of fine-tuned
 * models.
 *
 * @since 0.1.0
 */
@Command(
    name = "diversity",
    description = {
      "Effective robustness by pre-training set, against the line of models trained from scratch,"
          + " with the findings on quantity, class counts, label granularity and random labels.",
      "Accuracies in percent, effective robustness (rho) in percentage points."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Either --results or --train must be given.",
      "",
      "Results: a CSV with the columns pretraining, seed, n_target, acc_id, acc_ood, f1_id,",
      "  f1_ood (fractions), one row per fine-tuned model. Findings are measured for the names",
      "  scratch, N250_C80, N1000_C80, N4000_C80, N16000_C80, N4000_C20, N4000_C320,",
      "  N4000_C320_L40, N4000_C320_L5, N4000_C80_1loc and N4000_C80_randlab; other",
      "  pre-training sets get their rows.",
      "",
      "Training: a small convolutional network, 500 steps on each pre-training set of the",
      "  SynthTrap world, 150 on 200 or 800 target images; about 2 CPU minutes a run. With",
      "  --world-seeds the baseline is per run.",
      "",
      "Examples:",
      "  bulwark robustness diversity --results results.csv --plot diversity.svg",
      "  bulwark robustness diversity --train --models models.csv",
      "  bulwark robustness diversity --train --world-seeds 6 --models worlds.csv",
      "  bulwark robustness diversity --train --data ~/data --models fashion.csv",
      "",
      "Paper: Ramanujan et al., On the connection between pre-training data diversity and",
      "  fine-tuning robustness, NeurIPS 2023, arXiv:2307.12532."
    })
public final class DiversityCommand extends ResultCommand {
  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "the fine-tuned models and their accuracies")
  private @Nullable Path results;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      defaultValue = "accuracy",
      converter = Converters.ToDiversityMetric.class,
      description = "accuracy or macro-f1 (default: ${DEFAULT-VALUE})")
  private DiversityMetric metric = DiversityMetric.ACCURACY;

  @Option(
      names = "--baseline",
      paramLabel = "SCOPE",
      converter = Converters.ToBaselineScope.class,
      description =
          "common: one line for all scratch models; per-run: a line for each seed, if each has test"
              + " sets of its own (default: common, with --world-seeds per-run)")
  private @Nullable BaselineScope baseline;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "0.95",
      description = "confidence level of all intervals, in (0, 1) (default: ${DEFAULT-VALUE})")
  private double level = 0.95;

  @Mixin private TrainingOptions training = new TrainingOptions();

  @Mixin private PlotOption plot = new PlotOption();

  /** Creates the command. */
  public DiversityCommand() {}

  @Override
  protected Result run() throws IOException {
    plot.check();
    Require.inside(level, 0, 1, "--level");
    if ((results == null) != training.isAsked()) {
      throw new IllegalArgumentException("either --results FILE or --train must be given");
    }
    Provenance.Recorder recorder = Provenance.start("robustness diversity");
    DiversityReport report = results == null ? trained(recorder) : read(results, recorder);
    plot.draw(report);
    return report;
  }

  private DiversityReport read(Path file, Provenance.Recorder recorder) throws IOException {
    recorder.parameter("results", file.toString()).input(file);
    DiversityOptions options =
        new DiversityOptions(
            DiversityDesign.synthTrap(),
            metric,
            baseline == null ? BaselineScope.COMMON : baseline,
            level);
    return DiversityReport.of(FineTunedModels.read(file), options, recorder);
  }

  private DiversityReport trained(Provenance.Recorder recorder) throws IOException {
    PretrainingStudy study = training.study(parallel(), progress(), cancellation());
    training.record(recorder);
    recorder.threads(parallel());
    DiversityOptions options =
        new DiversityOptions(
            training.design(), metric, baseline == null ? training.baseline() : baseline, level);
    return DiversityReport.of(study.train(), options, recorder);
  }
}
