// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Charts;
import io.github.bulwarkml.core.result.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands whose result has a picture. */
final class PlotOption {
  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "draw the result; the ending gives the format: .svg or .png")
  private @Nullable Path plot;

  /** Refuses a file that could not be drawn, before the work starts. */
  void check() {
    if (plot != null) {
      String name = plot.toString().toLowerCase(Locale.ROOT);
      if (!name.endsWith(".svg") && !name.endsWith(".png")) {
        throw new IllegalArgumentException("--plot must end in .svg or .png, but was " + plot);
      }
    }
  }

  /** Draws the result, if asked for. */
  void draw(Result result) throws IOException {
    if (plot != null) {
      Chart chart =
          result
              .chart()
              .orElseThrow(() -> new IllegalArgumentException("this result has no picture"));
      Charts.save(chart, plot);
    }
  }
}
