// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.cli.ResultCommand;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.robustness.ExtremePolicy;
import io.github.bulwarkml.robustness.agreement.AgreementOnTheLine;
import io.github.bulwarkml.robustness.agreement.AgreementReport;
import io.github.bulwarkml.robustness.agreement.PredictionTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bulwark robustness agreement}: accuracy under shift from the agreement of models, without
 * labels of the shifted set.
 *
 * @since 0.1.0
 */
@Command(
    name = "agreement",
    description = {
      "Estimates the accuracy of each model on a shifted set from how often pairs of models agree;"
          + " needs the labels of the unshifted set only.",
      "The estimates are worth something only if the agreement line fits (R^2 >= 0.95): the first"
          + " line of the output says whether it does."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Prediction table: a CSV with the columns model, set, labels; one row per model and",
      "  set. The cell labels holds one base-36 digit per example, or integers separated by",
      "  spaces. A row of model TRUE (see --truth) holds the true labels.",
      "Label files: " + LabelInput.FORMS + ".",
      "",
      "Example:",
      "  bulwark robustness agreement --predictions predictions.csv \\",
      "    --models 'scratch*' --plot agreement.svg",
      "",
      "Paper: Baek et al., Agreement-on-the-line, NeurIPS 2022, arXiv:2206.13089."
    })
public final class AgreementCommand extends ResultCommand {
  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      required = true,
      description = "the prediction table")
  private Path predictions = Path.of("");

  @Option(
      names = "--id-set",
      paramLabel = "NAME",
      defaultValue = "id",
      description = "the unshifted set (default: ${DEFAULT-VALUE})")
  private String idSet = "id";

  @Option(
      names = "--ood-set",
      paramLabel = "NAME",
      defaultValue = "ood",
      description = "the shifted set (default: ${DEFAULT-VALUE})")
  private String oodSet = "ood";

  @Option(
      names = "--truth",
      paramLabel = "MODEL",
      defaultValue = "TRUE",
      description =
          "the model that stands for the true labels, where the table has it (default:"
              + " ${DEFAULT-VALUE})")
  private String truth = "TRUE";

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "true labels of the unshifted set, if the table does not have them")
  private @Nullable String labels;

  @Option(
      names = "--ood-labels",
      paramLabel = "FILE",
      description = "true labels of the shifted set, to score the estimates")
  private @Nullable String oodLabels;

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "PATTERN",
      description = "models to use; * stands for any characters (default: all but --truth)")
  private List<String> patterns = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "exclude",
      converter = Converters.ToPolicy.class,
      description =
          "what to do with agreements and accuracies of exactly 0 or 1: exclude, clip (to 1/(2n)),"
              + " clip:EPSILON or fail (default: ${DEFAULT-VALUE})")
  private ExtremePolicy policy = ExtremePolicy.exclude();

  @Mixin private PlotOption plot = new PlotOption();

  /** Creates the command. */
  public AgreementCommand() {}

  @Override
  protected Result run() throws IOException {
    plot.check();
    Provenance.Recorder recorder =
        Provenance.start("robustness agreement")
            .parameter("predictions", predictions.toString())
            .parameter("idSet", idSet)
            .parameter("oodSet", oodSet)
            .parameter("truth", truth)
            .parameter("labels", labels)
            .parameter("oodLabels", oodLabels)
            .parameter("models", patterns.isEmpty() ? null : patterns)
            .parameter("policy", policy.toString())
            .threads(parallel())
            .input(predictions);
    PredictionTable id = PredictionTable.read(predictions, idSet);
    PredictionTable ood = PredictionTable.read(predictions, oodSet);
    int[] idTruth =
        truth(id, labels, recorder)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the true labels of set '"
                            + idSet
                            + "' are needed: a row of model '"
                            + truth
                            + "', or --labels"));
    Optional<int[]> oodTruth = truth(ood, oodLabels, recorder);
    List<String> chosen = chosen(id.models());
    for (String model : chosen) {
      if (!ood.models().contains(model)) {
        throw new MalformedFileException(
            String.valueOf(predictions.getFileName()),
            "model '" + model + "' has no row of set '" + oodSet + "'");
      }
    }
    PredictionTable chosenOod = ood.select(chosen);
    AgreementOnTheLine aline =
        AgreementOnTheLine.fit(id.select(chosen), idTruth, chosenOod, policy, parallel());
    AgreementReport report =
        oodTruth.isPresent()
            ? AgreementReport.scored(aline, chosenOod.accuracies(oodTruth.get()), recorder)
            : AgreementReport.of(aline, recorder);
    plot.draw(report);
    return report;
  }

  private Optional<int[]> truth(
      PredictionTable table, @Nullable String file, Provenance.Recorder recorder)
      throws IOException {
    if (file == null) {
      return table.models().contains(truth)
          ? Optional.of(table.predictions(truth))
          : Optional.empty();
    }
    LabelInput input = LabelInput.of(file);
    int[] read = input.read();
    recorder.input(input.file());
    if (read.length != table.examples()) {
      throw new MalformedFileException(
          input.toString(),
          "must hold "
              + table.examples()
              + " labels as the prediction table, but holds "
              + read.length);
    }
    return Optional.of(read);
  }

  private List<String> chosen(List<String> models) {
    List<String> chosen = new ArrayList<>();
    for (String model : models) {
      boolean wanted =
          patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, model));
      if (wanted && !model.equals(truth)) {
        chosen.add(model);
      }
    }
    if (chosen.size() < 3) {
      throw new IllegalArgumentException(
          "at least 3 models are needed, but "
              + (patterns.isEmpty() ? "the table has " : patterns + " matches ")
              + chosen.size()
              + " (present: "
              + String.join(", ", models)
              + ")");
    }
    return chosen;
  }

  /** Whether a name matches a pattern in which * stands for any characters. */
  static boolean matches(String pattern, String name) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return name.equals(pattern);
    }
    String last = parts[parts.length - 1];
    if (!name.startsWith(parts[0])) {
      return false;
    }
    int from = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int at = name.indexOf(parts[i], from);
      if (at < 0) {
        return false;
      }
      from = at + parts[i].length();
    }
    return name.endsWith(last) && name.length() - last.length() >= from;
  }
}
