// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Adds up how far corrupted images are from clean ones, in integers, so that the sums do not depend
 * on the order. Safe to use from several threads.
 *
 * @since 0.1.0
 */
public final class CorruptionTally {
  private final LongAdder images = new LongAdder();
  private final LongAdder values = new LongAdder();
  private final LongAdder squares = new LongAdder();
  private final LongAdder levels = new LongAdder();

  /** Creates an empty tally. */
  public CorruptionTally() {}

  /**
   * Adds one image.
   *
   * @param clean the clean image
   * @param corrupted the corrupted one, of the same shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public void add(Image clean, Image corrupted) {
    Objects.requireNonNull(clean, "clean");
    Objects.requireNonNull(corrupted, "corrupted");
    if (!clean.sameShape(corrupted)) {
      throw new IllegalArgumentException(
          "corrupted must have the shape of clean, " + clean + ", but was " + corrupted);
    }
    long squared = 0;
    long sum = 0;
    byte[] a = clean.bytes();
    byte[] b = corrupted.bytes();
    for (int i = 0; i < a.length; i++) {
      int difference = (a[i] & 0xFF) - (b[i] & 0xFF);
      squared += difference * difference;
      sum += b[i] & 0xFF;
    }
    images.increment();
    values.add(a.length);
    squares.add(squared);
    levels.add(sum);
  }

  /**
   * {@return the row of a summary; at least one image must have been added}
   *
   * @param corruption the corruption
   * @param severity in [1, 5]
   * @throws IllegalArgumentException if no image was added or the severity is out of range
   */
  public CorruptionSummary.Row row(Corruption corruption, int severity) {
    long count = Math.max(1, values.sum());
    return new CorruptionSummary.Row(
        corruption,
        severity,
        images.sum(),
        Math.sqrt(squares.sum() / (double) count),
        levels.sum() / (double) count);
  }
}
