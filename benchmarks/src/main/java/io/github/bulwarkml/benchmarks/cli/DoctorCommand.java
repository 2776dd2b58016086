// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.cli;

import io.github.bulwarkml.core.cli.ExitCode;
import io.github.bulwarkml.core.dl4j.Dl4j;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Platform;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.tensor.NativeThreads;
import io.github.bulwarkml.core.tensor.Nd4jBackend;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code bulwark doctor}: what this machine and this class path offer. Loads ND4J's native library
 * to see which one it is.
 *
 * @since 0.1.0
 */
@Command(
    name = "doctor",
    description = "Show the JDK, the kernels in use, memory, threads and the optional libraries.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  private static final List<String> DATA_FOLDERS =
      List.of(
          "robustness", "deeppolar", "text", "fashion-mnist", "mnist", "cifar10-jpeg", "datacur");

  @Spec private @Nullable CommandSpec spec;

  /** Creates the command. */
  public DoctorCommand() {}

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("the command runs through picocli");
    }
    Table.Builder table =
        Table.titled("What Bulwark finds here")
            .column(Column.text("part"))
            .column(Column.text("found"));
    table.row("version", Platform.library());
    table.row("java", Platform.java());
    table.row("system", Platform.os() + ", " + Platform.arch());
    table.row("cpu", Platform.cpu());
    table.row("threads", Runtime.getRuntime().availableProcessors());
    table.row("heap", gibibytes(Runtime.getRuntime().maxMemory()) + " at most (java -Xmx)");
    table.row("kernels", kernels());
    Nd4jBackend nd4j = Nd4jBackend.current();
    table.row("nd4j", nd4j);
    nd4j.library().ifPresent(file -> table.row("nd4j library", ending(file)));
    table.row("native threads", nativeThreads(nd4j));
    table.row("dl4j", Dl4j.isAvailable() ? "yes" : "no");
    table.row("onnxruntime", present("ai.onnxruntime.OrtEnvironment"));
    table.row("duckdb", present("org.duckdb.DuckDBDriver"));
    table.row("spark", present("org.apache.spark.SparkContext"));
    table.row("data", data(System.getenv("BULWARK_DATA")));
    PrintWriter out = spec.commandLine().getOut();
    out.print(table.build().toText());
    nd4j.hint().ifPresent(hint -> out.print("\n" + hint + "\n"));
    out.flush();
    return ExitCode.OK;
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / 0x1p30);
  }

  private static String kernels() {
    boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return Platform.kernels()
        + (module
            ? " (vector module present)"
            : " (no vector module: java --add-modules jdk.incubator.vector)");
  }

  /**
   * The last two parts of a path: tables cut long texts at their end, where a library's name is.
   */
  private static String ending(Path file) {
    int parts = file.getNameCount();
    return parts <= 2 ? file.toString() : "…/" + file.subpath(parts - 2, parts);
  }

  private static String nativeThreads(Nd4jBackend nd4j) {
    if (!nd4j.isUsable()) {
      return "none";
    }
    NativeThreads threads = NativeThreads.current();
    String setting = System.getenv("OMP_NUM_THREADS");
    return String.format(
        Locale.ROOT,
        "BLAS %d, loops %d, OpenMP %d (OMP_NUM_THREADS %s)",
        threads.blas(),
        threads.loops(),
        threads.openMp(),
        setting == null ? "not set" : setting);
  }

  private static String present(String className) {
    return exists(className) ? "yes" : "no";
  }

  /** Whether a class can be found; it is not initialised, which would load native code. */
  private static boolean exists(String className) {
    try {
      Class.forName(className, false, DoctorCommand.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** {@return which folders of published data lie below the root that BULWARK_DATA names} */
  static String data(@Nullable String root) {
    if (root == null || root.isEmpty()) {
      return "BULWARK_DATA is not set; give --data where a task asks for it";
    }
    Path folder = Path.of(root);
    if (!Files.isDirectory(folder)) {
      return root + " (BULWARK_DATA) is not a folder";
    }
    List<String> found = new ArrayList<>();
    for (String name : DATA_FOLDERS) {
      if (Files.isDirectory(folder.resolve(name))) {
        found.add(name);
      }
    }
    return root + ": " + (found.isEmpty() ? "none of " + DATA_FOLDERS : String.join(", ", found));
  }
}
