// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The published data an experiment reads: a sub-folder of the data root and files in it. A loader
 * also accepts the sub-folder itself as the root.
 *
 * @param folder the sub-folder's name; empty for none
 * @param files the files it must hold, relative to it
 * @param furtherFiles files that are used where they exist
 * @param synthetic whether the experiment runs in a synthetic world where the files are missing
 * @since 0.1.0
 */
public record DataNeed(
    String folder, List<String> files, List<String> furtherFiles, boolean synthetic) {
  /**
   * Copies the lists.
   *
   * @param folder the sub-folder's name; empty for none
   * @param files the files it must hold
   * @param furtherFiles files that are used where they exist
   * @param synthetic whether the experiment can do without the files
   */
  public DataNeed {
    Objects.requireNonNull(folder, "folder");
    files = List.copyOf(files);
    furtherFiles = List.copyOf(furtherFiles);
  }

  /** {@return the need of an experiment that makes all its data} */
  public static DataNeed none() {
    return new DataNeed("", List.of(), List.of(), true);
  }

  /**
   * {@return the need of an experiment that cannot run without its files}
   *
   * @param folder the sub-folder's name
   * @param files the files it must hold
   * @param furtherFiles files that are used where they exist
   */
  public static DataNeed required(String folder, List<String> files, List<String> furtherFiles) {
    return new DataNeed(folder, files, furtherFiles, false);
  }

  /**
   * {@return the folder that holds the files: the sub-folder, the root itself, or empty}
   *
   * @param root the data root
   */
  public Optional<Path> locate(Path root) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    for (Path candidate : List.of(root.resolve(folder), root)) {
      if (files.stream().allMatch(file -> Files.isRegularFile(candidate.resolve(file)))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the files there are, in declared order}
   *
   * @param located a folder that {@link #locate} found
   */
  public List<Path> present(Path located) {
    List<Path> present = new ArrayList<>();
    for (List<String> names : List.of(files, furtherFiles)) {
      for (String name : names) {
        Path file = located.resolve(name);
        if (Files.isRegularFile(file)) {
          present.add(file);
        }
      }
    }
    return present;
  }

  /** {@return the need in a few words} */
  public String words() {
    if (folder.isEmpty()) {
      return "nothing";
    }
    return "--data with " + folder + "/" + (synthetic ? " (else synthetic)" : "");
  }
}
