// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.run.Progress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;

/**
 * Corrupts whole data sets on several threads.
 *
 * <pre>{@code
 * List<Image> foggy =
 *     CorruptionBatch.of(CorruptionOptions.defaults(), Seed.of(42))
 *         .withParallel(Parallel.of(2))
 *         .corrupt(images, Corruption.FOG, 3);
 * }</pre>
 *
 * <p>Image i gets index i, so the result does not depend on the number of threads, and equals that
 * of {@link Corruptor#corrupt}. Immutable; each thread uses one {@link Corruptor}.
 *
 * @since 0.1.0
 */
public final class CorruptionBatch {
  /** Images per task. */
  private static final int CHUNK = 16;

  private final CorruptionOptions options;
  private final Seed seed;
  private final Parallel parallel;
  private final Progress progress;
  private final Cancellation cancellation;

  private CorruptionBatch(
      CorruptionOptions options,
      Seed seed,
      Parallel parallel,
      Progress progress,
      Cancellation cancellation) {
    this.options = Objects.requireNonNull(options, "options");
    this.seed = Objects.requireNonNull(seed, "seed");
    this.parallel = Objects.requireNonNull(parallel, "parallel");
    this.progress = Objects.requireNonNull(progress, "progress");
    this.cancellation = Objects.requireNonNull(cancellation, "cancellation");
  }

  /** Takes corrupted images as they are finished. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes one image. Called from several threads at once, in no particular order.
     *
     * @param position which image of this batch it is, from 0
     * @param corrupted the corrupted image
     */
    void accept(int position, Image corrupted);
  }

  /**
   * {@return a batch on all processors, silent and not cancellable}
   *
   * @param options scale, variant, quantization, glass exchange and frost
   * @param seed the seed of the whole data set
   */
  public static CorruptionBatch of(CorruptionOptions options, Seed seed) {
    return new CorruptionBatch(
        options, seed, Parallel.available(), Progress.silent(), Cancellation.none());
  }

  /**
   * {@return this batch on other threads}
   *
   * @param newParallel how many threads
   */
  public CorruptionBatch withParallel(Parallel newParallel) {
    return new CorruptionBatch(options, seed, newParallel, progress, cancellation);
  }

  /**
   * {@return this batch with progress, counted in images}
   *
   * @param newProgress where to report
   */
  public CorruptionBatch withProgress(Progress newProgress) {
    return new CorruptionBatch(options, seed, parallel, newProgress, cancellation);
  }

  /**
   * {@return this batch with a switch that stops it}
   *
   * @param newCancellation looked at before each image
   */
  public CorruptionBatch withCancellation(Cancellation newCancellation) {
    return new CorruptionBatch(options, seed, parallel, progress, newCancellation);
  }

  /**
   * {@return the corrupted images, in the same order}
   *
   * @param images the clean images; they may differ in shape
   * @param corruption the corruption
   * @param severity in [1, 5]
   * @throws IllegalArgumentException if the severity is out of range
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public List<Image> corrupt(List<Image> images, Corruption corruption, int severity) {
    List<Image> clean = List.copyOf(Objects.requireNonNull(images, "images"));
    Image[] corrupted = new Image[clean.size()];
    forEach(clean.size(), 0, clean::get, corruption, severity, (i, image) -> corrupted[i] = image);
    return Collections.unmodifiableList(Arrays.asList(corrupted));
  }

  /**
   * Corrupts images that are fetched and handed on one by one, so that a data set need not fit in
   * memory.
   *
   * @param count how many images, at least 0
   * @param firstIndex the index of image 0 in the data set, at least 0
   * @param source gives the clean image of a position; called from several threads at once
   * @param corruption the corruption
   * @param severity in [1, 5]
   * @param sink takes the corrupted images
   * @throws IllegalArgumentException if a number is out of range
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public void forEach(
      int count,
      long firstIndex,
      IntFunction<Image> source,
      Corruption corruption,
      int severity,
      Sink sink) {
    Require.atLeast(count, 0, "count");
    Require.inRange(firstIndex, 0, Long.MAX_VALUE - count, "firstIndex");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(corruption, "corruption");
    Objects.requireNonNull(sink, "sink");
    CorruptionScale.requireSeverity(severity);
    Queue<Corruptor> idle = new ConcurrentLinkedQueue<>();
    progress.start(corruption.id() + " " + severity, count);
    int chunks = (int) ((count + (long) CHUNK - 1) / CHUNK);
    parallel.forEach(
        chunks,
        chunk -> {
          Corruptor taken = idle.poll();
          Corruptor corruptor = taken == null ? new Corruptor(options) : taken;
          int first = chunk * CHUNK;
          int last = Math.min(count, first + CHUNK);
          for (int i = first; i < last; i++) {
            cancellation.check();
            Image clean = source.apply(i);
            sink.accept(i, corruptor.corrupt(clean, corruption, severity, seed, firstIndex + i));
          }
          progress.advance(last - first);
          idle.add(corruptor);
        });
    progress.finish();
  }
}
