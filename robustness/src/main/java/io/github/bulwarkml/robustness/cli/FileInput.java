// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.robustness.corruption.Corruption;
import io.github.bulwarkml.robustness.corruption.CorruptionBatch;
import io.github.bulwarkml.robustness.corruption.CorruptionTally;
import io.github.bulwarkml.robustness.corruption.Image;
import io.github.bulwarkml.robustness.corruption.ImageFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * One PNG or JPEG file, or all below a folder in the order of their names: the index of an image is
 * its place in that order.
 */
final class FileInput implements CorruptionInput {
  private final Path root;
  private final List<Path> files;
  private final boolean lossless;

  private FileInput(Path root, List<Path> files, boolean lossless) {
    this.root = root;
    this.files = files;
    this.lossless = lossless;
  }

  static FileInput ofFile(Path file, boolean lossless) {
    Path parent = file.toAbsolutePath().getParent();
    return new FileInput(parent == null ? file : parent, List.of(file.toAbsolutePath()), lossless);
  }

  static FileInput ofFolder(Path folder, boolean lossless) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> images =
          all.filter(file -> Files.isRegularFile(file) && ImageFiles.isImageName(file))
              .sorted(Comparator.comparing(file -> name(folder, file)))
              .toList();
      if (images.isEmpty()) {
        throw new MalformedFileException(
            folder.toString(), "must hold at least one .png, .jpg or .jpeg file");
      }
      return new FileInput(folder, images, lossless);
    }
  }

  private static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  @Override
  public Image first() throws IOException {
    return ImageFiles.read(files.get(0));
  }

  @Override
  public long count() {
    return files.size();
  }

  @Override
  public List<Path> files() {
    return files;
  }

  @Override
  public void corrupt(
      CorruptionBatch batch,
      Corruption corruption,
      int severity,
      Path folder,
      CorruptionTally tally)
      throws IOException {
    ConcurrentMap<Integer, Image> open = new ConcurrentHashMap<>();
    try {
      batch.forEach(
          files.size(),
          0,
          i -> {
            Image clean = read(files.get(i));
            open.put(i, clean);
            return clean;
          },
          corruption,
          severity,
          (i, image) -> {
            Image clean = open.remove(i);
            if (clean != null) {
              tally.add(clean, image);
            }
            write(target(folder, files.get(i)), image);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Path target(Path folder, Path file) {
    String name = name(root, file);
    return folder.resolve(lossless ? name.substring(0, name.lastIndexOf('.')) + ".png" : name);
  }

  private static Image read(Path file) {
    try {
      return ImageFiles.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, Image image) {
    try {
      ImageFiles.write(file, image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
