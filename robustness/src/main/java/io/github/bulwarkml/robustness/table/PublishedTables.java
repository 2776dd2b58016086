// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.CsvFormat;
import io.github.bulwarkml.core.io.CsvTable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Readers of result tables as their projects publish them.
 *
 * @since 0.1.0
 */
public final class PublishedTables {
  /** The setting that {@link #robustBench} adds: the mean over corruptions and severities. */
  public static final String ROBUST_BENCH_MEAN = "corruptions";

  private PublishedTables() {}

  /**
   * {@return the table of imagenet-testbed ({@code robustness_top1s.csv}): percent, keyed by model}
   *
   * @param file an existing file
   * @throws MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static AccuracyTable testbed(Path file) throws IOException {
    return AccuracyTable.read(file, AccuracyUnit.PERCENT, "model");
  }

  /**
   * {@return a timm table ({@code results-*.csv}): percent, keyed by model and image size} The rows
   * are sorted by score and names repeat at other sizes, so joining two tables by the model alone
   * pairs different resolutions.
   *
   * @param file an existing file
   * @throws MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static AccuracyTable timm(Path file) throws IOException {
    return AccuracyTable.read(file, AccuracyUnit.PERCENT, "model", "img_size");
  }

  /**
   * {@return an open_clip table ({@code openclip_*results.csv}): fractions, keyed by architecture
   * and pre-training}
   *
   * @param file an existing file
   * @throws MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static AccuracyTable openClip(Path file) throws IOException {
    return AccuracyTable.read(file, AccuracyUnit.FRACTION, "name", "pretrained");
  }

  /**
   * {@return a CLIP_benchmark table ({@code benchmark.csv}), one row per model and data set:
   * fractions, keyed by model and pre-training}
   *
   * @param file an existing file
   * @param metric the column of the accuracy: {@code acc1} or {@code mean_per_class_recall}
   * @throws IllegalArgumentException if there is no such column
   * @throws MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static AccuracyTable clipBenchmark(Path file, String metric) throws IOException {
    return AccuracyTable.ofLong(
        CsvTable.read(file), AccuracyUnit.FRACTION, "dataset", metric, "model", "pretrained");
  }

  /**
   * {@return a RobustBench table of corruptions, with two header rows (corruption and severity):
   * fractions, keyed by model; the settings are {@code "brightness/1"} and so on, and {@value
   * #ROBUST_BENCH_MEAN} for the mean of all}
   *
   * @param file an existing file
   * @throws MalformedFileException if the file breaks the format
   * @throws IOException if the file cannot be read
   */
  public static AccuracyTable robustBench(Path file) throws IOException {
    CsvFormat format = CsvFormat.standard().withHeaderRows(2).withUnnamedColumn("model");
    AccuracyTable table =
        AccuracyTable.of(CsvTable.read(file, format), AccuracyUnit.FRACTION, "model");
    return table.withMean(ROBUST_BENCH_MEAN, table.settings());
  }
}
