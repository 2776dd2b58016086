// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.run;

/**
 * Where long work says how far it is. Implementations are safe to call from several threads.
 *
 * @since 0.1.0
 */
public interface Progress {
  /**
   * Opens a task.
   *
   * @param task what is being done, in a few words
   * @param totalSteps how many steps it takes, at least 0; 0 if not known
   * @throws IllegalArgumentException if {@code totalSteps < 0}
   */
  void start(String task, long totalSteps);

  /**
   * Counts finished steps.
   *
   * @param steps how many more steps are done, at least 0
   * @throws IllegalArgumentException if {@code steps < 0}
   */
  void advance(long steps);

  /**
   * Shows a value beside the bar, such as the last validation loss.
   *
   * @param key what the value is
   * @param value the value, already formatted
   */
  void note(String key, String value);

  /** Closes the task. */
  void finish();

  /** {@return a progress that shows nothing: the default everywhere} */
  static Progress silent() {
    return SilentProgress.INSTANCE;
  }
}
