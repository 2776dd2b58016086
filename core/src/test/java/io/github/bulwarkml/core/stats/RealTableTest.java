// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.testing.RealData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values of the robustness specification (sections 2.7, 9.5 and 11.1) on real tables. */
class RealTableTest {
  private static final String V2 = "imagenetv2-matched-frequency-format-val";

  /** The accuracies of the baseline models that have both cells, in (0, 1), not transformed. */
  private static final class Pairs {
    private final double[] x;
    private final double[] y;

    Pairs(double[] x, double[] y) {
      this.x = x;
      this.y = y;
    }

    Pairs transformed(DoubleUnaryOperator transform) {
      return new Pairs(map(x, transform), map(y, transform));
    }

    private static double[] map(double[] values, DoubleUnaryOperator transform) {
      double[] mapped = values.clone();
      for (int i = 0; i < mapped.length; i++) {
        mapped[i] = transform.applyAsDouble(mapped[i]);
      }
      return mapped;
    }
  }

  private static List<NamedCsvRecord> read(String path) {
    Path file = RealData.require("robustness/" + path);
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rule of section 10: 85 standard models. */
  private static Pairs baseline(String ood, String id) {
    Map<String, String> types = new HashMap<>();
    for (NamedCsvRecord row : read("imagenet-testbed/model_types.csv")) {
      types.put(row.getField("model"), row.getField("nat_type"));
    }
    List<double[]> kept = new ArrayList<>();
    for (NamedCsvRecord row : read("imagenet-testbed/robustness_top1s.csv")) {
      String name = row.getField("model").toLowerCase(Locale.ROOT);
      String val = row.getField("val");
      String x = row.getField(id);
      String y = row.getField(ood);
      if ("STANDARD".equals(types.get(row.getField("model")))
          && !name.contains("subsample")
          && !name.contains("aws")
          && !name.contains("batch64")
          && !val.isEmpty()
          && Double.parseDouble(val) >= 55
          && !x.isEmpty()
          && !y.isEmpty()) {
        kept.add(new double[] {Double.parseDouble(x) / 100, Double.parseDouble(y) / 100});
      }
    }
    return new Pairs(
        kept.stream().mapToDouble(pair -> pair[0]).toArray(),
        kept.stream().mapToDouble(pair -> pair[1]).toArray());
  }

  private static DoubleUnaryOperator transform(String name) {
    return switch (name) {
      case "logit" -> Logistic::logit;
      case "probit" -> NormalDistribution::quantile;
      default -> p -> p;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "imagenetv2-matched-frequency-format-val, val, logit, 85, 0.923228773, -0.497689882, 0.996045643, 0.006385113",
    "imagenetv2-matched-frequency-format-val, val, probit, 85, 0.961677513, -0.324701844, 0.995633484, 0.006990500",
    "imagenetv2-matched-frequency-format-val, val, linear, 85, 1.111979048, -0.204325309, 0.991476044, 0.011317150",
    "imagenet-sketch, val, logit, 85, 1.070915414, -2.370072913, 0.869005615, 0.045638480",
    "imagenet-sketch, val, probit, 85, 1.043531620, -1.425861624, 0.865205602, 0.045210866",
    "ytbb-robust_pm0, val-on-ytbb-robust-classes, logit, 84, 0.338835967, -1.111869501, 0.829607049, 0.016957904"
  })
  void linesMatchTheReference(
      String ood,
      String id,
      String transform,
      int n,
      double slope,
      double intercept,
      double rSquared,
      double error) {
    Pairs pairs = baseline(ood, id).transformed(transform(transform));
    LineFit fit = LeastSquares.line(pairs.x, pairs.y);
    assertThat(fit.n()).isEqualTo(n);
    assertThat(fit.slope()).isCloseTo(slope, within(1e-9));
    assertThat(fit.intercept()).isCloseTo(intercept, within(1e-9));
    assertThat(fit.rSquared()).isCloseTo(rSquared, within(1e-9));
    assertThat(fit.slopeStandardError().orElseThrow()).isCloseTo(error, within(1e-9));
  }

  @Test
  void reportsOfTheV2LineMatchTheReference() {
    Pairs raw = baseline(V2, "val");
    Pairs pairs = raw.transformed(Logistic::logit);
    LineFit fit = LeastSquares.line(pairs.x, pairs.y);
    Interval slope = fit.slopeInterval(0.95).orElseThrow();
    assertThat(slope.low()).isCloseTo(0.910529040, within(1e-9));
    assertThat(slope.high()).isCloseTo(0.935928506, within(1e-9));
    assertThat(fit.interceptStandardError().orElseThrow()).isCloseTo(0.007744022, within(1e-9));
    Interval intercept = fit.interceptInterval(0.95).orElseThrow();
    assertThat(intercept.low()).isCloseTo(-0.513092430, within(1e-9));
    assertThat(intercept.high()).isCloseTo(-0.482287333, within(1e-9));
    assertThat(fit.residualStandardDeviation().orElseThrow()).isCloseTo(0.018616521, within(1e-9));
    assertThat(fit.adjustedRSquared().orElseThrow()).isCloseTo(0.995998001, within(1e-9));
    assertThat(Correlation.spearman(raw.x, raw.y)).isCloseTo(0.995295072, within(1e-9));
    assertThat(Correlation.kendallTauB(raw.x, raw.y)).isCloseTo(0.956156334, within(1e-9));

    // vit_b_32_clip_zeroshot: 63.302001953 -> 55.770000458
    double x0 = Logistic.logit(0.63302001953);
    double accuracy = 0.55770000458;
    assertThat(100 * Logistic.inverseLogit(fit.predict(x0))).isCloseTo(50.141240, within(1e-6));
    Interval mean = fit.meanBand(x0, 0.95).orElseThrow();
    assertThat(points(accuracy, mean.high())).isCloseTo(5.406187, within(1e-6));
    assertThat(points(accuracy, mean.low())).isCloseTo(5.851341, within(1e-6));
    Interval prediction = fit.predictionBand(x0, 0.95).orElseThrow();
    assertThat(points(accuracy, prediction.high())).isCloseTo(4.676863, within(1e-6));
    assertThat(points(accuracy, prediction.low())).isCloseTo(6.580761, within(1e-6));

    LineBootstrap lines =
        Bootstrap.builder()
            .seed(Seed.of(20230724))
            .replicates(20_000)
            .build()
            .line(pairs.x, pairs.y);
    assertThat(lines.slopeInterval(0.95).low()).isCloseTo(0.90999, within(0.0008));
    assertThat(lines.slopeInterval(0.95).high()).isCloseTo(0.93600, within(0.0008));
    assertThat(lines.interceptInterval(0.95).low()).isCloseTo(-0.51420, within(0.001));
    assertThat(lines.interceptInterval(0.95).high()).isCloseTo(-0.48103, within(0.001));
    Interval rho = lines.interval((a, b) -> points(accuracy, b + a * x0), 0.95);
    assertThat(rho.low()).isCloseTo(5.385, within(0.02));
    assertThat(rho.high()).isCloseTo(5.875, within(0.02));
    assertThat(lines.redrawn()).isZero();
  }

  /** The effective robustness in points of an accuracy over a height in logit space. */
  private static double points(double accuracy, double height) {
    return 100 * (accuracy - Logistic.inverseLogit(height));
  }

  @Test
  void theSketchLineMatchesTheReference() {
    Pairs pairs = baseline("imagenet-sketch", "val").transformed(Logistic::logit);
    RobustLine robust = TheilSen.line(pairs.x, pairs.y);
    assertThat(robust.slope()).isCloseTo(1.101467236310, within(1e-11));
    assertThat(robust.intercept()).isCloseTo(-2.417523140050, within(1e-11));
    Interval slope = LeastSquares.line(pairs.x, pairs.y).slopeInterval(0.95).orElseThrow();
    assertThat(slope.low()).isCloseTo(0.980142312, within(1e-9));
    assertThat(slope.high()).isCloseTo(1.161688515, within(1e-9));
  }

  @Test
  void severalTestSetsMatchTheReference() {
    List<NamedCsvRecord> rows = read("open_clip/openclip_classification_results.csv");
    double[][] x = new double[rows.size()][2];
    double[] y = new double[rows.size()];
    for (int i = 0; i < y.length; i++) {
      x[i][0] = Logistic.logit(Double.parseDouble(rows.get(i).getField("ImageNet 1k")));
      x[i][1] = Logistic.logit(Double.parseDouble(rows.get(i).getField("CIFAR-100")));
      y[i] = Logistic.logit(Double.parseDouble(rows.get(i).getField("ImageNet Sketch")));
    }
    MultipleFit fit = LeastSquares.multiple(x, y);
    assertThat(fit.n()).isEqualTo(121);
    assertThat(fit.intercept()).isCloseTo(-0.79084678, within(1e-7));
    assertThat(fit.coefficient(0)).isCloseTo(0.86170284, within(1e-7));
    assertThat(fit.coefficient(1)).isCloseTo(0.2576629, within(1e-7));
    assertThat(fit.rSquared()).isCloseTo(0.978582224, within(1e-9));
  }

  @Test
  void twoPreTrainingSetsOnOneLineMatchTheReference() {
    double[][] x = new double[2][4];
    double[][] y = new double[2][4];
    int[] count = new int[2];
    for (NamedCsvRecord row : read("synthtrap/results.csv")) {
      int group = List.of("N4000_C80", "N4000_C20").indexOf(row.getField("pretraining"));
      if (group >= 0) {
        x[group][count[group]] = Logistic.logit(Double.parseDouble(row.getField("acc_id")));
        y[group][count[group]++] = Logistic.logit(Double.parseDouble(row.getField("acc_ood")));
      }
    }
    // numpy and scipy on the same file; the specification rounds p to 0.85.
    FTest test = TrendTests.commonLine(x, y);
    assertThat(test.statistic()).isCloseTo(0.17400098958706556, within(1e-10));
    assertThat(test.pValue()).isCloseTo(0.8463315215759186, within(1e-10));
  }
}
