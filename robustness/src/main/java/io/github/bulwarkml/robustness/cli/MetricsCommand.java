// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.cli.ResultCommand;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.robustness.metrics.Labels;
import io.github.bulwarkml.robustness.metrics.MacroAverage;
import io.github.bulwarkml.robustness.metrics.MetricsReport;
import io.github.bulwarkml.robustness.metrics.ScoreMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bulwark robustness metrics}: accuracy, macro recall, macro F1, top-k and group metrics
 * from files of labels, or of a whole WILDS submission.
 *
 * @since 0.1.0
 */
@Command(
    name = "metrics",
    description = {
      "Measures accuracy, macro recall and macro F1, top-k and group accuracies of predicted labels,"
          + " with intervals.",
      "All values are fractions. Macro averages run over the classes among the true labels (wilds,"
          + " the default), among true or predicted labels (union), or over all classes"
          + " (all-classes)."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Label files: " + LabelInput.FORMS + ".",
      "Score files: " + ScoreInput.FORMS + ". Ties resolve to the lowest class.",
      "WILDS folder: files <dataset>_split:<split>_seed:<seed>*.csv with one predicted",
      "  label per line; metrics are averaged over the seeds. --labels names each split.",
      "",
      "Examples:",
      "  bulwark robustness metrics --labels y.csv --predictions p.csv \\",
      "    --groups location.csv --bootstrap 1000 --resample-groups",
      "  bulwark robustness metrics --labels y.csv --scores logits.npy --k 5",
      "  bulwark robustness metrics --wilds predictions --classes 182 \\",
      "    --labels id_test=y_id_test.csv --labels test=y_test.csv",
      "",
      "Paper: Koh et al., WILDS, ICML 2021, arXiv:2012.07421."
    })
public final class MetricsCommand extends ResultCommand {
  @Option(
      names = "--labels",
      paramLabel = "FILE",
      required = true,
      description = "true labels; with --wilds SPLIT=FILE, once per split")
  private List<String> labels = new ArrayList<>();

