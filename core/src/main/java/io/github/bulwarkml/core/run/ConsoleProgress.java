// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.run;

import io.github.bulwarkml.core.internal.Require;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Shows on the error stream how far work is: on a terminal one line that is redrawn at most five
 * times a second, elsewhere a plain line every ten seconds.
 *
 * <pre>{@code
 * training  45 % [#########-----------] 450/1 000  12.3/s  ETA 0:45  loss 0.1234
 * training: 450/1 000 (45 %), 12.3/s, ETA 0:45, loss 0.1234
 * training: done, 1 000 in 1:21, 12.3/s, loss 0.1201
 * }</pre>
 *
 * <p>Tasks may be nested: while an inner one runs it is shown behind the outer one's count. An
 * inner task leaves no line of its own on a terminal, and elsewhere only if it took ten seconds.
 *
 * <p>Safe to call from several threads; the thread that starts a task should finish it. The rate is
 * the average since the task's start.
 *
 * @since 0.1.0
 */
public final class ConsoleProgress implements Progress, AutoCloseable {
  /** How to show progress. */
  public enum Style {
    /** One line, redrawn in place. */
    TERMINAL,
    /** Lines one below the other, for logs. */
    LINES
  }

  private static final long REDRAW_NANOS = 200_000_000L;
  private static final long LINE_NANOS = 10_000_000_000L;

  /** One column is left free: writing the last of 80 would wrap the line. */
  private static final int WIDTH = 79;

  private final PrintWriter out;
  private final Style style;
  private final LongSupplier nanoTime;
  private final Deque<ProgressTask> tasks = new ArrayDeque<>();
  private long lastShown;
  private int drawnWidth;

  /**
   * Creates a progress with the system's clock.
   *
   * @param out where it is shown, normally the error stream; flushed after each line
   * @param style how to show it
   */
  public ConsoleProgress(PrintWriter out, Style style) {
    this(out, style, System::nanoTime);
  }

  /**
   * Creates a progress with a clock of the caller's.
   *
   * @param out where it is shown; flushed after each line
   * @param style how to show it
   * @param nanoTime a clock that never goes back, in nanoseconds
   */
  public ConsoleProgress(PrintWriter out, Style style, LongSupplier nanoTime) {
    this.out = Objects.requireNonNull(out, "out");
    this.style = Objects.requireNonNull(style, "style");
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
  }

  @Override
  public synchronized void start(String task, long totalSteps) {
    Objects.requireNonNull(task, "task");
    Require.inRange(totalSteps, 0, Long.MAX_VALUE, "totalSteps");
    long now = nanoTime.getAsLong();
    if (tasks.isEmpty()) {
      lastShown = style == Style.TERMINAL ? now - REDRAW_NANOS : now;
    }
    tasks.push(new ProgressTask(ProgressTask.oneLine(task), totalSteps, now));
    showIfDue(now);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code steps < 0}
   * @throws IllegalStateException if no task is open
   */
  @Override
  public synchronized void advance(long steps) {
    Require.inRange(steps, 0, Long.MAX_VALUE, "steps");
    current().advance(steps);
    showIfDue(nanoTime.getAsLong());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if no task is open
   */
  @Override
  public synchronized void note(String key, String value) {
    current().note(key, value);
    showIfDue(nanoTime.getAsLong());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if no task is open
   */
  @Override
  public synchronized void finish() {
    ProgressTask task = current();
    tasks.pop();
    long now = nanoTime.getAsLong();
    boolean tell = tasks.isEmpty() || style == Style.LINES && now - task.startNanos() >= LINE_NANOS;
    if (tell) {
      String summary = outer(0) + task.summary(now);
      if (style == Style.TERMINAL) {
        redraw(summary);
        endLine();
      } else {
        println(summary);
      }
      lastShown = now;
    }
  }

  /** Ends a line that is being redrawn and forgets open tasks: for work that failed. */
  @Override
  public synchronized void close() {
    tasks.clear();
    endLine();
  }

  private ProgressTask current() {
    ProgressTask task = tasks.peek();
    if (task == null) {
      throw new IllegalStateException("no task is open");
    }
    return task;
  }

  private void showIfDue(long now) {
    if (now - lastShown < (style == Style.TERMINAL ? REDRAW_NANOS : LINE_NANOS)) {
      return;
    }
    lastShown = now;
    if (style == Style.TERMINAL) {
      redraw(outer(1) + current().bar(now));
    } else {
      println(outer(1) + current().line(now));
    }
  }

  /** {@return tasks from the outermost inwards with their counts, but for the innermost ones} */
  private String outer(int innermost) {
    StringBuilder text = new StringBuilder();
    Iterator<ProgressTask> inwards = tasks.descendingIterator();
    for (int i = tasks.size(); i > innermost; i--) {
      ProgressTask task = inwards.next();
      text.append(task.name()).append(' ').append(task.count()).append(" > ");
    }
    return text.toString();
  }

  private void redraw(String text) {
    String line = text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "~";
    out.print('\r' + line + " ".repeat(Math.max(0, drawnWidth - line.length())));
    out.flush();
    drawnWidth = line.length();
  }

  private void endLine() {
    if (drawnWidth > 0) {
      println("");
      drawnWidth = 0;
    }
  }

  private void println(String line) {
    out.print(line + "\n");
    out.flush();
  }
}
