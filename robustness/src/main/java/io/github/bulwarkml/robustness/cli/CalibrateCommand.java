// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.cli.ResultCommand;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.robustness.calibration.BinEdge;
import io.github.bulwarkml.robustness.calibration.CalibrationReport;
import io.github.bulwarkml.robustness.calibration.ProbabilityMatrix;
import io.github.bulwarkml.robustness.calibration.TemperatureScaling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bulwark robustness calibrate}: calibration errors, proper scores, temperature, reliability
 * table and diagram of predicted probabilities.
 *
 * @since 0.1.0
 */
@Command(
    name = "calibrate",
    description = {
      "Measures how far predicted probabilities can be trusted: calibration errors, likelihood,"
          + " Brier score, temperature, risk against coverage, and the reliability table.",
      "All values are fractions; likelihoods are in nats."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Label files: " + LabelInput.FORMS + ".",
      "Probability and logit files: " + ScoreInput.FORMS + ".",
      "",
      "Example (a CSV with the columns y, p0, p1, ...):",
      "  bulwark robustness calibrate --probabilities probs.csv --labels probs.csv#y \\",
      "    --bins 15 --bootstrap 1000 --plot reliability.svg",
      "",
      "Paper: Guo et al., On calibration of modern neural networks, ICML 2017, arXiv:1706.04599."
    })
public final class CalibrateCommand extends ResultCommand {
  @Option(
      names = "--probabilities",
      paramLabel = "FILE",
      description = "probabilities; rows must sum to 1 within 1e-4 and are renormalised")
  private @Nullable Path probabilities;

  @Option(names = "--logits", paramLabel = "FILE", description = "logits instead")
  private @Nullable Path logits;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      required = true,
      description = "true labels, in [0, number of classes)")
  private String labels = "";

  @Option(
      names = "--bins",
      paramLabel = "B",
      defaultValue = "15",
      description = "number of bins (default: ${DEFAULT-VALUE})")
  private int bins = 15;

  @Option(
      names = "--edges",
      paramLabel = "RULE",
      defaultValue = "left-closed",
      converter = Converters.ToEdge.class,
      description = "left-closed: [low, high), or right-closed (default: ${DEFAULT-VALUE})")
  private BinEdge edges = BinEdge.LEFT_CLOSED;

  @Option(
      names = "--fit-on",
      paramLabel = "FILE",
      description =
          "choose the temperature on this file, of the same kind (default: the data at hand)")
  private @Nullable Path fitOn;

  @Option(names = "--fit-labels", paramLabel = "FILE", description = "true labels of --fit-on")
  private @Nullable String fitLabels;

  @Mixin private BootstrapOptions bootstrap = new BootstrapOptions();

  @Mixin private PlotOption plot = new PlotOption();

  /** Creates the command. */
  public CalibrateCommand() {}

  @Override
  protected Result run() throws IOException {
    plot.check();
    if ((probabilities == null) == (logits == null)) {
      throw new IllegalArgumentException("one of --probabilities and --logits must be given");
    }
    if ((fitOn == null) != (fitLabels == null)) {
      throw new IllegalArgumentException("--fit-on and --fit-labels go together");
    }
    Provenance.Recorder recorder = Provenance.start("robustness calibrate");
    Path file = Objects.requireNonNullElse(probabilities, logits);
    LabelInput labelInput = LabelInput.of(labels);
    recorder
        .parameter(probabilities == null ? "logits" : "probabilities", String.valueOf(file))
        .input(Objects.requireNonNull(file, "file"))
        .parameter("labels", labels);
    ProbabilityMatrix predictions = predictions(file, labelInput);
    int[] truth = labelInput.read(predictions, file);
    if (!labelInput.file().equals(file)) {
      recorder.input(labelInput.file());
    }
    recorder.parameter("bins", bins).parameter("edges", edges);
    CalibrationReport.Builder builder =
        CalibrationReport.builder(predictions, truth)
            .bins(bins)
            .edge(edges)
            .level(bootstrap.level());
    if (fitOn != null && fitLabels != null) {
      LabelInput input = LabelInput.of(fitLabels);
      ProbabilityMatrix other = predictions(fitOn, input);
      builder.temperature(TemperatureScaling.fit(other, input.read(other, fitOn)));
      recorder.parameter("fitOn", fitOn.toString()).input(fitOn);
      recorder.parameter("fitLabels", fitLabels).input(input.file());
    }
    bootstrap.bootstrap(parallel(), recorder).ifPresent(builder::bootstrap);
    CalibrationReport report = builder.build(recorder);
    plot.draw(report);
    return report;
  }

  private ProbabilityMatrix predictions(Path file, LabelInput labelInput) throws IOException {
    ScoreInput input = ScoreInput.read(file, List.of(labelInput));
    return probabilities == null
        ? ProbabilityMatrix.ofLogits(input.scores())
        : input.probabilities();
  }
}
