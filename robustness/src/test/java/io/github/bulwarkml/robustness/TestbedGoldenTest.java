// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.LineFit;
import io.github.bulwarkml.robustness.table.Testbed;
import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values computed from imagenet-testbed's table with numpy and scipy in double precision. */
class TestbedGoldenTest {
  /** The values are printed with nine decimals. */
  private static final Offset<Double> NINE_DECIMALS = within(1e-9);

  /** The values are printed in points with six decimals. */
  private static final Offset<Double> SIX_DECIMALS = within(1e-6);

  @ParameterizedTest
  @CsvSource({
    "val,imagenetv2-matched-frequency-format-val,LOGIT,"
        + "85,0.923228773,-0.497689882,0.996045643,0.006385113",
    "val,imagenetv2-matched-frequency-format-val,PROBIT,"
        + "85,0.961677513,-0.324701844,0.995633484,0.006990500",
    "val,imagenetv2-matched-frequency-format-val,LINEAR,"
        + "85,1.111979048,-0.204325309,0.991476044,0.011317150",
    "val,imagenet-sketch,LOGIT,85,1.070915414,-2.370072913,0.869005615,0.045638480",
    "val,imagenet-sketch,PROBIT,85,1.043531620,-1.425861624,0.865205602,0.045210866",
    "val-on-ytbb-robust-classes,ytbb-robust_pm0,LOGIT,"
        + "84,0.338835967,-1.111869501,0.829607049,0.016957904"
  })
  void lines(
      String id,
      String ood,
      Transform transform,
      int n,
      double slope,
      double intercept,
      double rSquared,
      double slopeError)
      throws IOException {
    BaselineFit fit = BaselineFit.of(RealTables.standard(id, ood), transform);
    assertThat(fit.n()).isEqualTo(n);
    assertThat(fit.slope()).isCloseTo(slope, NINE_DECIMALS);
    assertThat(fit.intercept()).isCloseTo(intercept, NINE_DECIMALS);
    assertThat(fit.rSquared()).isCloseTo(rSquared, NINE_DECIMALS);
    assertThat(fit.leastSquares().slopeStandardError().orElseThrow())
        .isCloseTo(slopeError, NINE_DECIMALS);
  }

  @Test
  void reportOfTheImageNetV2Line() throws IOException {
    BaselineFit line = BaselineFit.of(RealTables.standard("val", RealTables.V2));
    assertThat(line.spearman()).isCloseTo(0.995295072, NINE_DECIMALS);
    assertThat(line.kendall()).isCloseTo(0.956156334, NINE_DECIMALS);
    LineFit fit = line.leastSquares();
    interval(fit.slopeInterval(0.95).orElseThrow(), 0.910529040, 0.935928506, 1e-9);
    assertThat(fit.interceptStandardError().orElseThrow()).isCloseTo(0.007744022, NINE_DECIMALS);
    interval(fit.interceptInterval(0.95).orElseThrow(), -0.513092430, -0.482287333, 1e-9);
    assertThat(fit.residualStandardDeviation().orElseThrow()).isCloseTo(0.018616521, NINE_DECIMALS);
    assertThat(fit.adjustedRSquared().orElseThrow()).isCloseTo(0.995998001, NINE_DECIMALS);
  }

  @ParameterizedTest
  @CsvSource({
    "vit_b_32_clip_zeroshot,5.628761,5.684769,28.018881,28.168735",
    "resnet50_clip_zeroshot,5.793669,5.950311,22.860631,23.209788",
    "bninception-imagenet21k,1.831708,1.842793,6.430830,6.474313",
    "resnet152-imagenet11k,2.119146,2.063471,3.425421,3.195020",
    "vit_large_patch16_384,0.065049,0.246318,5.537561,6.513062",
    "BiT-M-R152x4-ILSVRC2012,-0.307542,-0.125268,5.202849,6.185385",
    "resnet50,-0.737577,-0.793827,-0.361321,-0.593149"
  })
  void effectiveRobustness(
      String model, double v2Logit, double v2Probit, double sketchLogit, double sketchProbit)
      throws IOException {
    assertThat(points(model, RealTables.V2, Transform.LOGIT)).isCloseTo(v2Logit, SIX_DECIMALS);
    assertThat(points(model, RealTables.V2, Transform.PROBIT)).isCloseTo(v2Probit, SIX_DECIMALS);
    assertThat(points(model, "imagenet-sketch", Transform.LOGIT))
        .isCloseTo(sketchLogit, SIX_DECIMALS);
    assertThat(points(model, "imagenet-sketch", Transform.PROBIT))
        .isCloseTo(sketchProbit, SIX_DECIMALS);
  }

  private static double points(String model, String ood, Transform transform) throws IOException {
    List<Candidate> candidates = RealTables.testbed("val", ood);
    return BaselineFit.of(RealTables.chosen(candidates, Testbed.standardModels()), transform)
        .evaluate(RealTables.pair(candidates, model))
        .points();
  }

  @Test
  void clipOnImageNetV2() throws IOException {
    List<Candidate> candidates = RealTables.testbed("val", RealTables.V2);
    BaselineFit fit = BaselineFit.of(RealTables.chosen(candidates, Testbed.standardModels()));
    EffectiveRobustness clip = fit.evaluate(RealTables.pair(candidates, "vit_b_32_clip_zeroshot"));
    assertThat(100 * clip.pair().id()).isCloseTo(63.302001953, NINE_DECIMALS);
    assertThat(100 * clip.pair().ood()).isCloseTo(55.770000458, NINE_DECIMALS);
    assertThat(100 * clip.predicted()).isCloseTo(50.141240, SIX_DECIMALS);
    interval(points(clip.lineInterval().orElseThrow()), 5.406187, 5.851341, 1e-6);
    interval(points(clip.predictionInterval().orElseThrow()), 4.676863, 6.580761, 1e-6);
    assertThat(clip.usedForFit()).isFalse();
    assertThat(fit.evaluate(RealTables.pair(candidates, "resnet50")).usedForFit()).isTrue();
  }

