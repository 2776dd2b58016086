// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import io.github.bulwarkml.benchmarks.reproduce.DataNeed;
import io.github.bulwarkml.benchmarks.reproduce.Experiment;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentContext;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentOutcome;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Chart;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.robustness.EffectiveRobustness;
import io.github.bulwarkml.robustness.GroupMean;
import io.github.bulwarkml.robustness.RobustnessReport;
import io.github.bulwarkml.robustness.Transform;
import io.github.bulwarkml.robustness.table.AccuracyTable;
import io.github.bulwarkml.robustness.table.PublishedTables;
import io.github.bulwarkml.robustness.table.TablePairing;
import io.github.bulwarkml.robustness.table.Testbed;
import io.github.bulwarkml.robustness.table.Testbed.Shift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Effective robustness on published result tables: which models lie on the line that ImageNet
 * accuracy and accuracy under natural shifts form, and which lie above it.
 *
 * <p>References: [1] Recht et al., ICML 2019, arXiv:1902.10811. [2] Taori et al., NeurIPS 2020,
 * arXiv:2007.00644. [3] Miller et al., ICML 2021, arXiv:2107.04649. [4] Radford et al., ICML 2021,
 * arXiv:2103.00020.
 *
 * @since 0.1.0
 */
public final class EffectiveRobustnessExperiment implements Experiment {
  private static final String OPEN_CLIP = "open_clip/openclip_classification_results.csv";

  /** Creates the experiment. */
  public EffectiveRobustnessExperiment() {}

  @Override
  public String name() {
    return "effective-robustness";
  }

  @Override
  public String description() {
    return "Which ImageNet models are more robust than their accuracy explains: published tables.";
  }

  @Override
  public DataNeed data() {
    return DataNeed.required("robustness", TestbedStudies.FILES, List.of(OPEN_CLIP));
  }

  @Override
  public double quickMinutes() {
    return 0.1;
  }

  @Override
  public ExperimentOutcome run(ExperimentContext context) throws IOException {
    Path folder =
        context
            .folderOf(this)
            .orElseThrow(() -> new IllegalArgumentException(name() + " needs " + data().words()));
    Provenance.Recorder recorder = context.provenance(this);
    String fingerprint = recorder.finish().fingerprint();
    Seed seed = context.seed().child(name());
    TestbedStudies testbed =
        new TestbedStudies(folder, context.isFull() ? 20_000 : 1_000, seed, context.parallel());
    Map<Shift, Map<Transform, RobustnessReport>> studies = studies(testbed, context);
    Map<Shift, RobustnessReport> logit = new LinkedHashMap<>();
    studies.forEach((shift, byTransform) -> logit.put(shift, report(byTransform, Transform.LOGIT)));
    Shift v2 = Testbed.naturalShifts().get(0);
    Shift sketch = Testbed.naturalShifts().get(1);
    RobustnessReport onV2 = report(logit, v2);
    RobustnessReport onSketch = report(logit, sketch);
    String vit = TestbedStudies.CLIP.get(0);

    ExperimentOutcome.Builder outcome =
        ExperimentOutcome.of(this)
            .claim(EffectiveRobustnessClaims.drop(onV2))
            .claim(EffectiveRobustnessClaims.gains(report(report(studies, v2), Transform.LINEAR)))
            .claim(
                EffectiveRobustnessClaims.correlation(
                    report(report(studies, v2), Transform.PROBIT)))
            .claim(EffectiveRobustnessClaims.interventions(onV2))
            .claim(EffectiveRobustnessClaims.moreData(onV2))
            .claim(EffectiveRobustnessClaims.trainingSetSize(onV2))
            .claim(EffectiveRobustnessClaims.clip(onV2, v2.name(), vit))
            .claim(EffectiveRobustnessClaims.clip(onSketch, sketch.name(), vit))
            .claim(EffectiveRobustnessClaims.gapClosed(logit));
    Path openClip = folder.resolve(OPEN_CLIP);
    if (Files.isRegularFile(openClip)) {
      outcome.claim(EffectiveRobustnessClaims.openClip(openClip(openClip, onV2)));
    } else {
      outcome.note("Without " + OPEN_CLIP + " the claim on open CLIP models is left out.");
    }
    return outcome
        .table("group-means", EffectiveRobustnessTables.groups(logit))
        .table("named-models", EffectiveRobustnessTables.named(onV2, namedModels()))
        .table("lines", EffectiveRobustnessTables.lines(studies))
        .table("models-imagenetv2", EffectiveRobustnessTables.all(onV2))
        .chart("imagenetv2", chart(onV2, v2, fingerprint))
        .chart("sketch", chart(onSketch, sketch, fingerprint))
        .note(
            "The baseline models and the sizes of the test sets are those of imagenet-testbed:"
                + " standard training on ImageNet alone, at least 55 % accuracy, no subsamples.")
        .note(
            "Models share one test set and one training set, so they are not independent draws;"
                + " intervals of group means describe the models of the table.")
        .note(
            "The claims on groups of models are about ImageNetV2. On ImageNet-Sketch and ImageNet-R"
                + " some interventions and most adversarially trained models lie above the line:"
                + " see the group means.")
        .note(
            "resnet50 has exactly no right answer on ImageNet-A, which was filtered against it; it"
                + " is left out of that line, which is a single one here; the testbed bends it there.")
        .build(recorder.finish());
  }

