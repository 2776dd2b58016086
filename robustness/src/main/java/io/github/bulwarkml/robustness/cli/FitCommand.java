// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.cli.ResultCommand;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Charts;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.robustness.AccuracyPair;
import io.github.bulwarkml.robustness.ExtremePolicy;
import io.github.bulwarkml.robustness.RobustnessReport;
import io.github.bulwarkml.robustness.RobustnessStudy;
import io.github.bulwarkml.robustness.Transform;
import io.github.bulwarkml.robustness.TrendEstimator;
import io.github.bulwarkml.robustness.table.PairedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bulwark robustness fit}: a trend through baseline models and the effective robustness of
 * every model of a table.
 *
 * @since 0.1.0
 */
@Command(
    name = "fit",
    description = {
      "Fits the trend of OOD against ID accuracy to baseline models and measures how far every"
          + " model lies above it.",
      "Accuracies are printed in percent, effective robustness (rho) in percentage points, slopes"
          + " in the transformed space."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  bulwark robustness fit --table robustness_top1s.csv --types model_types.csv \\",
      "    --unit percent --id val --ood imagenetv2-matched-frequency-format-val \\",
      "    --transform logit --baseline nat_type=STANDARD \\",
      "    --exclude-name subsample,aws,batch64 --min-id 55 \\",
      "    --model vit_b_32_clip_zeroshot --plot v2.svg",
      "",
      "Paper: Taori et al., Measuring robustness to natural distribution shifts, NeurIPS 2020,",
      "  arXiv:2007.00644; Ramanujan et al., On the connection between pre-training data diversity",
      "  and fine-tuning robustness, NeurIPS 2023, arXiv:2307.12532."
    })
public final class FitCommand extends ResultCommand {
  @Mixin private TableOptions tables = new TableOptions();

  @Mixin private BaselineOptions baseline = new BaselineOptions();

  @Option(
      names = "--transform",
      paramLabel = "NAME",
      defaultValue = "logit",
      converter = Converters.ToTransform.class,
      description =
          "space in which the trend is straight: logit, probit or linear (default:"
              + " ${DEFAULT-VALUE})")
  private Transform transform = Transform.LOGIT;

