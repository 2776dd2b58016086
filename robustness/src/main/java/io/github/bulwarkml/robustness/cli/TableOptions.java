// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.robustness.table.AccuracyTable;
import io.github.bulwarkml.robustness.table.AccuracyUnit;
import io.github.bulwarkml.robustness.table.ModelTypes;
import io.github.bulwarkml.robustness.table.PairedModels;
import io.github.bulwarkml.robustness.table.PublishedTables;
import io.github.bulwarkml.robustness.table.TablePairing;
import io.github.bulwarkml.robustness.table.Testbed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which files and columns hold the accuracies. */
final class TableOptions {
  /** How a file is laid out. */
  enum Layout {
    /** One row per model, one column per setting. */
    WIDE,
    /** One row per model and data set, as CLIP_benchmark publishes it. */
    CLIP_BENCHMARK,
    /** Two header rows: corruption and severity. */
    ROBUSTBENCH
  }

  @Option(
      names = "--table",
      required = true,
      paramLabel = "FILE",
      description = "CSV of accuracies, one row per model")
  private Path table = Path.of("");

  @Option(
      names = "--unit",
      required = true,
      paramLabel = "UNIT",
      converter = Converters.ToUnit.class,
      description = "what the table is written in: percent or fraction; never guessed")
  private AccuracyUnit unit = AccuracyUnit.PERCENT;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      defaultValue = "wide",
      converter = Converters.ToLayout.class,
      description =
          "wide, clip-benchmark (one row per model and data set; column acc1) or robustbench (two"
              + " header rows; adds the mean as 'corruptions') (default: ${DEFAULT-VALUE})")
  private Layout layout = Layout.WIDE;

  @Option(
      names = "--key",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "columns that together name a model, separated by commas (default: model; for"
              + " clip-benchmark model,pretrained)")
  private List<String> key = new ArrayList<>();

  @Option(
      names = "--id",
      required = true,
      paramLabel = "COLUMN",
      description = "accuracy on the in-distribution test set; repeat for several ID sets")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--ood",
      required = true,
      paramLabel = "COLUMN",
      description = "accuracy on the out-of-distribution test set")
  private String ood = "";

  @Option(
      names = "--ood-table",
      paramLabel = "FILE",
      description =
          "CSV that holds the OOD column, of the same layout, unit and key (default: the"
              + " table)")
  private @Nullable Path oodTable;

  @Option(
      names = "--types",
      paramLabel = "FILE",
      description = "CSV of what else is known of each model, keyed like the table")
  private @Nullable Path types;

  @Option(
      names = "--timm-groups",
      description =
          "group timm models by the tag in their names: attribute 'group' with values"
              + " in1k, in21k, web, clip")
  private boolean timmGroups;

  @Option(
      names = "--type-column",
      paramLabel = "NAME",
      description =
          "attribute by which models are grouped and coloured (default: 'type', else the"
              + " first column of --types)")
  private @Nullable String typeColumn;

  @Option(
      names = "--id-size",
      paramLabel = "N",
      description =
          "examples of the ID test set, for Clopper-Pearson error bars (default: what"
              + " imagenet-testbed declares, if both columns are its own; else no error bars)")
  private @Nullable Long idSize;

  @Option(
      names = "--ood-size",
      paramLabel = "N",
      description = "examples of the OOD test set (default: as for --id-size)")
  private @Nullable Long oodSize;

  /** Refuses options that contradict each other. */
  void check() {
    if (types != null && timmGroups) {
      throw new IllegalArgumentException("--types and --timm-groups exclude each other");
    }
    if (layout == Layout.ROBUSTBENCH && unit != AccuracyUnit.FRACTION) {
      throw new IllegalArgumentException("--unit must be fraction for --layout robustbench");
    }
  }

  /** {@return what the table is written in} */
  AccuracyUnit unit() {
    return unit;
  }

  /** {@return the ID columns} */
  List<String> ids() {
    return List.copyOf(ids);
  }

  /** {@return the OOD column} */
  String ood() {
    return ood;
  }

  /** {@return the models of the files} */
  PairedModels read() throws IOException {
    AccuracyTable first = accuracies(table);
    AccuracyTable second = oodTable == null ? first : accuracies(oodTable);
    TablePairing pairing =
        TablePairing.of(first, ids.get(0), second, ood)
            .withFurtherIds(ids.subList(1, ids.size()).toArray(String[]::new))
            .withExamples(size(idSize, "--id-size", ids.get(0)), size(oodSize, "--ood-size", ood));
    ModelTypes known = types(first);
    String type = typeColumn == null ? defaultType(known) : typeColumn;
    return (type.isEmpty() ? pairing : pairing.withTypes(known, type)).read();
  }

  private AccuracyTable accuracies(Path file) throws IOException {
    if (layout == Layout.ROBUSTBENCH) {
      return PublishedTables.robustBench(file);
    }
    if (layout == Layout.CLIP_BENCHMARK) {
      return AccuracyTable.ofLong(
          CsvTable.read(file), unit, "dataset", "acc1", keys("model", "pretrained"));
    }
    return AccuracyTable.read(file, unit, keys("model"));
  }

  private String[] keys(String... otherwise) {
    return key.isEmpty() ? otherwise : key.toArray(String[]::new);
  }

  private ModelTypes types(AccuracyTable accuracies) throws IOException {
    if (types == null) {
      return timmGroups ? ModelTypes.timm() : ModelTypes.none();
    }
    CsvTable csv = CsvTable.read(types);
    // A file of types may be keyed by a part of the table's key, such as the model without a size.
    List<String> shared = accuracies.keyColumns().stream().filter(csv::hasColumn).toList();
    return ModelTypes.of(
        csv, (shared.isEmpty() ? accuracies.keyColumns() : shared).toArray(String[]::new));
  }

  private static String defaultType(ModelTypes known) {
    if (known.attributes().isEmpty() || known.attributes().contains("type")) {
      return known.attributes().isEmpty() ? "" : "type";
    }
    return known.attributes().get(0);
  }

  private long size(@Nullable Long given, String option, String column) {
    if (given != null) {
      return Require.inRange(given, 0L, 999_999_999_999L, option);
    }
    boolean testbed = Testbed.examples(ids.get(0)).isPresent() && Testbed.examples(ood).isPresent();
    OptionalLong declared = testbed ? Testbed.examples(column) : OptionalLong.empty();
    return declared.orElse(0);
  }

  /** Notes files and parameters. */
  void record(Provenance.Recorder recorder) throws IOException {
    recorder.input(table).parameter("table", table.toString());
    if (oodTable != null) {
      recorder.input(oodTable).parameter("oodTable", oodTable.toString());
    }
    if (types != null) {
      recorder.input(types).parameter("types", types.toString());
    }
    recorder
        .parameter("timmGroups", timmGroups ? true : null)
        .parameter("typeColumn", typeColumn)
        .parameter("unit", unit.name().toLowerCase(Locale.ROOT))
        .parameter(
            "layout",
            layout == Layout.WIDE ? null : layout.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .parameter("key", key.isEmpty() ? null : String.join(",", key))
        .parameter("id", ids())
        .parameter("ood", ood)
        .parameter("idSize", size(idSize, "--id-size", ids.get(0)))
        .parameter("oodSize", size(oodSize, "--ood-size", ood));
  }
}
