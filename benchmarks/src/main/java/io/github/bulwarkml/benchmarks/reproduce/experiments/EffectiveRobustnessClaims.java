// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import static io.github.bulwarkml.benchmarks.reproduce.experiments.EffectiveRobustnessTables.points;

import io.github.bulwarkml.benchmarks.reproduce.Claim;
import io.github.bulwarkml.benchmarks.reproduce.Measurement;
import io.github.bulwarkml.benchmarks.reproduce.VerdictRule;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.stats.NormalDistribution;
import io.github.bulwarkml.core.stats.OnlineMoments;
import io.github.bulwarkml.core.stats.StudentT;
import io.github.bulwarkml.robustness.BaselineFit;
import io.github.bulwarkml.robustness.EffectiveRobustness;
import io.github.bulwarkml.robustness.GroupMean;
import io.github.bulwarkml.robustness.RobustnessReport;
import io.github.bulwarkml.robustness.table.Testbed.Shift;
import java.util.Locale;
import java.util.Map;

/** The claims of {@link EffectiveRobustnessExperiment}: who said what, and what the tables say. */
final class EffectiveRobustnessClaims {
  private static final double LEVEL = 0.95;
  private static final String RECHT = "https://arxiv.org/abs/1902.10811";
  private static final String TAORI = "https://arxiv.org/abs/2007.00644";
  private static final String MILLER = "https://arxiv.org/abs/2107.04649";
  private static final String RADFORD = "https://arxiv.org/abs/2103.00020";

  private EffectiveRobustnessClaims() {}

  /** Recht et al.: how much accuracy is lost. */
  static Claim drop(RobustnessReport v2) {
    OnlineMoments drops = new OnlineMoments();
    for (EffectiveRobustness model : v2.models()) {
      if (model.usedForFit()) {
        drops.add(100 * (model.pair().id() - model.pair().ood()));
      }
    }
    return Claim.titled("ImageNet to ImageNetV2: accuracy drop")
        .published("11 to 14 %", "Accuracy drops by 11 % to 14 % on ImageNet's new test set.")
        .source("Recht et al. 2019, abstract", RECHT)
        .setting(
            String.format(
                Locale.ROOT,
                "mean over %d standard models of imagenet-testbed (from %.1f to %.1f points)",
                drops.count(),
                drops.min(),
                drops.max()))
        .measured(Measurement.of(drops.mean(), meanInterval(drops), "points", 2))
        .judgedBy(VerdictRule.inside(11, 14));
  }

  /** Recht et al.: gains grow. */
  static Claim gains(RobustnessReport v2Linear) {
    BaselineFit fit = (BaselineFit) v2Linear.trend();
    return Claim.titled("gains on ImageNet are larger on ImageNetV2")
        .published(
            "slope above 1",
            "Accuracy gains on the original test set translate to larger gains on the new one.")
        .source("Recht et al. 2019, abstract", RECHT)
        .setting("slope of the line through the standard models, plain accuracies")
        .measured(
            Measurement.of(
                fit.slope(), fit.leastSquares().slopeInterval(LEVEL).orElseThrow(), "", 3))
        .judgedBy(VerdictRule.above(1));
  }

  /** Miller et al.: the line is narrow. */
  static Claim correlation(RobustnessReport v2Probit) {
    BaselineFit fit = (BaselineFit) v2Probit.trend();
    double r = fit.leastSquares().r();
    // Fisher's z: the inverse hyperbolic tangent of r is about normal with variance 1/(n - 3).
    double z = 0.5 * StrictMath.log((1 + r) / (1 - r));
    double half = NormalDistribution.quantile((1 + LEVEL) / 2) / Math.sqrt(fit.n() - 3);
    double low = StrictMath.tanh(z - half);
    double high = StrictMath.tanh(z + half);
    return Claim.titled("strong correlation, ImageNet and ImageNetV2")
        .published(
            "no number",
            "Out-of-distribution performance is strongly correlated with in-distribution"
                + " performance for a wide range of models and shifts.")
        .source("Miller et al. 2021, abstract", MILLER)
        .setting(
            "R² of the probit line through the standard models; an R² above 0.95 counts as strong")
        .measured(
            Measurement.of(fit.rSquared(), new Interval(low * low, high * high, LEVEL), "", 4))
        .judgedBy(VerdictRule.above(0.95));
  }

  /** Taori et al.: interventions against synthetic shifts. */
  static Claim interventions(RobustnessReport v2) {
    return Claim.titled("robustness interventions stay on the line")
        .published(
            "no number",
            "Most current techniques provide no robustness to the natural distribution shifts.")
        .source("Taori et al. 2020, abstract", TAORI)
        .setting(
            "mean effective robustness on ImageNetV2 of "
                + group(v2, "ROBUST_INTV").n()
                + " models with an intervention (without Lp-adversarial training); one point"
                + " counts as negligible")
        .measured(mean(group(v2, "ROBUST_INTV")))
        .judgedBy(VerdictRule.negligible(1));
  }

