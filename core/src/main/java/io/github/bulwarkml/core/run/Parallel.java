// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.run;

import io.github.bulwarkml.core.internal.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How many threads a call may use. The caller splits the work into tasks by a rule that does not
 * look at the thread count; results come back in task order, so they are the same for any number of
 * threads.
 *
 * <p>Immutable. Threads are named, are daemons, live for one call, and the calling thread works
 * too.
 *
 * @param threads the number of threads, in [1, 1024]
 * @since 0.1.0
 */
public record Parallel(int threads) {
  /**
   * Checks the thread count.
   *
   * @param threads the number of threads, in [1, 1024]
   * @throws IllegalArgumentException if {@code threads} is out of range
   */
  public Parallel {
    Require.inRange(threads, 1, 1024, "threads");
  }

  /** {@return one thread per available processor} */
  public static Parallel available() {
    return new Parallel(Math.min(1024, Runtime.getRuntime().availableProcessors()));
  }

  /** {@return the calling thread alone} */
  public static Parallel single() {
    return new Parallel(1);
  }

  /**
   * {@return the given number of threads}
   *
   * @param threads in [1, 1024]
   * @throws IllegalArgumentException if {@code threads} is out of range
   */
  public static Parallel of(int threads) {
    return new Parallel(threads);
  }

  /**
   * Runs {@code task} for 0, 1, ..., {@code count - 1} and returns the results in that order.
   *
   * @param <T> the type of one result
   * @param count how many tasks, in [0, 2^24]: their results are held at once
   * @param task the work of one index; called from several threads at once
   * @return the results, indexed by task
   * @throws IllegalArgumentException if {@code count} is out of range
   */
  public <T> List<T> map(int count, IntFunction<T> task) {
    Require.inRange(count, 0, 1 << 24, "count");
    Object[] results = new Object[count];
    forEach(count, i -> results[i] = task.apply(i));
    @SuppressWarnings("unchecked") // filled by task, index by index
    List<T> filled = (List<T>) Collections.unmodifiableList(Arrays.asList(results));
    return filled;
  }

  /**
   * Runs {@code task} for 0, 1, ..., {@code count - 1}. The first failure stops the hand-out of
   * further tasks and is thrown to the caller once all threads have ended.
   *
   * @param count how many tasks, at least 0
   * @param task the work of one index; called from several threads at once
   * @throws IllegalArgumentException if {@code count < 0}
   */
  public void forEach(int count, IntConsumer task) {
    Require.atLeast(count, 0, "count");
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Runnable work =
        () -> {
          try {
            for (int i = next.getAndIncrement();
                i < count && failure.get() == null;
                i = next.getAndIncrement()) {
              task.accept(i);
            }
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          }
        };
    List<Thread> helpers = new ArrayList<>();
    for (int t = 1; t < Math.min(threads, count); t++) {
      Thread helper = new Thread(work, "bulwark-parallel-" + t);
      helper.setDaemon(true);
      helper.start();
      helpers.add(helper);
    }
    work.run();
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable thrown = failure.get();
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
  }
}