  @Option(names = "--predictions", paramLabel = "FILE", description = "predicted labels")
  private @Nullable String predictions;

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description = "scores instead of predicted labels; the largest is the prediction")
  private @Nullable Path scores;

  @Option(
      names = "--wilds",
      paramLabel = "DIR",
      description = "a folder of WILDS prediction files instead of predicted labels")
  private @Nullable Path wilds;

  @Option(names = "--groups", paramLabel = "FILE", description = "the group of each example")
  private @Nullable String groups;

  @Option(
      names = "--classes",
      paramLabel = "K",
      defaultValue = "0",
      description =
          "number of classes; labels must lie in [0, K) (default: the largest label plus one, or"
              + " the number of scores)")
  private int classes;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "wilds",
      converter = Converters.ToAverage.class,
      description =
          "classes of macro averages: wilds, union or all-classes (default: ${DEFAULT-VALUE})")
  private MacroAverage mode = MacroAverage.WILDS;

  @Option(
      names = "--k",
      paramLabel = "K",
      split = ",",
      description = "also the share of true labels among the K best scores; needs --scores")
  private List<Integer> top = new ArrayList<>();

  @Option(
      names = "--subset",
      paramLabel = "FILE",
      description =
          "source classes that make up the label space, one per line in target order; needs"
              + " --scores (ImageNet-A, ImageNet-R)")
  private @Nullable String subset;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description =
          "a CSV with the columns source and target: the largest score of a target's sources is"
              + " its score; needs --scores (ObjectNet)")
  private @Nullable Path mapping;

  @Option(
      names = "--resample-groups",
      description = "let the bootstrap draw whole groups; needs --groups")
  private boolean resampleGroups;

  @Mixin private BootstrapOptions bootstrap = new BootstrapOptions();

  /** Creates the command. */
  public MetricsCommand() {}

  @Override
  protected Result run() throws IOException {
    int sources =
        (predictions == null ? 0 : 1) + (scores == null ? 0 : 1) + (wilds == null ? 0 : 1);
    if (sources != 1) {
      throw new IllegalArgumentException(
          "one of --predictions, --scores and --wilds must be given, but " + sources + " were");
    }
    if (classes != 0) {
      Labels.requireClasses(classes);
    }
    if (scores == null && (!top.isEmpty() || subset != null || mapping != null)) {
      throw new IllegalArgumentException("--k, --subset and --mapping need --scores");
    }
    Provenance.Recorder recorder = Provenance.start("robustness metrics");
    recorder.parameter("labels", labels);
    if (wilds != null) {
      if (groups != null) {
        throw new IllegalArgumentException("--groups cannot be combined with --wilds");
      }
      recorder.parameter("wilds", wilds.toString()).parameter("classes", given(classes));
      recorder.parameter("mode", mode);
      return WildsFolder.evaluate(wilds, labels, classes, mode, recorder);
    }
    return one(recorder);
  }

  private MetricsReport one(Provenance.Recorder recorder) throws IOException {
    if (labels.size() != 1) {
      throw new IllegalArgumentException("--labels must be given once, but was " + labels);
    }
    if (resampleGroups && groups == null) {
      throw new IllegalArgumentException("--resample-groups needs --groups");
    }
    LabelInput truthInput = LabelInput.of(labels.get(0));
    ScoreMatrix matrix = null;
    int[] predicted;
    int k = classes;
    if (scores != null) {
      matrix = ScoreMapping.read(scores, List.of(truthInput), subset, mapping);
      recorder.parameter("scores", scores.toString()).input(scores);
      recorder.parameter("subset", subset).parameter("mapping", text(mapping));
      if (k != 0 && k != matrix.columns()) {
        throw new IllegalArgumentException(
            "--classes must be the number of scores, " + matrix.columns() + ", but was " + k);
      }
      k = matrix.columns();
      predicted = matrix.argmax();
    } else {
      LabelInput input = LabelInput.of(String.valueOf(predictions));
      predicted = k == 0 ? input.read() : input.read(k);
      recorder.parameter("predictions", predictions).input(input.file());
    }
    int[] truth = k == 0 ? truthInput.read() : truthInput.read(k);
    recorder.input(truthInput.file());
    requireSameLength(predicted.length, truth.length, truthInput);
    int count = k == 0 ? Labels.classCount(truth, predicted) : k;
    recorder.parameter("classes", count).parameter("mode", mode);
    MetricsReport.Builder builder =
        MetricsReport.builder(truth, predicted, count)
            .average(mode)
            .level(bootstrap.level())
            .resampleGroups(resampleGroups);
    if (groups != null) {
      LabelInput input = LabelInput.of(groups);
      int[] groupOf = input.read();
      recorder.parameter("groups", groups).input(input.file());
      if (groupOf.length != truth.length) {
        throw new MalformedFileException(
            input.toString(),
            "must hold "
                + truth.length
                + " groups as there are labels, but holds "
                + groupOf.length);
      }
      builder.groups(groupOf, Labels.classCount(groupOf));
    }
    if (matrix != null) {
      for (int best : top) {
        builder.top(matrix, best);
      }
      recorder.parameter("k", top.isEmpty() ? null : top);
    }
    recorder.parameter("resampleGroups", resampleGroups);
    bootstrap.bootstrap(parallel(), recorder).ifPresent(builder::bootstrap);
    return builder.build(recorder);
  }

  private void requireSameLength(int predicted, int truth, LabelInput labelInput)
      throws MalformedFileException {
    if (predicted != truth) {
      throw new MalformedFileException(
          labelInput.toString(),
          "must hold as many labels as "
              + (scores == null ? predictions : scores.toString())
              + " ("
              + predicted
              + "), but holds "
              + truth);
    }
  }

  private static @Nullable Integer given(int value) {
    return value == 0 ? null : value;
  }

  private static @Nullable String text(@Nullable Path path) {
    return path == null ? null : path.toString();
  }
}
