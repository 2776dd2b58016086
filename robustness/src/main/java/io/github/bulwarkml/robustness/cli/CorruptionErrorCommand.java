// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.cli.ResultCommand;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.robustness.cli.CorruptionConverters.NormalizerChoice;
import io.github.bulwarkml.robustness.cli.CorruptionConverters.TableLayout;
import io.github.bulwarkml.robustness.corruption.Corruption;
import io.github.bulwarkml.robustness.corruption.CorruptionErrorRanking;
import io.github.bulwarkml.robustness.corruption.CorruptionNormalizer;
import io.github.bulwarkml.robustness.corruption.CorruptionProfiles;
import io.github.bulwarkml.robustness.corruption.CorruptionProfiles.TestbedMedium;
import io.github.bulwarkml.robustness.table.AccuracyTable;
import io.github.bulwarkml.robustness.table.AccuracyUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bulwark robustness corruption-error}: mCE and relative mCE of the models of a table.
 *
 * @since 0.1.0
 */
@Command(
    name = "corruption-error",
    description = {
      "Corruption error (mCE, relative mCE, plain mean error) from a table of accuracies.",
      "mCE is in percent of the normaliser's errors: 100 is as bad as it; it is not 100 - accuracy.",
      "Example: bulwark robustness corruption-error --layout robustbench --normalizer model \\",
      "  --reference AlexNet --table robustbench_imagenet_corruptions.csv",
      "Paper: Hendrycks and Dietterich, ICLR 2019, https://arxiv.org/abs/1903.12261, section 4"
    },
    mixinStandardHelpOptions = true)
public final class CorruptionErrorCommand extends ResultCommand {
  @Option(
      names = "--table",
      required = true,
      paramLabel = "FILE",
      description = "CSV of accuracies, one row per model")
  private Path table = Path.of("");

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      defaultValue = "wide",
      converter = CorruptionConverters.ToTableLayout.class,
      description =
          "robustbench (two header rows, fractions), testbed (imagenet-testbed, percent, on-disk"
              + " columns) or wide, which needs --unit and --pattern (default: ${DEFAULT-VALUE})")
  private TableLayout layout = TableLayout.WIDE;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      converter = Converters.ToUnit.class,
      description = "what a wide table is written in: percent or fraction; never guessed")
  private @Nullable AccuracyUnit unit;

  @Option(
      names = "--pattern",
      paramLabel = "TEXT",
      description =
          "columns of a wide table, for example 'imagenet-c.{corruption}.{severity}_on-disk'")
  private @Nullable String pattern;

  @Option(
      names = "--clean",
      paramLabel = "COLUMN",
      description = "clean accuracy in a wide table, for the relative mCE (default: none)")
  private @Nullable String clean;

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      defaultValue = "model",
      description = "column of a wide table that names the model (default: ${DEFAULT-VALUE})")
  private String key = "model";

  @Option(
      names = "--normalizer",
      required = true,
      paramLabel = "NAME",
      converter = CorruptionConverters.ToNormalizer.class,
      description =
          "alexnet (published constants, ImageNet only), model (see --reference) or none (plain"
              + " mean error, usual for CIFAR)")
  private NormalizerChoice normalizer = NormalizerChoice.NONE;

  @Option(
      names = "--reference",
      paramLabel = "MODEL",
      description = "the model of the table that errors are divided by")
  private @Nullable String reference;

  @Option(
      names = "--corruption",
      paramLabel = "NAME",
      description = "average these only; repeatable (default: the 15 common ones)")
  private List<String> corruptions = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "show this model, corruption by corruption (default: rank all)")
  private @Nullable String model;

  /** Creates the command. */
  public CorruptionErrorCommand() {}

  @Override
  protected Result run() throws IOException {
    List<Corruption> chosen =
        corruptions.isEmpty()
            ? Corruption.common()
            : corruptions.stream().map(Corruption::named).distinct().toList();
    Provenance.Recorder recorder =
        Provenance.start("robustness corruption-error")
            .parameter("table", table.toString())
            .parameter("layout", layout)
            .parameter("unit", unit)
            .parameter("pattern", pattern)
            .parameter("clean", clean)
            .parameter("key", layout == TableLayout.WIDE ? key : null)
            .parameter("normalizer", normalizer.name().toLowerCase(Locale.ROOT))
            .parameter("reference", reference)
            .parameter("corruption", corruptions.isEmpty() ? null : corruptions)
            .parameter("model", model);
    CorruptionProfiles profiles = profiles();
    recorder.input(table);
    CorruptionErrorRanking ranking =
        CorruptionErrorRanking.of(profiles, normalizer(profiles), chosen, recorder);
    return model == null ? ranking : ranking.error(model);
  }

  private CorruptionProfiles profiles() throws IOException {
    if (layout != TableLayout.WIDE && (unit != null || pattern != null || clean != null)) {
      throw new IllegalArgumentException(
          "--unit, --pattern and --clean are for --layout wide; the others know theirs");
    }
    return switch (layout) {
      case ROBUSTBENCH -> CorruptionProfiles.robustBench(table);
      case TESTBED -> CorruptionProfiles.testbed(table, TestbedMedium.ON_DISK);
      case WIDE -> {
        if (unit == null || pattern == null) {
          throw new IllegalArgumentException("--layout wide needs --unit and --pattern");
        }
        yield CorruptionProfiles.of(AccuracyTable.read(table, unit, key), pattern, clean);
      }
    };
  }

  private CorruptionNormalizer normalizer(CorruptionProfiles profiles) {
    if ((normalizer == NormalizerChoice.MODEL) != (reference != null)) {
      throw new IllegalArgumentException(
          "--reference MODEL goes with --normalizer model, and only with it");
    }
    return switch (normalizer) {
      case ALEXNET -> CorruptionNormalizer.alexNet();
      case NONE -> CorruptionNormalizer.none();
      case MODEL -> CorruptionNormalizer.model(profiles.profile(String.valueOf(reference)));
    };
  }
}