  /** 20,000 resamples of another generator: Monte Carlo error of an end is about 0.0001. */
  @Test
  void bootstrapOfTheImageNetV2Line() throws IOException {
    List<Candidate> candidates = RealTables.testbed("val", RealTables.V2);
    BaselineFit fit = BaselineFit.of(RealTables.chosen(candidates, Testbed.standardModels()));
    TrendBootstrap bootstrap = fit.bootstrap(20_000, Seed.of(42), Parallel.of(2));
    interval(bootstrap.slope(0.95), 0.90999, 0.93600, 0.0008);
    interval(bootstrap.intercept(0.95), -0.51420, -0.48103, 0.001);
    Interval clip =
        bootstrap.rho(RealTables.pair(candidates, "vit_b_32_clip_zeroshot"), 0.95).orElseThrow();
    interval(points(clip), 5.385, 5.875, 0.02);
    assertThat(bootstrap.redrawn()).isZero();
  }

  @Test
  void theilSenOnSketch() throws IOException {
    BaselineFit fit =
        BaselineFit.of(
            RealTables.standard("val", "imagenet-sketch"),
            Transform.LOGIT,
            TrendEstimator.THEIL_SEN,
            ExtremePolicy.exclude());
    assertThat(fit.slope()).isCloseTo(1.101467236310, within(1e-11));
    assertThat(fit.intercept()).isCloseTo(-2.417523140050, within(1e-11));
    // scipy 1.17.1, stats.theilslopes(y, x, 0.95)
    interval(fit.slopeInterval(0.95).orElseThrow(), 1.005205289287168, 1.1972605258981759, 1e-12);
    interval(fit.leastSquares().slopeInterval(0.95).orElseThrow(), 0.980142312, 1.161688515, 1e-9);
  }

  @ParameterizedTest
  @CsvSource({
    "LOGIT,0.958024859,-0.435185661,0.998843544",
    "PROBIT,0.917560236,-0.278583946,0.999015767"
  })
  void lowAccuracyNetworks(Transform transform, double slope, double intercept, double rSquared)
      throws IOException {
    BaselineRule rule =
        BaselineRule.attributeIs("nat_type", "LOW_ACCURACY_CNN")
            .and(BaselineRule.nameWithout("subsample"));
    BaselineFit fit =
        BaselineFit.of(
            RealTables.chosen(RealTables.testbed("val", RealTables.V2), rule), transform);
    assertThat(fit.n()).isEqualTo(110);
    assertThat(fit.slope()).isCloseTo(slope, NINE_DECIMALS);
    assertThat(fit.intercept()).isCloseTo(intercept, NINE_DECIMALS);
    assertThat(fit.rSquared()).isCloseTo(rSquared, NINE_DECIMALS);
  }

  @Test
  void trainingSetQuantityDoesNotMoveAModelOffTheLine() throws IOException {
    List<Candidate> candidates = RealTables.testbed("val", RealTables.V2);
    BaselineFit fit = BaselineFit.of(RealTables.chosen(candidates, Testbed.standardModels()));
    double[] expected = {0.329462, 0.458279, 0.056328, 0.111402, 0.071914};
    for (int i = 0; i < expected.length; i++) {
      String model = "resnet50_imagenet_subsample_1_of_" + (2 << i) + "_batch64_original_images";
      assertThat(fit.evaluate(RealTables.pair(candidates, model)).points())
          .as(model)
          .isCloseTo(expected[i], SIX_DECIMALS);
    }
    String full = "resnet50_imagenet_100percent_batch64_original_images";
    assertThat(fit.evaluate(RealTables.pair(candidates, full)).points())
        .isCloseTo(-0.542075, SIX_DECIMALS);
  }

  @Test
  void resnet50IsExactlyZeroOnImageNetA() throws IOException {
    List<AccuracyPair> standard = RealTables.standard("val-on-imagenet-a-classes", "imagenet-a");
    BaselineFit fit = BaselineFit.of(standard);
    assertThat(standard).hasSize(85);
    assertThat(fit.n()).isEqualTo(84);
    assertThat(fit.excluded())
        .containsExactly(new SkippedModel("resnet50", "ood accuracy is exactly 0"));
    double pivot = standard.stream().filter(pair -> pair.ood() == 0).findFirst().orElseThrow().id();
    PiecewiseTrend pieces =
        PiecewiseTrend.of(standard, pivot, Transform.LOGIT, ExtremePolicy.exclude());
    assertThat(pieces.n()).isEqualTo(84);
    assertThat(pieces.rSquared()).isGreaterThan(fit.rSquared());
    assertThat(pieces.above().slope()).isGreaterThan(pieces.below().slope());
  }

  private static Interval points(Interval interval) {
    return new Interval(100 * interval.low(), 100 * interval.high(), interval.level());
  }

  private static void interval(Interval found, double low, double high, double tolerance) {
    assertThat(found.low()).isCloseTo(low, within(tolerance));
    assertThat(found.high()).isCloseTo(high, within(tolerance));
  }
}
