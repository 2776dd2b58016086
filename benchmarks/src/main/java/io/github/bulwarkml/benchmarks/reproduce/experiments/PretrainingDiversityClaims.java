// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import io.github.bulwarkml.benchmarks.reproduce.Claim;
import io.github.bulwarkml.benchmarks.reproduce.Measurement;
import io.github.bulwarkml.benchmarks.reproduce.VerdictRule;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.robustness.diversity.Contrast;
import io.github.bulwarkml.robustness.diversity.DiversityReport;
import io.github.bulwarkml.robustness.diversity.Finding;
import io.github.bulwarkml.robustness.pretraining.SynthTrapStudy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The claims of {@link PretrainingDiversityExperiment}: what the paper says, what comes out. */
final class PretrainingDiversityClaims {
  static final double LEVEL = 0.95;

  /**
   * What counts as no change, in points: what the step from 1000 to 4000 images brought in the
   * PyTorch run that SynthTrap was designed with.
   */
  private static final double UNCHANGED = 2.8;

  private static final String URL = "https://arxiv.org/abs/2307.12532";

  private final DiversityReport report;
  private final String setting;
  private final List<Claim> claims = new ArrayList<>();

  private PretrainingDiversityClaims(DiversityReport report, String setting) {
    this.report = report;
    this.setting = setting;
  }

  /** {@return the claims on SynthTrap; those whose sets were not trained are left out} */
  static List<Claim> synthTrap(DiversityReport report, String setting) {
    PretrainingDiversityClaims all = new PretrainingDiversityClaims(report, setting);
    all.quantity("N16000_C80", "N250_C80", "250 to 16,000 images");
    all.eachStep();
    all.unchanged(
        "four times fewer classes, four times more images of each",
        "N4000_C20",
        "N4000_C80",
        "20 classes of 200 images against 80 of 50",
        "Cutting the classes to a quarter with four times the images each leaves the robustness of"
            + " fine-tuned models unchanged.",
        Optional.empty());
    all.unchanged(
        "four times more classes, four times fewer images of each",
        "N4000_C320",
        "N4000_C80",
        "320 classes of 12.5 images against 80 of 50",
        "Classes against images per class at a fixed total do not matter.",
        Optional.of("12.5 images of a class are far below what the paper used"));
    all.finding(
        "C3",
        0,
        "random labels give less than half of the gain",
        "Labels carry the gain: with labels permuted at random little of it is left (control of our"
            + " own, implied by the paper's use of supervised pre-training).");
    all.finding(
        "C4",
        0,
        "40 coarse labels keep most of the gain of 320",
        "Fine labels help somewhat; coarse labels give most of the benefit.");
    all.finding(
        "C4",
        1,
        "5 coarse labels keep most of the gain of 320",
        "Fine labels help somewhat; coarse labels give most of the benefit.");
    all.unchanged(
        "a third of the locations",
        SynthTrapStudy.THIRD_OF_LOCATIONS,
        "N4000_C80",
        "133 locations against 400 at 4000 images",
        "Less variety inside classes, up to a factor of 3 at a fixed total, has no effect.",
        Optional.empty());
    all.unchanged(
        "a single location",
        "N4000_C80_1loc",
        "N4000_C80",
        "1 location against 400 at 4000 images",
        "Less variety inside classes, up to a factor of 3 at a fixed total, has no effect.",
        Optional.of("a factor of 400 is beyond the paper's factor of 3"));
    return List.copyOf(all.claims);
  }

