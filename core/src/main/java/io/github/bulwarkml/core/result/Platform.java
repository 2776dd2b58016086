// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.simd.ActiveKernels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

/** What this build and this machine are. */
public final class Platform {
  private Platform() {}

  /** {@return Bulwark's version and, where the build knew it, the commit} */
  public static String library() {
    return "bulwark " + Build.VERSION + (Build.COMMIT.isEmpty() ? "" : "+" + Build.COMMIT);
  }

  /** {@return version and vendor of the virtual machine} */
  public static String java() {
    return System.getProperty("java.version") + " " + System.getProperty("java.vendor");
  }

  /** {@return name and version of the operating system} */
  public static String os() {
    return System.getProperty("os.name") + " " + System.getProperty("os.version");
  }

  /** {@return the processor's architecture} */
  public static String arch() {
    return System.getProperty("os.arch");
  }

  /** {@return the processor's model where the system tells it, else "unknown"} */
  public static String cpu() {
    return Cpu.MODEL;
  }

  /** {@return the kernels in use, for example {@code plain} or {@code vector-256}} */
  public static String kernels() {
    return ActiveKernels.get().description();
  }

  private static final class Build {
    static final String VERSION;
    static final String COMMIT;

    static {
      Properties properties = new Properties();
      try (InputStream in = Platform.class.getResourceAsStream("build.properties")) {
        if (in != null) {
          properties.load(in);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      VERSION = properties.getProperty("version", "unknown");
      String commit = properties.getProperty("commit", "");
      COMMIT = commit.startsWith("$") ? "" : commit;
    }
  }

  private static final class Cpu {
    static final String MODEL = read();

    private static String read() {
      Path info = Path.of("/proc/cpuinfo");
      if (!Files.isReadable(info)) {
        return "unknown";
      }
      try (Stream<String> lines = Files.lines(info)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown");
      } catch (IOException | UncheckedIOException e) {
        return "unknown";
      }
    }
  }
}
