// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.cli;

/**
 * What the {@code bulwark} command tells the shell.
 *
 * @since 0.1.0
 */
public final class ExitCode {
  /** The task was done. */
  public static final int OK = 0;

  /** The task failed. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** An input file is missing or malformed. */
  public static final int BAD_INPUT = 3;

  /** The task was cancelled. */
  public static final int CANCELLED = 130;

  private ExitCode() {}
}
