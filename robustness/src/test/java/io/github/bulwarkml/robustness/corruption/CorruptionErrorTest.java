// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonParser;
import io.github.bulwarkml.core.io.CsvFormat;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.testing.RealData;
import io.github.bulwarkml.robustness.corruption.CorruptionProfiles.TestbedMedium;
import io.github.bulwarkml.robustness.table.AccuracyTable;
import io.github.bulwarkml.robustness.table.AccuracyUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorruptionErrorTest {
  private static CorruptionProfile profile(String model, double error) {
    Map<Corruption, List<Double>> errors = new EnumMap<>(Corruption.class);
    for (Corruption corruption : Corruption.common()) {
      errors.put(corruption, List.of(error, error, error, error, error));
    }
    return CorruptionProfile.of(model, errors);
  }

  @ParameterizedTest
  @CsvSource({
    "AlexNet, 100",
    "Standard_R50, 76.377423",
    "Salman2020Do_50_2_Linf, 80.003934",
    "Hendrycks2020AugMix, 64.174208",
    "Hendrycks2020Many, 60.037367",
    "Tian2022Deeper_DeiT-S, 47.614534"
  })
  void robustBenchTable(String model, double expected) throws Exception {
    CorruptionProfiles profiles =
        CorruptionProfiles.robustBench(
            RealData.require("robustness/robustbench/robustbench_imagenet_corruptions.csv"));
    CorruptionNormalizer alexNet = CorruptionNormalizer.model(profiles.profile("AlexNet"));
    CorruptionError error = CorruptionError.of(profiles.profile(model), alexNet);
    assertThat(error.meanCorruptionError()).isCloseTo(expected, within(5e-7));
    assertThat(error.relativeMeanCorruptionError()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "alexnet, 100, 100, 0",
    "resnet50, 76.507046, 102.648629, 38.103548",
    "resnet50_augmix, 65.650738, 82.674000, 46.960882",
    "vgg19_bn, 81.781395, 109.412541, 33.959335"
  })
  void testbedTable(String model, double mce, double relative, double accuracy) throws Exception {
    CorruptionProfiles profiles =
        CorruptionProfiles.testbed(
            RealData.require("robustness/imagenet-testbed/robustness_top1s.csv"),
            TestbedMedium.ON_DISK);
    CorruptionNormalizer alexNet = CorruptionNormalizer.model(profiles.profile("alexnet"));
    CorruptionError error = CorruptionError.of(profiles.profile(model), alexNet);
    assertThat(error.meanCorruptionError()).isCloseTo(mce, within(5e-7));
    assertThat(error.relativeMeanCorruptionError().getAsDouble()).isCloseTo(relative, within(5e-7));
    if (accuracy > 0) {
      assertThat(100 * error.meanAccuracy()).isCloseTo(accuracy, within(5e-7));
    }
  }

  @Test
  void incompleteModelsAreListed() throws Exception {
    CorruptionProfiles profiles =
        CorruptionProfiles.testbed(
            RealData.require("robustness/imagenet-testbed/robustness_top1s.csv"),
            TestbedMedium.ON_DISK);
    assertThat(profiles.profiles().size() + profiles.skipped().size()).isEqualTo(338);
    assertThat(profiles.skipped()).isNotEmpty();
    String incomplete = profiles.skipped().get(0).model();
    assertThatThrownBy(() -> profiles.profile(incomplete))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model '" + incomplete + "' has no imagenet-c.");
    assertThatThrownBy(() -> profiles.profile("resnet5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no model 'resnet5' (nearest: 'resnet50'");
  }

  @Test
  void publishedNormaliser() {
    CorruptionError error =
        CorruptionError.of(profile("half", .5).withCleanError(.25), CorruptionNormalizer.alexNet());
    assertThat(error.corruptionError(Corruption.FOG)).isCloseTo(100 * .5 / .819, within(1e-9));
    assertThat(error.relativeCorruptionError(Corruption.FOG).getAsDouble())
        .isCloseTo(100 * .25 / (.819 - .4348), within(1e-9));
    assertThat(error.isStandard()).isTrue();
    assertThat(error.toText())
        .startsWith("Corruption error of half, normaliser: published AlexNet, 15 corruptions: mCE")
        .contains("gaussian_noise");
    assertThat(
            JsonParser.parseString(error.toJson())
                .getAsJsonObject()
                .get("normalizer")
                .getAsString())
        .isEqualTo("published AlexNet");
    assertThat(error.toTable().rows()).hasSize(15);
  }

  @Test
  void plainMeanIsNotCalledMce() {
    CorruptionError error =
        CorruptionError.of(profile("half", .5).withCleanError(.25), CorruptionNormalizer.none());
    assertThat(error.meanCorruptionError()).isCloseTo(50, within(1e-9));
    assertThat(error.relativeMeanCorruptionError().getAsDouble()).isCloseTo(25, within(1e-9));
    assertThat(error.toText()).contains("none (plain mean error)").doesNotContain("mCE");
  }

  @Test
  void relativeIsAbsentWhereItMeansNothing() {
    CorruptionProfile model = profile("model", .5).withCleanError(.25);
    CorruptionProfile flat = profile("flat", .25).withCleanError(.25);
    assertThat(
            CorruptionError.of(model, CorruptionNormalizer.model(flat))
                .relativeMeanCorruptionError())
        .isEmpty();
    assertThat(
            CorruptionError.of(profile("m", .5), CorruptionNormalizer.alexNet())
                .relativeMeanCorruptionError())
        .isEmpty();
  }

  @Test
  void badInputIsNamed() {
    Map<Corruption, List<Double>> fog = Map.of(Corruption.FOG, List.of(.1, .2, .3, .4, .5));
    CorruptionProfile partial = CorruptionProfile.of("partial", fog);
    assertThatThrownBy(() -> CorruptionError.of(partial, CorruptionNormalizer.alexNet()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'partial' must have errors for gaussian_noise, shot_noise");
    assertThat(
            CorruptionError.of(partial, CorruptionNormalizer.alexNet(), List.of(Corruption.FOG))
                .toText())
        .contains("1 corruptions (not the published fifteen)");
    assertThatThrownBy(
            () ->
                CorruptionError.of(
                    partial, CorruptionNormalizer.none(), List.of(Corruption.FOG, Corruption.FOG)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("corruptions must not repeat");
    assertThatThrownBy(() -> CorruptionProfile.of("m", Map.of(Corruption.FOG, List.of(.1, .2, .3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fog of 'm' must have 5 values, one per severity, but has 3");
    assertThatThrownBy(
            () -> CorruptionProfile.of("m", Map.of(Corruption.FOG, List.of(.1, 20., .3, .4, .5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "fog 2 of 'm' must be a fraction in [0, 1], but was 20.0 (percent? divide by 100)");
    assertThatThrownBy(
            () ->
                CorruptionProfile.of(
                    "m", Map.of(Corruption.FOG, List.of(.1, Double.NaN, .3, .4, .5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but was NaN");
    assertThatThrownBy(() -> CorruptionProfile.of("", fog))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model must not be empty");
    assertThatThrownBy(() -> CorruptionProfile.of("m", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'m' must have at least one corruption");
    assertThatThrownBy(() -> partial.withCleanError(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the clean error of 'partial' must be a fraction");
    assertThatThrownBy(() -> CorruptionNormalizer.alexNet().meanError(Corruption.SPATTER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("15 common corruptions, but spatter was asked for");
    assertThatThrownBy(
            () ->
                CorruptionError.of(
                    profile("m", .5), CorruptionNormalizer.model(profile("perfect", 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'perfect' must make errors under gaussian_noise");
    assertThatThrownBy(
            () ->
                CorruptionError.of(profile("m", .5), CorruptionNormalizer.none())
                    .corruptionError(Corruption.SPATTER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("but was spatter");
  }

  @Test
  void tablesWithoutCorruptionsAreRefused() throws Exception {
    CsvTable csv = CsvTable.parse("t.csv", "model,val\na,50\n", CsvFormat.standard());
    AccuracyTable table = AccuracyTable.of(csv, AccuracyUnit.PERCENT, "model");
    assertThatThrownBy(() -> CorruptionProfiles.of(table, "{corruption}.{severity}", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("t.csv: no corruption has columns '{corruption}.{severity}'");
    assertThatThrownBy(() -> CorruptionProfiles.of(table, "fog", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pattern must contain {corruption} and {severity}, but was 'fog'");
    assertThatThrownBy(
            () ->
                CorruptionErrorRanking.of(
                    new CorruptionProfiles(List.of(), List.of()),
                    CorruptionNormalizer.none(),
                    Corruption.common(),
                    Provenance.start("t")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("profiles must not be empty");
  }

  @Test
  void rankingIsSorted() {
    CorruptionErrorRanking ranking =
        CorruptionErrorRanking.of(
            new CorruptionProfiles(List.of(profile("bad", .9), profile("good", .1)), List.of()),
            CorruptionNormalizer.none(),
            Corruption.common(),
            Provenance.start("t"));
    assertThat(ranking.errors())
        .extracting(e -> e.profile().model())
        .containsExactly("good", "bad");
    assertThat(ranking.error("bad").meanError()).isCloseTo(.9, within(1e-12));
    assertThat(ranking.toCsv()).contains("good,10.0");
    assertThat(
            JsonParser.parseString(ranking.toJson())
                .getAsJsonObject()
                .get("models")
                .getAsJsonArray())
        .hasSize(2);
    assertThatThrownBy(() -> ranking.error("godo"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no model 'godo' (nearest: 'good', 'bad')");
  }
}