  /** {@return the claims on Fashion-MNIST; those whose sets were not trained are left out} */
  static List<Claim> fashion(DiversityReport report) {
    int runs = report.outcome("N4000_C5").runs();
    PretrainingDiversityClaims all =
        new PretrainingDiversityClaims(
            report,
            "Fashion-MNIST, five classes held out, corruptions as shift, "
                + runs
                + " training seeds");
    all.quantity("N4000_C5", "N250_C5", "250 to 4000 images");
    all.unchangedByStep("N4000_C2", "Fashion-MNIST, 2 classes against 5 at 4000 images");
    all.finding(
        "C3",
        0,
        "Fashion-MNIST, random labels give less than half of the gain",
        "Labels carry the gain: with labels permuted at random little of it is left (control of our"
            + " own).");
    all.finding(
        "C4",
        0,
        "Fashion-MNIST, 2 coarse labels keep most of the gain of 5",
        "Fine labels help somewhat; coarse labels give most of the benefit.");
    return List.copyOf(all.claims);
  }

  private void quantity(String most, String fewest, String words) {
    String prefix = setting.startsWith("Fashion") ? "Fashion-MNIST, " : "";
    report
        .difference(most, fewest)
        .ifPresent(
            contrast ->
                add(
                    prefix + "more pre-training images, more effective robustness",
                    "The quantity of pre-training data is the main factor of effective robustness"
                        + " after fine-tuning.",
                    "gain in effective robustness from " + words,
                    contrast,
                    VerdictRule.aboveIfDecided(0)));
  }

  private void eachStep() {
    named("C1").stream()
        .flatMap(finding -> finding.contrasts().stream())
        .min(Comparator.comparingDouble(Contrast::estimate))
        .ifPresent(
            contrast ->
                add(
                    "each fourfold number of images adds effective robustness",
                    "The quantity of pre-training data is the main factor of effective robustness"
                        + " after fine-tuning.",
                    "the smallest gain of the three steps 250, 1000, 4000, 16,000 ("
                        + contrast.text()
                        + ")",
                    contrast,
                    VerdictRule.aboveIfDecided(0)));
  }

  private void unchanged(
      String title,
      String other,
      String reference,
      String words,
      String statement,
      Optional<String> outOfRange) {
    report
        .difference(other, reference)
        .ifPresent(
            contrast ->
                add(
                    title,
                    statement,
                    "difference in effective robustness, "
                        + words
                        + "; a fourfold number of images is worth about "
                        + UNCHANGED
                        + " points",
                    contrast,
                    outOfRange
                        .map(VerdictRule::notComparable)
                        .orElseGet(() -> VerdictRule.inside(-UNCHANGED, UNCHANGED))));
  }

  /** The difference is smaller than what the last step of quantity brought, in the same study. */
  private void unchangedByStep(String other, String title) {
    named("C2").stream()
        .flatMap(finding -> finding.contrasts().stream())
        .filter(contrast -> contrast.text().contains(other))
        .min(Comparator.comparingDouble(Contrast::estimate))
        .ifPresent(
            contrast ->
                add(
                    title,
                    "Classes against images per class at a fixed total do not matter.",
                    "by how much the difference stays below the step from 1000 to 4000 images ("
                        + contrast.text()
                        + ")",
                    contrast,
                    VerdictRule.aboveIfDecided(0)));
  }

  /** The first contrast of a finding; must be above 0. */
  private void finding(String id, int number, String title, String statement) {
    List<Finding> findings = named(id);
    if (number < findings.size() && !findings.get(number).contrasts().isEmpty()) {
      Contrast contrast = findings.get(number).contrasts().get(0);
      add(
          title,
          statement,
          "effective robustness, " + contrast.text() + ", must be above 0",
          contrast,
          VerdictRule.aboveIfDecided(0));
    }
  }

  private List<Finding> named(String id) {
    return report.findings().stream().filter(finding -> finding.id().equals(id)).toList();
  }

  private void add(
      String title, String statement, String measured, Contrast contrast, VerdictRule rule) {
    claims.add(
        Claim.titled(title)
            .published("no number", statement)
            .source("Ramanujan et al. 2023", URL)
            .setting(measured + "; " + setting)
            .measured(
                new Measurement(
                    100 * contrast.estimate(),
                    contrast
                        .interval()
                        .map(i -> new Interval(100 * i.low(), 100 * i.high(), i.level())),
                    "points",
                    2))
            .judgedBy(rule));
  }
}
