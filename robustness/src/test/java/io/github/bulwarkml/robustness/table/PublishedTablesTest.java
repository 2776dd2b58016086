// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.testing.RealData;
import io.github.bulwarkml.robustness.Candidate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedTablesTest {
  @Test
  void testbedHas338ModelsAndThreeOfThemTwoSettingsOnly() throws IOException {
    AccuracyTable table =
        PublishedTables.testbed(
            RealData.require("robustness/imagenet-testbed/robustness_top1s.csv"));
    assertThat(table.models()).hasSize(338);
    assertThat(table.settings()).hasSize(213);
    PairedModels models = TablePairing.of(table, "val", "imagenet-sketch").read();
    assertThat(models.candidates()).hasSize(335);
    assertThat(models.skipped())
        .allSatisfy(skipped -> assertThat(skipped.model()).contains("_classes_"));
    for (Testbed.Shift shift : Testbed.naturalShifts()) {
      assertThat(table.settings()).contains(shift.id(), shift.ood());
      assertThat(Testbed.examples(shift.id())).isPresent();
      assertThat(Testbed.examples(shift.ood())).isPresent();
    }
    assertThat(table.settings()).allMatch(setting -> Testbed.examples(setting).isPresent());
    assertThat(Testbed.examples("mine")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,85", "1,85", "2,80", "3,85", "4,85", "5,85", "6,84"})
  void standardModelsOfEachShift(int shift, int count) throws IOException {
    AccuracyTable table =
        PublishedTables.testbed(
            RealData.require("robustness/imagenet-testbed/robustness_top1s.csv"));
    ModelTypes types =
        ModelTypes.read(RealData.require("robustness/imagenet-testbed/model_types.csv"), "model");
    Testbed.Shift columns = Testbed.naturalShifts().get(shift);
    List<Candidate> candidates =
        TablePairing.of(table, columns.id(), columns.ood())
            .withTypes(types, "type")
            .read()
            .candidates();
    assertThat(candidates)
        .filteredOn(candidate -> Testbed.standardModels().objection(candidate).isEmpty())
        .hasSize(count);
  }

  @Test
  void timmRowsAreTakenApartBySizeAndGroupedByTag() throws IOException {
    Path folder = RealData.require("robustness/timm");
    AccuracyTable table = PublishedTables.timm(folder.resolve("results-imagenet.csv"));
    assertThat(table.models()).hasSize(1556);
    assertThat(table.models().stream().map(m -> m.substring(0, m.indexOf(','))).distinct())
        .hasSize(1266);
    PairedModels models =
        TablePairing.of(
                table, "top1", PublishedTables.timm(folder.resolve("results-sketch.csv")), "top1")
            .withTypes(ModelTypes.timm(), "group")
            .read();
    Map<String, Long> groups =
        new TreeMap<>(
            models.pairs().stream()
                .collect(Collectors.groupingBy(pair -> pair.type(), Collectors.counting())));
    assertThat(groups).isEqualTo(Map.of("clip", 37L, "web", 79L, "in21k", 218L, "in1k", 1222L));
  }

  @Test
  void openClipTables() throws IOException {
    for (String name : List.of("openclip_results.csv", "openclip_classification_results.csv")) {
      AccuracyTable table =
          PublishedTables.openClip(RealData.require("robustness/open_clip/" + name));
      assertThat(table.models()).hasSize(121).contains("ViT-B-32,openai");
      assertThat(table.accuracy("ViT-B-32,openai", "ImageNet 1k")).isPresent();
    }
  }

  @Test
  void clipBenchmarkIsPivoted() throws IOException {
    Path file = RealData.require("robustness/clip_benchmark/benchmark.csv");
    AccuracyTable table = PublishedTables.clipBenchmark(file, "acc1");
    assertThat(table.settings()).contains("imagenet1k", "imagenetv2", "imagenet-a");
    assertThat(table.accuracy("ViT-L-14-336,openai", "imagenet-a")).hasValue(0.7738666666666667);
    assertThat(
            PublishedTables.clipBenchmark(file, "mean_per_class_recall")
                .accuracy("ViT-B-16-plus-240,laion400m_e32", "fer2013"))
        .hasValue(0.3940612716631316);
  }

  @ParameterizedTest
  @CsvSource({
    "robustbench_cifar10_corruptions.csv,23,75",
    "robustbench_cifar100_corruptions.csv,13,75",
    "robustbench_imagenet_corruptions.csv,12,75",
    "robustbench_imagenet_3dcc.csv,12,60"
  })
  void robustBenchHasTwoHeaderRows(String name, int models, int settings) throws IOException {
    AccuracyTable table =
        PublishedTables.robustBench(RealData.require("robustness/robustbench/" + name));
    assertThat(table.models()).hasSize(models);
    assertThat(table.settings()).hasSize(settings + 1).last().isEqualTo("corruptions");
    assertThat(table.accuracy(table.models().get(0), "corruptions")).isPresent();
  }

  @Test
  void robustBenchCellsAreNamedByCorruptionAndSeverity() throws IOException {
    AccuracyTable table =
        PublishedTables.robustBench(
            RealData.require("robustness/robustbench/robustbench_imagenet_corruptions.csv"));
    assertThat(table.accuracy("AlexNet", "shot_noise/2")).hasValue(0.1598);
  }

  @ParameterizedTest
  @CsvSource({
    "resnet50,in1k",
    "resnet50.tv_in1k,in1k",
    "vit_base_patch16_clip_224.openai_ft_in1k,clip",
    "vit_base_patch16_clip_224.laion2b_ft_in12k_in1k,clip",
    "eva02_large_patch14_448.mim_m38m_ft_in22k_in1k,web",
    "convnext_base.fb_in22k_ft_in1k,in21k",
    "resnext101_32x8d.fb_swsl_ig1b_ft_in1k,web",
    "a.b.clip,in1k"
  })
  void timmGroups(String model, String group) {
    assertThat(TimmTags.groupOf(model)).isEqualTo(group);
  }
}