  private static Map<Shift, Map<Transform, RobustnessReport>> studies(
      TestbedStudies testbed, ExperimentContext context) throws IOException {
    List<Shift> shifts = Testbed.naturalShifts();
    context.progress().start("effective-robustness", (long) shifts.size() * 3);
    Map<Shift, Map<Transform, RobustnessReport>> studies = new LinkedHashMap<>();
    for (Shift shift : shifts) {
      Map<Transform, RobustnessReport> byTransform = new EnumMap<>(Transform.class);
      for (Transform transform : Transform.values()) {
        context.cancellation().check();
        byTransform.put(transform, testbed.study(shift, transform));
        context.progress().advance(1);
      }
      studies.put(shift, byTransform);
    }
    context.progress().finish();
    return studies;
  }

  private static <K, V> V report(Map<K, V> studies, K key) {
    return Optional.ofNullable(studies.get(key)).orElseThrow();
  }

  private static List<String> namedModels() {
    List<String> names = new ArrayList<>(TestbedStudies.CLIP);
    names.addAll(
        List.of(
            "bninception-imagenet21k",
            "resnet152-imagenet11k",
            "vit_large_patch16_384",
            "BiT-M-R152x4-ILSVRC2012",
            "resnet50",
            TestbedStudies.FULL_DATA));
    for (int parts = 2; parts <= 32; parts *= 2) {
      names.add(TestbedStudies.subsampled(parts));
    }
    return names;
  }

  /** Mean effective robustness of open_clip's zero-shot models against the testbed's line. */
  private static GroupMean openClip(Path file, RobustnessReport onV2) throws IOException {
    AccuracyTable table = PublishedTables.openClip(file);
    List<EffectiveRobustness> models =
        TablePairing.of(table, "ImageNet 1k", "ImageNet v2").read().pairs().stream()
            .map(onV2.trend()::evaluate)
            .toList();
    return GroupMean.of(models, onV2.level()).get(0);
  }

  private static Chart chart(RobustnessReport report, Shift shift, String fingerprint) {
    Chart chart = report.chart().orElseThrow();
    String caption = chart.caption();
    // The study's own fingerprint gives way to the one that this experiment's command reproduces.
    int last = caption.lastIndexOf(" · ");
    return new Chart(
        shift.name() + " against ImageNet",
        chart.x(),
        chart.y(),
        chart.series(),
        caption.substring(0, last) + " · " + fingerprint);
  }
}