  @Option(
      names = "--estimator",
      paramLabel = "NAME",
      defaultValue = "ols",
      converter = Converters.ToEstimator.class,
      description =
          "ols, theil-sen or huber (default: ${DEFAULT-VALUE}); the intervals of the"
              + " latter two come from the bootstrap")
  private TrendEstimator estimator = TrendEstimator.OLS;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "exclude",
      converter = Converters.ToPolicy.class,
      description =
          "what to do with accuracies of exactly 0 or 1: exclude from the fit, clip (to"
              + " 1/(2n) of the test set), clip:EPSILON (a fraction) or fail (default:"
              + " ${DEFAULT-VALUE})")
  private ExtremePolicy policy = ExtremePolicy.exclude();

  @Option(
      names = "--pivot",
      paramLabel = "ACCURACY",
      description =
          "fit one line below and one above this ID accuracy, in the table's unit, or that"
              + " of the named model")
  private @Nullable String pivot;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "0.95",
      description = "confidence level of all intervals, in (0, 1) (default: ${DEFAULT-VALUE})")
  private double level = 0.95;

  @Option(
      names = "--bootstrap",
      paramLabel = "N",
      defaultValue = "1000",
      description = "resamples of the baseline models; 0 for none (default: ${DEFAULT-VALUE})")
  private int bootstrap = 1000;

  @Option(
      names = "--resample-test-sets",
      description =
          "let bootstrap intervals include the measured model's own test sets; needs"
              + " their sizes")
  private boolean testSets;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "42",
      description = "seed of bootstrap and permutations (default: ${DEFAULT-VALUE})")
  private long seed = 42;

  @Option(
      names = "--model",
      arity = "1..*",
      paramLabel = "NAME",
      description =
          "models to list first and to name in the plot; the parts of a composite key are"
              + " joined by commas")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--relative-to",
      paramLabel = "NAME",
      description = "model that the --model ones started from: tells what changed")
  private @Nullable String base;

  @Option(
      names = "--compare",
      split = ",",
      paramLabel = "TYPE",
      description = "two types of models, separated by a comma, whose trends to compare")
  private List<String> compared = new ArrayList<>();

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "draw the scatter plot; the ending gives the format: .svg or .png")
  private @Nullable Path plot;

  /** Creates the command. */
  public FitCommand() {}

  @Override
  protected Result run() throws IOException {
    tables.check();
    requireDrawable();
    Require.inside(level, 0, 1, "--level");
    Require.inRange(bootstrap, 0, 1_000_000, "--bootstrap");
    if (!compared.isEmpty() && compared.size() != 2) {
      throw new IllegalArgumentException("--compare must name 2 types, but was " + compared);
    }
    Provenance.Recorder recorder = recorder();
    PairedModels paired = tables.read();
    if (paired.candidates().isEmpty()) {
      throw new IllegalArgumentException(
          "no model has both " + tables.ids() + " and " + tables.ood());
    }
    RobustnessReport report = study(paired).provenance(recorder).run();
    if (plot != null) {
      Charts.save(report.chart().orElseThrow(), plot);
    }
    return report;
  }

  private void requireDrawable() {
    if (plot != null) {
      String name = plot.toString().toLowerCase(Locale.ROOT);
      if (!name.endsWith(".svg") && !name.endsWith(".png")) {
        throw new IllegalArgumentException("--plot must end in .svg or .png, but was " + plot);
      }
    }
  }

  private RobustnessStudy study(PairedModels paired) {
    List<String> ids = tables.ids();
    RobustnessStudy study =
        RobustnessStudy.of(paired.candidates())
            .settings(ids.get(0), tables.ood(), ids.subList(1, ids.size()).toArray(String[]::new))
            .skipped(paired.skipped())
            .baseline(baseline.rule(tables.unit()))
            .scope(baseline.scope(tables.unit()))
            .transform(transform)
            .estimator(estimator)
            .policy(policy)
            .level(level)
            .seed(Seed.of(seed))
            .parallel(parallel())
            .highlight(models);
    if (pivot != null) {
      study.pivot(pivotAccuracy(paired, pivot));
    }
    if (bootstrap > 0) {
      study.bootstrap(bootstrap);
    }
    if (testSets) {
      study.resampleTestSets();
    }
    if (base != null) {
      study.relativeTo(base);
    }
    if (!compared.isEmpty()) {
      study.compare(compared.get(0), compared.get(1));
    }
    return study;
  }

  private double pivotAccuracy(PairedModels paired, String given) {
    for (AccuracyPair pair : paired.pairs()) {
      if (pair.model().equals(given)) {
        return pair.id();
      }
    }
    double number;
    try {
      number = Double.parseDouble(given);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--pivot must be an accuracy or a model with both accuracies, but was '" + given + "'",
          e);
    }
    return tables.unit().toFraction(Require.inside(number, 0, tables.unit().one(), "--pivot"));
  }

  private Provenance.Recorder recorder() throws IOException {
    Provenance.Recorder recorder = Provenance.start("robustness fit");
    tables.record(recorder);
    baseline.record(recorder);
    return recorder
        .parameter("transform", transform.label())
        .parameter("estimator", estimator.label())
        .parameter("policy", policy.toString())
        .parameter("pivot", pivot)
        .parameter("level", level)
        .parameter("bootstrap", bootstrap)
        .parameter("resampleTestSets", testSets ? true : null)
        .parameter("model", models.isEmpty() ? null : List.copyOf(models))
        .parameter("relativeTo", base)
        .parameter("compare", compared.isEmpty() ? null : String.join(",", compared))
        .seed(Seed.of(seed))
        .threads(parallel());
  }
}
