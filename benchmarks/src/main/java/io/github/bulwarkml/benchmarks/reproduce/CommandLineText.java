// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

/** Arguments as a shell takes them. */
final class CommandLineText {
  private CommandLineText() {}

  /** The argument, in quotes where a shell would change it. */
  static String quoted(String argument) {
    boolean plain = !argument.isEmpty() && argument.matches("[A-Za-z0-9_./:=,@%+-]*");
    return plain ? argument : "'" + argument.replace("'", "'\\''") + "'";
  }
}
