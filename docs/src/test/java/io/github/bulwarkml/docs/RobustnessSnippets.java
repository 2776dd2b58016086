// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.docs;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.robustness.AccuracyPair;
import io.github.bulwarkml.robustness.Robustness;
import io.github.bulwarkml.robustness.calibration.CalibrationReport;
import io.github.bulwarkml.robustness.calibration.ProbabilityMatrix;
import io.github.bulwarkml.robustness.corruption.Corruption;
import io.github.bulwarkml.robustness.corruption.CorruptionOptions;
import io.github.bulwarkml.robustness.corruption.CorruptionScale;
import io.github.bulwarkml.robustness.corruption.Corruptor;
import io.github.bulwarkml.robustness.corruption.Image;
import io.github.bulwarkml.robustness.metrics.MetricsReport;
import io.github.bulwarkml.robustness.metrics.ScoreMatrix;
import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.robustness.intervention.Granularity;
import io.github.bulwarkml.robustness.intervention.InterventionResult;
import io.github.bulwarkml.robustness.intervention.LabelledIndex;
import io.github.bulwarkml.robustness.intervention.Quantity;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld;
import java.util.List;

/** The examples of docs/guide/robustness.md. */
final class RobustnessSnippets {
  private RobustnessSnippets() {}

  static void report() {
    // region report
    List<AccuracyPair> standard =
        List.of(
            AccuracyPair.of("alexnet", 0.56522, 0.43430),
            AccuracyPair.of("resnet18", 0.69758, 0.57310),
            AccuracyPair.of("vgg16", 0.71592, 0.58510),
            AccuracyPair.of("resnet50", 0.76130, 0.63210),
            AccuracyPair.of("resnet152", 0.78312, 0.66840),
            AccuracyPair.of("nasnetalarge", 0.82506, 0.72290));
    AccuracyPair clip = AccuracyPair.of("CLIP ViT-B/32", 0.63302, 0.55770);
    System.out.print(Robustness.report(standard, List.of(clip)).toText());
    // endregion
  }

  static void interventions() {
    // region interventions
    List<AccuracyPair> standard =
        List.of(
            AccuracyPair.of("alexnet", 0.56522, 0.43430),
            AccuracyPair.of("resnet18", 0.69758, 0.57310),
            AccuracyPair.of("resnet152", 0.78312, 0.66840));
    AccuracyPair base = AccuracyPair.of("before", 0.7613, 0.6321);
    AccuracyPair after = AccuracyPair.of("after", 0.7750, 0.6600);
    System.out.println(Robustness.interventions(standard, base, List.of(after)).relative().get(0));
    // endregion
  }

  static void corruptions() {
    // region corruptions
    byte[] grey = new byte[28 * 28];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) (i % 28 * 9);
    }
    Image image = Image.of(28, 28, 1, grey);
    Corruptor corruptor =
        new Corruptor(CorruptionOptions.defaults().withScale(CorruptionScale.CIFAR));
    for (Corruption corruption : List.of(Corruption.GAUSSIAN_NOISE, Corruption.FOG)) {
      Image corrupted = corruptor.corrupt(image, corruption, 3, Seed.of(42), 0);
      System.out.println(corruption.id() + ": " + corrupted.value(14, 14, 0));
    }
    // endregion
  }

  static void metrics() {
    // region metrics
    int[] truth = {0, 0, 1, 1, 1, 3, 3, 5};
    int[] predicted = {0, 2, 1, 1, 4, 3, 1, 5};
    MetricsReport report =
        MetricsReport.builder(truth, predicted, 6).build(Provenance.start("robustness metrics"));
    System.out.print(report.toTable().toText());
    // endregion
  }

  static void calibration() {
    // region calibration
    double[][] probabilities = {{0.9, 0.1}, {0.8, 0.2}, {0.3, 0.7}, {0.6, 0.4}, {0.2, 0.8}};
    int[] truth = {0, 1, 1, 0, 1};
    CalibrationReport report =
        CalibrationReport.builder(
                ProbabilityMatrix.ofProbabilities(ScoreMatrix.of(probabilities)), truth)
            .bins(5)
            .build(Provenance.start("robustness calibrate"));
    System.out.print(report.toTable().toText());
    // endregion
  }

  static void world() {
    // region world
    SynthTrapWorld world = SynthTrapWorld.standard();
    ImageSet images = world.source320().prefix(1000).images(Parallel.available());
    InterventionResult result =
        new Granularity(SynthTrapWorld.hierarchy(320), 2) // 40 superclasses instead of 320 classes
            .then(new Quantity(400))
            .run(LabelledIndex.of(images), Seed.of(42));
    ImageSet coarse = result.images(images);
    System.out.println(coarse + ", " + coarse.classes() + " classes");
    System.out.println(result);
    // endregion
  }
}
