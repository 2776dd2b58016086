// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.stats.BinomialInterval;
import io.github.bulwarkml.robustness.metrics.ExampleBootstrap;
import io.github.bulwarkml.robustness.metrics.ExampleMetric;
import io.github.bulwarkml.robustness.metrics.ExampleMetrics;
import io.github.bulwarkml.robustness.metrics.MetricValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes the measures of a {@link CalibrationReport}. */
final class CalibrationMeasurement {
  private final ProbabilityMatrix probabilities;
  private final int[] truth;
  private final int bins;
  private final BinEdge edge;
  private final double level;
  private final @Nullable ExampleBootstrap bootstrap;
  private final @Nullable TemperatureScaling chosen;
  private final double[] confidences;
  private final boolean[] correct;
  private final ReliabilityTable reliability;

  CalibrationMeasurement(CalibrationReport.Builder builder) {
    this.probabilities = builder.probabilities;
    this.truth = builder.truth;
    this.bins = builder.bins;
    this.edge = builder.edge;
    this.level = builder.level;
    this.bootstrap = builder.bootstrap;
    this.chosen = builder.temperature;
    this.confidences = probabilities.confidences();
    this.correct = probabilities.correct(truth);
    this.reliability = ReliabilityTable.equalWidth(confidences, correct, bins, edge);
  }

  ReliabilityTable reliability() {
    return reliability;
  }

  List<MetricValue> values() {
    List<MetricValue> values = new ArrayList<>();
    values.add(accuracy());
    values.add(mean("meanConfidence", confidences));
    values.add(
        value(
            "expectedCalibrationError",
            reliability.expectedCalibrationError(),
            CalibrationMetrics.equalWidth(
                confidences, correct, bins, edge, ReliabilityTable::expectedCalibrationError)));
    values.add(
        value(
            "rmsCalibrationError",
            reliability.rootMeanSquareCalibrationError(),
            CalibrationMetrics.equalWidth(
                confidences,
                correct,
                bins,
                edge,
                ReliabilityTable::rootMeanSquareCalibrationError)));
    values.add(
        value(
            "maxCalibrationError",
            reliability.maxCalibrationError(),
            CalibrationMetrics.equalWidth(
                confidences, correct, bins, edge, ReliabilityTable::maxCalibrationError)));
    values.add(
        value(
            "adaptiveCalibrationError",
            ReliabilityTable.adaptive(confidences, correct, bins).expectedCalibrationError(),
            CalibrationMetrics.adaptive(confidences, correct, bins)));
    values.add(
        value(
            "classwiseCalibrationError",
            ClasswiseCalibration.error(probabilities, truth, bins, edge),
            CalibrationMetrics.classwise(probabilities, truth, bins, edge)));
    values.add(
        mean("negativeLogLikelihood", ProperScores.negativeLogLikelihoods(probabilities, truth)));
    values.add(mean("brier", ProperScores.briers(probabilities, truth)));
    BrierDecomposition parts = BrierDecomposition.of(probabilities, truth, bins);
    values.add(plain("brierReliability", parts.reliability()));
    values.add(plain("brierResolution", parts.resolution()));
    values.add(plain("brierUncertainty", parts.uncertainty()));
    RiskCoverage curve = RiskCoverage.of(confidences, correct);
    values.add(
        value(
            "riskCoverageArea",
            curve.area(),
            CalibrationMetrics.riskCoverageArea(confidences, correct)));
    values.add(plain("excessRiskCoverageArea", curve.excessArea()));
    return values;
  }

  /** Adds what follows from the temperature and says where it comes from. */
  String addTemperature(List<MetricValue> values) {
    TemperatureScaling scaling = chosen;
    String note = "chosen on other data";
    if (scaling == null) {
      try {
        scaling = TemperatureScaling.fit(probabilities, truth);
      } catch (NumericalException e) {
        return "none: " + e.getMessage();
      }
      note = "chosen on the same examples; choose it on others before you report its effect";
    }
    ProbabilityMatrix scaled = scaling.apply(probabilities);
    values.add(plain("temperature", scaling.temperature()));
    values.add(
        plain(
            "negativeLogLikelihoodAtTemperature",
            ProperScores.negativeLogLikelihood(scaled, truth)));
    values.add(
        plain(
            "expectedCalibrationErrorAtTemperature",
            ReliabilityTable.equalWidth(scaled.confidences(), correct, bins, edge)
                .expectedCalibrationError()));
    return note;
  }

  private MetricValue accuracy() {
    int hits = 0;
    for (boolean hit : correct) {
      hits += hit ? 1 : 0;
    }
    double share = (double) hits / truth.length;
    return bootstrap == null
        ? plain("accuracy", share)
            .with(BinomialInterval.clopperPearson(hits, truth.length, level), MetricValue.BINOMIAL)
        : value("accuracy", share, ExampleMetrics.share(correct));
  }

  private MetricValue mean(String key, double[] perExample) {
    double sum = 0;
    for (double one : perExample) {
      sum += one;
    }
    double mean = sum / perExample.length;
    return Double.isFinite(mean)
        ? value(key, mean, ExampleMetrics.mean(perExample))
        : plain(key, mean);
  }

  private MetricValue value(String key, double value, ExampleMetric metric) {
    MetricValue measured = plain(key, value);
    return bootstrap == null
        ? measured
        : measured.with(bootstrap.interval(truth.length, metric), MetricValue.BOOTSTRAP);
  }

  private MetricValue plain(String key, double value) {
    return MetricValue.of(key, value, truth.length);
  }
}
