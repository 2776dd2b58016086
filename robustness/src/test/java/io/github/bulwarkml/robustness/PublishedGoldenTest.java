// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.testing.RealData;
import io.github.bulwarkml.robustness.table.AccuracyTable;
import io.github.bulwarkml.robustness.table.AccuracyUnit;
import io.github.bulwarkml.robustness.table.ModelTypes;
import io.github.bulwarkml.robustness.table.PublishedTables;
import io.github.bulwarkml.robustness.table.TablePairing;
import io.github.bulwarkml.robustness.table.TimmTags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values computed from the tables of timm, open_clip and RobustBench with numpy. */
class PublishedGoldenTest {
  private static List<Candidate> timm() throws IOException {
    Path folder = RealData.require("robustness/timm");
    return TablePairing.of(
            PublishedTables.timm(folder.resolve("results-imagenet.csv")),
            "top1",
            PublishedTables.timm(folder.resolve("results-imagenetv2-matched-frequency.csv")),
            "top1")
        .withTypes(ModelTypes.timm(), "group")
        .read()
        .candidates();
  }

  @Test
  void timmOnImageNetV2() throws IOException {
    List<Candidate> candidates = timm();
    BaselineFit fit =
        BaselineFit.of(RealTables.chosen(candidates, BaselineRule.attributeIs("group", "in1k")));
    assertThat(fit.n()).isEqualTo(1222);
    assertThat(fit.slope()).isCloseTo(0.907750634, within(1e-9));
    assertThat(fit.intercept()).isCloseTo(-0.475694726, within(1e-9));
    assertThat(fit.rSquared()).isCloseTo(0.993795101, within(1e-9));
    Map<String, Double> means =
        candidates.stream()
            .map(Candidate::pair)
            .collect(
                Collectors.groupingBy(
                    AccuracyPair::type,
                    Collectors.averagingDouble(pair -> fit.evaluate(pair).points())));
    assertThat(means.get("in21k")).isCloseTo(0.000497, within(1e-6));
    assertThat(means.get("web")).isCloseTo(0.706929, within(1e-6));
    assertThat(means.get("clip")).isCloseTo(0.063926, within(1e-6));
    assertThat(
            fit.evaluate(
                    RealTables.pair(candidates, "vit_base_patch16_clip_224.openai_ft_in1k,224"))
                .points())
        .isCloseTo(0.707357, within(1e-6));
    assertThat(fit.evaluate(RealTables.pair(candidates, "resnet50.tv_in1k,224")).points())
        .isCloseTo(-0.880649, within(1e-6));
  }

  /** What a join by name would give: the first row of each name in two tables sorted by score. */
  @Test
  void joiningTimmTablesByNameAlonePairsDifferentResolutions() throws IOException {
    Path folder = RealData.require("robustness/timm");
    Map<String, Double> ids = firstOfEachName(folder.resolve("results-imagenet.csv"));
    Map<String, Double> oods =
        firstOfEachName(folder.resolve("results-imagenetv2-matched-frequency.csv"));
    List<AccuracyPair> wrong =
        ids.entrySet().stream()
            .map(e -> AccuracyPair.of(e.getKey(), e.getValue(), oods.getOrDefault(e.getKey(), 0.0)))
            .filter(pair -> TimmTags.groupOf(pair.model()).equals("in1k"))
            .toList();
    assertThat(wrong).hasSize(980);
    double bug = BaselineFit.of(wrong).slope();
    assertThat(bug).isCloseTo(0.906913825, within(1e-9));
    double right =
        BaselineFit.of(RealTables.chosen(timm(), BaselineRule.attributeIs("group", "in1k")))
            .slope();
    assertThat(Math.abs(right - bug)).isGreaterThan(1e-4);
  }

  private static Map<String, Double> firstOfEachName(Path file) throws IOException {
    AccuracyTable table = PublishedTables.timm(file);
    Map<String, Double> first = new LinkedHashMap<>();
    for (String model : table.models()) {
      first.putIfAbsent(
          table.text(model, "model").orElseThrow(), table.accuracy(model, "top1").orElseThrow());
    }
    return first;
  }

