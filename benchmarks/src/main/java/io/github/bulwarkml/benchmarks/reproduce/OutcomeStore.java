// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.benchmarks.reproduce.ExperimentOutcome.NamedChart;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentOutcome.NamedTable;
import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.AtomicFile;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.io.Sha256;
import io.github.bulwarkml.core.result.Charts;
import io.github.bulwarkml.core.result.Platform;
import io.github.bulwarkml.core.result.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finished experiments on disk: {@code <out>/<experiment>/outcome.json} with its tables as CSV and
 * its charts as SVG beside it. An outcome counts as finished only for the same inputs: library,
 * kernels, scale, seed and the content of the data files.
 */
final class OutcomeStore {
  private final Path out;

  OutcomeStore(Path out) {
    this.out = out;
  }

  /** What an outcome depends on, as 64 hexadecimal digits. */
  static String key(Experiment experiment, ExperimentContext context) throws IOException {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .member("experiment", experiment.name())
            .member("library", Platform.library())
            .member("kernels", Platform.kernels())
            .member("scale", context.scale())
            .member("seed", context.seed().value())
            .name("inputs")
            .beginArray();
    Optional<Path> folder = context.folderOf(experiment);
    if (folder.isPresent()) {
      for (Path file : experiment.data().present(folder.get())) {
        json.value(Provenance.Input.of(file).sha256());
      }
    }
    json.endArray().endObject();
    return Sha256.of(json.toString().getBytes(UTF_8));
  }

  private Path file(String experiment) {
    return out.resolve(experiment).resolve("outcome.json");
  }

  /** The finished outcome of the same inputs; empty if there is none or it cannot be read. */
  Optional<ExperimentOutcome> find(Experiment experiment, String key) throws IOException {
    Path file = file(experiment.name());
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      OutcomeJson.Stored stored = OutcomeJson.read(file.toString(), Files.readString(file));
      boolean same =
          stored.key().equals(key) && stored.outcome().experiment().equals(experiment.name());
      return same ? Optional.of(stored.outcome()) : Optional.empty();
    } catch (MalformedFileException e) {
      return Optional.empty(); // of another version, or damaged: it is made again
    }
  }

  /** Writes tables and charts, and the outcome last: it marks the experiment as finished. */
  void save(String key, ExperimentOutcome outcome) throws IOException {
    Path folder = out.resolve(outcome.experiment());
    for (NamedTable table : outcome.tables()) {
      AtomicFile.writeText(folder.resolve(table.name() + ".csv"), table.table().toCsv());
    }
    for (NamedChart chart : outcome.charts()) {
      Charts.saveSvg(chart.chart(), folder.resolve(chart.name() + ".svg"));
    }
    AtomicFile.writeText(file(outcome.experiment()), OutcomeJson.write(key, outcome));
  }
}
