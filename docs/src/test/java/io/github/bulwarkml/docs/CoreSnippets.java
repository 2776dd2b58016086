// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.docs;

import io.github.bulwarkml.core.io.Npy;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.NpyScalar;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Charts;
import io.github.bulwarkml.core.result.Column;
import io.github.bulwarkml.core.result.Table;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.BinomialInterval;
import io.github.bulwarkml.core.stats.LeastSquares;
import io.github.bulwarkml.core.stats.LineFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** The examples of docs/guide/core.md. */
final class CoreSnippets {
  private CoreSnippets() {}

  static void seeds() {
    // region seeds
    Seed experiment = Seed.of(42);
    System.out.println(experiment.child("client/0"));
    System.out.println(experiment.child("client/1"));
    System.out.println(SplitMix64.of(experiment).nextDouble());
    // endregion
  }

  static void threads() {
    // region threads
    // Nine tasks, each with its own stream: the same numbers for any number of threads.
    IntFunction<Double> task = i -> SplitMix64.of(Seed.of(42).child("task/" + i)).nextDouble();
    List<Double> one = Parallel.single().map(9, task);
    List<Double> seven = Parallel.of(7).map(9, task);
    System.out.println(one.equals(seven));
    // endregion
  }

  static void intervals() {
    // region intervals
    System.out.println(BinomialInterval.clopperPearson(38_065, 50_000, 0.95));
    System.out.println(BinomialInterval.wilson(38_065, 50_000, 0.95));
    // endregion
  }

  static void line() {
    // region line
    LineFit fit = LeastSquares.line(new double[] {1, 2, 3, 4}, new double[] {1.1, 1.9, 3.2, 3.9});
    System.out.println(fit.slope() + " " + fit.intercept() + " " + fit.rSquared());
    System.out.println(fit.slopeInterval(0.95).orElseThrow());
    System.out.println(fit.predictionBand(5, 0.95).orElseThrow());
    // endregion
  }

  static void npy() throws IOException {
    Path folder = Files.createTempDirectory("bulwark-guide");
    // region npy
    Path file = folder.resolve("embeddings.npy");
    Npy.write(file, NpyArray.of(NpyScalar.F2, new float[] {1, 0.5f, -2, 4, 8, 16}, 2, 3));
    NpyArray embeddings = Npy.read(file);
    System.out.println(embeddings.header());
    System.out.println(Arrays.toString(embeddings.toFloats()));
    // endregion
    Files.delete(file);
    Files.delete(folder);
  }

  static void results() {
    // region results
    Table table =
        Table.titled("Top-1 accuracy on ImageNet")
            .column(Column.text("model"))
            .column(Column.decimal("accuracy", 4))
            .column(Column.interval("95 % interval", 4, "low95", "high95"))
            .row("resnet50", 0.7613, BinomialInterval.wilson(38_065, 50_000, 0.95))
            .row("alexnet", 0.56522, BinomialInterval.wilson(28_261, 50_000, 0.95))
            .build();
    System.out.print(table.toText());
    System.out.print(table.toCsv());
    // endregion
  }

  static void charts() throws IOException {
    Path folder = Files.createTempDirectory("bulwark-guide");
    // region charts
    Chart chart =
        new Chart(
            "Accuracy under shift",
            Chart.Axis.of("ImageNet accuracy", Chart.Scale.LOGIT),
            Chart.Axis.of("ImageNetV2 accuracy", Chart.Scale.LOGIT),
            List.of(
                Chart.Series.of(
                    "standard models",
                    Chart.Mark.POINTS,
                    new double[] {0.565, 0.761, 0.825},
                    new double[] {0.434, 0.632, 0.723})),
            "rows of the imagenet-testbed");
    Charts.save(chart, folder.resolve("shift.svg")); // or .png
    System.out.println(Files.exists(folder.resolve("shift.svg")));
    // endregion
    Files.delete(folder.resolve("shift.svg"));
    Files.delete(folder);
  }
}
