// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process's error stream is connected to. */
final class ErrorStream {
  private ErrorStream() {}

  /** {@return whether people see the error stream as it is written} */
  static boolean isTerminal() {
    return isTerminal(Path.of("/proc/self/fd/2"));
  }

  static boolean isTerminal(Path descriptor) {
    if (!Files.isSymbolicLink(descriptor)) {
      return false; // not Linux: whoever wants progress asks for it
    }
    try {
      String device = Files.readSymbolicLink(descriptor).toString();
      return device.startsWith("/dev/pts/")
          || device.startsWith("/dev/tty")
          || device.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }
}