  private static AccuracyTable openClip() throws IOException {
    return PublishedTables.openClip(
        RealData.require("robustness/open_clip/openclip_classification_results.csv"));
  }

  @ParameterizedTest
  @CsvSource({
    "ImageNet v2,LOGIT,0.958305854,-0.303914520,0.999293814",
    "ImageNet v2,PROBIT,0.948170461,-0.176314098,0.999430556",
    "ImageNet Sketch,LOGIT,1.074670385,-0.669806540,0.968871271"
  })
  void openClipLines(
      String ood, Transform transform, double slope, double intercept, double rSquared)
      throws IOException {
    BaselineFit fit =
        BaselineFit.of(TablePairing.of(openClip(), "ImageNet 1k", ood).read().pairs(), transform);
    assertThat(fit.n()).isEqualTo(121);
    assertThat(fit.slope()).isCloseTo(slope, within(1e-9));
    assertThat(fit.intercept()).isCloseTo(intercept, within(1e-9));
    assertThat(fit.rSquared()).isCloseTo(rSquared, within(1e-9));
  }

  @Test
  void openClipHasThirtyOneZerosOnFmow() throws IOException {
    BaselineFit fit =
        BaselineFit.of(TablePairing.of(openClip(), "ImageNet 1k", "FMoW").read().pairs());
    assertThat(fit.n()).isEqualTo(90);
    assertThat(fit.excluded())
        .hasSize(31)
        .allMatch(model -> model.reason().equals("ood accuracy is exactly 0"));
  }

  @Test
  void openClipAgainstTheTestbedsLine() throws IOException {
    BaselineFit line = BaselineFit.of(RealTables.standard("val", RealTables.V2));
    List<Candidate> models =
        TablePairing.of(openClip(), "ImageNet 1k", "ImageNet v2").read().candidates();
    assertThat(
            models.stream()
                .mapToDouble(m -> line.evaluate(m.pair()).points())
                .average()
                .orElseThrow())
        .isCloseTo(4.566953, within(1e-6));
    assertThat(line.evaluate(RealTables.pair(models, "ViT-B-32,openai")).points())
        .isCloseTo(5.760877, within(1e-6));
    assertThat(line.evaluate(RealTables.pair(models, "ViT-L-14,openai")).points())
        .isCloseTo(6.570531, within(1e-6));
  }

  @Test
  void severalIdSetsOnOpenClip() throws IOException {
    MultiTrend trend =
        MultiTrend.of(
            TablePairing.of(openClip(), "ImageNet 1k", "ImageNet Sketch")
                .withFurtherIds("CIFAR-100")
                .read()
                .pairs(),
            Transform.LOGIT,
            ExtremePolicy.exclude());
    assertThat(trend.n()).isEqualTo(121);
    assertThat(trend.intercept()).isCloseTo(-0.79084678, within(1e-7));
    assertThat(trend.weights()[0]).isCloseTo(0.86170284, within(1e-7));
    assertThat(trend.weights()[1]).isCloseTo(0.2576629, within(1e-7));
    assertThat(trend.rSquared()).isCloseTo(0.978582224, within(1e-7));
  }

  @Test
  void robustBenchCifar10() throws IOException {
    AccuracyTable table =
        AccuracyTable.read(
            RealData.require("robustness/robustbench/model_info.csv"),
            AccuracyUnit.PERCENT,
            "dataset",
            "threat_model",
            "model");
    BaselineRule rule =
        BaselineRule.attributeIs("dataset", "cifar10")
            .and(BaselineRule.attributeIs("threat_model", "corruptions"));
    BaselineFit fit =
        BaselineFit.of(
            RealTables.chosen(
                TablePairing.of(table, "clean_acc", "corruptions_acc").read().candidates(), rule));
    assertThat(fit.n()).isEqualTo(23);
    assertThat(fit.slope()).isCloseTo(0.743888442, within(1e-9));
    assertThat(fit.intercept()).isCloseTo(-0.154160692, within(1e-9));
    assertThat(fit.rSquared()).isCloseTo(0.626519492, within(1e-9));
  }
}
