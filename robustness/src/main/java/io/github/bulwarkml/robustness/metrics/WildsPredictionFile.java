// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A prediction file of a WILDS submission, {@code <dataset>_split:<split>_seed:<seed>*.csv}, for
 * example {@code iwildcam_split:id_test_seed:0_epoch:best_pred.csv}: one predicted label per line.
 *
 * @param dataset the data set, for example {@code iwildcam}
 * @param split the split, for iWildCam one of train, val, test, id_val, id_test
 * @param seed the replicate, at least 0
 * @param path where the file is
 * @since 0.1.0
 */
public record WildsPredictionFile(String dataset, String split, int seed, Path path) {
  private static final Pattern NAME =
      Pattern.compile("(.+?)_split:(.+?)_seed:([0-9]{1,9})(?![0-9]).*\\.csv");

  /**
   * Checks the parts.
   *
   * @param dataset the data set
   * @param split the split
   * @param seed the replicate, at least 0
   * @param path where the file is
   * @throws IllegalArgumentException if the seed is negative
   */
  public WildsPredictionFile {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(split, "split");
    Require.atLeast(seed, 0, "seed");
    Objects.requireNonNull(path, "path");
  }

  /**
   * {@return the parts of a file's name; empty if it does not follow the pattern}
   *
   * @param path any path; the file is not opened
   */
  public static Optional<WildsPredictionFile> parse(Path path) {
    Matcher matcher = NAME.matcher(String.valueOf(path.getFileName()));
    return matcher.matches()
        ? Optional.of(
            new WildsPredictionFile(
                matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)), path))
        : Optional.empty();
  }

  /**
   * {@return the prediction files of a folder, by data set, split and seed; other files are
   * ignored}
   *
   * @param folder an existing folder
   * @throws MalformedFileException if two files stand for one data set, split and seed
   * @throws IOException if the folder cannot be read
   */
  public static List<WildsPredictionFile> list(Path folder) throws IOException {
    List<WildsPredictionFile> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries.forEach(entry -> parse(entry).ifPresent(files::add));
    }
    files.sort(
        Comparator.comparing(WildsPredictionFile::dataset)
            .thenComparing(WildsPredictionFile::split)
            .thenComparingInt(WildsPredictionFile::seed)
            .thenComparing(file -> String.valueOf(file.path().getFileName())));
    for (int i = 1; i < files.size(); i++) {
      WildsPredictionFile a = files.get(i - 1);
      WildsPredictionFile b = files.get(i);
      if (a.dataset.equals(b.dataset) && a.split.equals(b.split) && a.seed == b.seed) {
        throw new MalformedFileException(
            String.valueOf(folder),
            "holds two files for split "
                + a.split
                + ", seed "
                + a.seed
                + ": "
                + a.path.getFileName()
                + " and "
                + b.path.getFileName());
      }
    }
    return List.copyOf(files);
  }

  /**
   * {@return the predicted labels, one per line of the file}
   *
   * @param classes K: each label must lie in [0, K)
   * @throws MalformedFileException naming the first line that is not such a label
   * @throws IOException if the file cannot be read
   */
  public int[] read(int classes) throws IOException {
    return LabelFile.read(path, classes);
  }
}