  /** Taori et al.: more data. */
  static Claim moreData(RobustnessReport v2) {
    return Claim.titled("more training data helps a little")
        .published(
            "no number",
            "Training on larger and more diverse data increases robustness in multiple cases, far"
                + " from closing the gap.")
        .source("Taori et al. 2020, abstract", TAORI)
        .setting(
            "mean effective robustness on ImageNetV2 of "
                + group(v2, "MORE_DATA").n()
                + " models trained on more data")
        .measured(mean(group(v2, "MORE_DATA")))
        .judgedBy(VerdictRule.above(0));
  }

  /** Radford et al.: zero-shot CLIP lies above the line. */
  static Claim clip(RobustnessReport report, String shift, String model) {
    EffectiveRobustness clip = report.model(model);
    return Claim.titled("zero-shot CLIP above the line, " + shift)
        .published(
            "no number",
            "All zero-shot CLIP models improve effective robustness by a large amount.")
        .source("Radford et al. 2021, section 3.3", RADFORD)
        .setting(
            "effective robustness of "
                + model
                + " against the logit line; the interval is the one a standard model would fall"
                + " into")
        .measured(
            Measurement.of(
                clip.points(), points(clip.predictionInterval().orElseThrow()), "points", 2))
        .judgedBy(VerdictRule.above(0));
  }

  /** Radford et al.: how much of the gap is closed. */
  static Claim gapClosed(Map<Shift, RobustnessReport> studies) {
    double largest = Double.NEGATIVE_INFINITY;
    String where = "";
    for (Map.Entry<Shift, RobustnessReport> study : studies.entrySet()) {
      for (String name : TestbedStudies.CLIP) {
        EffectiveRobustness model = study.getValue().model(name);
        double closed = 100 * model.rho() / (model.pair().id() - model.predicted());
        if (closed > largest) {
          largest = closed;
          where = name + " on " + study.getKey().name();
        }
      }
    }
    return Claim.titled("zero-shot CLIP: share of the gap closed")
        .published(
            "up to 75 %",
            "Zero-shot CLIP reduces the gap between accuracy on ImageNet and under shift by up to"
                + " 75 %.")
        .source("Radford et al. 2021, section 3.3", RADFORD)
        .setting(
            "largest share of the expected gap that is closed, over the natural shifts of the"
                + " testbed and its two CLIP models: "
                + where)
        .measured(Measurement.exact(largest, "%", 1))
        .judgedBy(
            VerdictRule.notComparable(
                "the paper's number is that of its best model; the table holds two smaller ones"));
  }

  /** Miller et al.: the size of the training set moves models along the line, not off it. */
  static Claim trainingSetSize(RobustnessReport v2) {
    OnlineMoments rho = new OnlineMoments();
    for (int parts = 2; parts <= 32; parts *= 2) {
      rho.add(v2.model(TestbedStudies.subsampled(parts)).points());
    }
    return Claim.titled("smaller training sets stay on the line")
        .published(
            "no number",
            "The correlation holds across architectures, hyperparameters, training set size and"
                + " training duration.")
        .source("Miller et al. 2021, abstract", MILLER)
        .setting(
            String.format(
                    Locale.ROOT,
                    "mean effective robustness on ImageNetV2 of ResNet-50 trained on 1/2, 1/4, 1/8,"
                        + " 1/16 and 1/32 of ImageNet (each within %.2f points of the line; on all of"
                        + " ImageNet: %.2f); one point counts as negligible",
                    Math.max(Math.abs(rho.min()), Math.abs(rho.max())),
                    v2.model(TestbedStudies.FULL_DATA).points())
                .replace("-0.", "−0."))
        .measured(Measurement.of(rho.mean(), meanInterval(rho), "points", 2))
        .judgedBy(VerdictRule.negligible(1));
  }

  /** Radford et al., for the many models trained since. */
  static Claim openClip(GroupMean rho) {
    return Claim.titled("all open CLIP models above the line, ImageNetV2")
        .published(
            "no number",
            "All zero-shot CLIP models improve effective robustness by a large amount.")
        .source("Radford et al. 2021, section 3.3", RADFORD)
        .setting(
            "mean effective robustness of the "
                + rho.n()
                + " zero-shot models of open_clip against the testbed's logit line")
        .measured(mean(rho))
        .judgedBy(VerdictRule.above(0));
  }

  private static GroupMean group(RobustnessReport report, String type) {
    return report.groups().stream()
        .filter(group -> group.group().equals(type))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no models of type " + type));
  }

  private static Measurement mean(GroupMean group) {
    return Measurement.of(100 * group.mean(), points(group.interval().orElseThrow()), "points", 3);
  }

  private static Interval meanInterval(OnlineMoments values) {
    double half =
        StudentT.critical(LEVEL, (double) (values.count() - 1)) * values.standardErrorOfMean();
    return new Interval(values.mean() - half, values.mean() + half, LEVEL);
  }
}
