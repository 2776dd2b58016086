// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.robustness.BaselineRule;
import io.github.bulwarkml.robustness.RobustnessReport;
import io.github.bulwarkml.robustness.RobustnessStudy;
import io.github.bulwarkml.robustness.Transform;
import io.github.bulwarkml.robustness.table.AccuracyTable;
import io.github.bulwarkml.robustness.table.ModelTypes;
import io.github.bulwarkml.robustness.table.PairedModels;
import io.github.bulwarkml.robustness.table.PublishedTables;
import io.github.bulwarkml.robustness.table.TablePairing;
import io.github.bulwarkml.robustness.table.Testbed;
import io.github.bulwarkml.robustness.table.Testbed.Shift;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The published tables of imagenet-testbed, and studies of its natural shifts. */
final class TestbedStudies {
  /** The files, below the data folder {@code robustness}. */
  static final List<String> FILES =
      List.of("imagenet-testbed/robustness_top1s.csv", "imagenet-testbed/model_types.csv");

  /** The zero-shot CLIP models of the testbed. */
  static final List<String> CLIP = List.of("vit_b_32_clip_zeroshot", "resnet50_clip_zeroshot");

  /** A ResNet-50 trained on all of ImageNet, with the recipe of the subsampled ones. */
  static final String FULL_DATA = "resnet50_imagenet_100percent_batch64_original_images";

  private final AccuracyTable table;
  private final ModelTypes types;
  private final int resamples;
  private final Seed seed;
  private final Parallel parallel;

  TestbedStudies(Path folder, int resamples, Seed seed, Parallel parallel) throws IOException {
    this.table = PublishedTables.testbed(folder.resolve(FILES.get(0)));
    this.types = ModelTypes.read(folder.resolve(FILES.get(1)), "model");
    this.resamples = resamples;
    this.seed = seed;
    this.parallel = parallel;
  }

  /** A ResNet-50 trained on one part in {@code parts} of ImageNet's images. */
  static String subsampled(int parts) {
    return "resnet50_imagenet_subsample_1_of_" + parts + "_batch64_original_images";
  }

  /**
   * The study of a shift: the line of the standard models; group means over models of at least 55 %
   * on ImageNet that were not trained on a part of it.
   */
  RobustnessReport study(Shift shift, Transform transform) throws IOException {
    PairedModels models =
        TablePairing.of(table, shift.id(), shift.ood())
            .withTypes(types, "type")
            .withExamples(
                Testbed.examples(shift.id()).orElse(0), Testbed.examples(shift.ood()).orElse(0))
            .read();
    return RobustnessStudy.of(models.candidates())
        .settings(shift.id(), shift.ood())
        .skipped(models.skipped())
        .baseline(Testbed.standardModels())
        .scope(BaselineRule.attributeAtLeast("val", 55).and(BaselineRule.nameWithout("subsample")))
        .transform(transform)
        .bootstrap(resamples)
        .seed(seed)
        .parallel(parallel)
        .highlight(CLIP)
        .run();
  }
}
