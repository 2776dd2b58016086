// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.robustness.corruption.Corruption;
import io.github.bulwarkml.robustness.corruption.CorruptionBatch;
import io.github.bulwarkml.robustness.corruption.CorruptionTally;
import io.github.bulwarkml.robustness.corruption.Image;
import io.github.bulwarkml.robustness.corruption.ImageStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An IDX or npy file, a block of images at a time. */
final class StackInput implements CorruptionInput {
  private static final int BLOCK = 1024;
  private static final long BLOCK_BYTES = 1 << 26;

  private final Path file;
  private final Image first;
  private final long count;

  StackInput(Path file) throws IOException {
    this.file = file;
    try (ImageStack stack = ImageStack.open(file)) {
      this.first = stack.next(1).get(0);
      this.count = stack.count();
    }
  }

  @Override
  public Image first() {
    return first;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public List<Path> files() {
    return List.of(file);
  }

  @Override
  public void corrupt(
      CorruptionBatch batch,
      Corruption corruption,
      int severity,
      Path folder,
      CorruptionTally tally)
      throws IOException {
    try (ImageStack stack = ImageStack.open(file)) {
      stack.writeLike(
          folder.resolve(stack.name()),
          out -> transfer(stack, batch, corruption, severity, out, tally));
    }
  }

  private void transfer(
      ImageStack stack,
      CorruptionBatch batch,
      Corruption corruption,
      int severity,
      ImageStack.Output out,
      CorruptionTally tally)
      throws IOException {
    int block = (int) Math.max(1, Math.min(BLOCK, BLOCK_BYTES / first.size()));
    for (long index = 0; index < count; ) {
      List<Image> clean = stack.next(block);
      Image[] corrupted = new Image[clean.size()];
      batch.forEach(
          clean.size(),
          index,
          clean::get,
          corruption,
          severity,
          (i, image) -> {
            corrupted[i] = image;
            tally.add(clean.get(i), image);
          });
      for (Image image : corrupted) {
        out.put(image);
      }
      index += clean.size();
    }
  }
}
