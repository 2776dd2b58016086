// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.cli.ResultCommand;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.robustness.agreement.ConfidenceReport;
import io.github.bulwarkml.robustness.calibration.ProbabilityMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bulwark robustness confidence}: accuracy under shift from the confidence of one model,
 * without labels of the shifted set.
 *
 * @since 0.1.0
 */
@Command(
    name = "confidence",
    description = {
      "Estimates the accuracy of one model on a shifted set from its probabilities: by their mean"
          + " (average confidence) and by a threshold chosen on the unshifted set (ATC).",
      "All values are fractions; errors are in percentage points."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Label files: " + LabelInput.FORMS + ".",
      "Probability files: " + ScoreInput.FORMS + ".",
      "",
      "Example:",
      "  bulwark robustness confidence --probabilities id.csv --labels id.csv#y \\",
      "    --ood-probabilities ood.csv --ood-labels ood.csv#y",
      "",
      "Paper: Garg et al., Leveraging unlabeled data to predict out-of-distribution performance,",
      "  ICLR 2022, arXiv:2201.04234."
    })
public final class ConfidenceCommand extends ResultCommand {
  @Option(
      names = "--probabilities",
      paramLabel = "FILE",
      required = true,
      description = "probabilities on the unshifted set; rows must sum to 1 within 1e-4")
  private Path probabilities = Path.of("");

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      required = true,
      description = "true labels of the unshifted set")
  private String labels = "";

  @Option(
      names = "--ood-probabilities",
      paramLabel = "FILE",
      required = true,
      description = "probabilities of the same model on the shifted set")
  private Path oodProbabilities = Path.of("");

  @Option(
      names = "--ood-labels",
      paramLabel = "FILE",
      description = "true labels of the shifted set, to score the estimates")
  private @Nullable String oodLabels;

  /** Creates the command. */
  public ConfidenceCommand() {}

  @Override
  protected Result run() throws IOException {
    Provenance.Recorder recorder =
        Provenance.start("robustness confidence")
            .parameter("probabilities", probabilities.toString())
            .parameter("labels", labels)
            .parameter("oodProbabilities", oodProbabilities.toString())
            .parameter("oodLabels", oodLabels)
            .input(probabilities)
            .input(oodProbabilities);
    LabelInput idInput = LabelInput.of(labels);
    ProbabilityMatrix id = ScoreInput.read(probabilities, List.of(idInput)).probabilities();
    int[] idTruth = truth(idInput, id, probabilities, recorder);
    if (oodLabels == null) {
      ProbabilityMatrix ood = ScoreInput.read(oodProbabilities, List.of()).probabilities();
      requireClasses(id, ood);
      return ConfidenceReport.of(id, idTruth, ood, recorder);
    }
    LabelInput oodInput = LabelInput.of(oodLabels);
    ProbabilityMatrix ood = ScoreInput.read(oodProbabilities, List.of(oodInput)).probabilities();
    requireClasses(id, ood);
    int[] oodTruth = truth(oodInput, ood, oodProbabilities, recorder);
    return ConfidenceReport.scored(id, idTruth, ood, oodTruth, recorder);
  }

  private void requireClasses(ProbabilityMatrix id, ProbabilityMatrix ood)
      throws MalformedFileException {
    if (ood.columns() != id.columns()) {
      throw new MalformedFileException(
          oodProbabilities.toString(),
          "must have "
              + id.columns()
              + " classes as "
              + probabilities
              + ", but has "
              + ood.columns());
    }
  }

  private static int[] truth(
      LabelInput input, ProbabilityMatrix predictions, Path file, Provenance.Recorder recorder)
      throws IOException {
    if (!input.file().equals(file)) {
      recorder.input(input.file());
    }
    return input.read(predictions, file);
  }
}
