// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.run;

import io.github.bulwarkml.core.internal.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
  /** A call takes at most this many tasks: split the work into larger ones. */
  public static final int MAXIMUM_TASKS = 1 << 24;

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
   * @param count how many tasks, in [0, {@value #MAXIMUM_TASKS}]
   * @param task the work of one index; called from several threads at once
   * @return the results, indexed by task
   * @throws IllegalArgumentException if {@code count} is out of range
   */
  public <T> List<T> map(int count, IntFunction<T> task) {
    Require.inRange(count, 0, MAXIMUM_TASKS, "count");
    Object[] results = new Object[count];
    forEach(count, i -> results[i] = task.apply(i));
    @SuppressWarnings("unchecked") // filled by task, index by index
    List<T> filled = (List<T>) Collections.unmodifiableList(Arrays.asList(results));
    return filled;
  }

  /**
   * Runs {@code task} for 0, 1, ..., {@code count - 1}. A failure stops the hand-out of further
   * tasks; once all threads have ended, the failure of the task with the lowest index is thrown to
   * the caller, which is the same one for any number of threads.
   *
   * <p>If the calling thread is interrupted meanwhile, the work goes on, and the thread is
   * interrupted again at the end; to stop work, use a {@link Cancellation}.
   *
   * @param count how many tasks, in [0, {@value #MAXIMUM_TASKS}]
   * @param task the work of one index; called from several threads at once
   * @throws IllegalArgumentException if {@code count} is out of range
   */
  public void forEach(int count, IntConsumer task) {
    Require.inRange(count, 0, MAXIMUM_TASKS, "count");
    Round round = new Round(count, task);
    List<Thread> helpers = new ArrayList<>();
    try {
      for (int t = 1; t < Math.min(threads, count); t++) {
        Thread helper = new Thread(round::work, "bulwark-parallel-" + t);
        helper.setDaemon(true);
        helper.start();
        helpers.add(helper);
      }
      round.work();
    } finally {
      join(helpers);
    }
    round.rethrow();
  }

  /** Waits for the end of all threads; an interruption is kept for the caller to see. */
  private static void join(List<Thread> helpers) {
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
  }

  /** The tasks of one call: handed out in order until one fails. */
  private static final class Round {
    private final int count;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private int failedTask = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    Round(int count, IntConsumer task) {
      this.count = count;
      this.task = task;
    }

    void work() {
      while (!hasFailed()) {
        int i = next.getAndIncrement(); // at most count + threads
        if (i >= count) {
          return;
        }
        try {
          task.accept(i);
        } catch (RuntimeException | Error e) {
          fail(i, e);
        }
      }
    }

    private synchronized boolean hasFailed() {
      return failure != null;
    }

    /** Earlier tasks have been handed out, so the earliest failure is the same for any threads. */
    private synchronized void fail(int failed, Throwable thrown) {
      if (failed < failedTask) {
        failedTask = failed;
        failure = thrown;
      }
    }

    synchronized void rethrow() {
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
    }
  }
}
