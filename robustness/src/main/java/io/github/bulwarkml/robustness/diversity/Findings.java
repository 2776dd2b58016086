// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.diversity;

import io.github.bulwarkml.core.stats.FTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The claims, as combinations of mean effective robustnesses that must be above 0. */
final class Findings {
  private final DiversityFit fit;
  private final DiversityDesign design;
  private final List<Finding> findings = new ArrayList<>();

  private Findings(DiversityFit fit, DiversityDesign design) {
    this.fit = fit;
    this.design = design;
  }

  static List<Finding> of(DiversityFit fit, DiversityDesign design) {
    Findings claims = new Findings(fit, design);
    claims.quantity();
    for (String other : design.otherClassCounts()) {
      claims.noChange("C2", other + " is as robust as " + design.reference(), other);
    }
    claims.randomLabels();
    for (String coarse : design.coarse()) {
      claims.coarseLabels(coarse);
    }
    for (String other : design.lessDiverse()) {
      claims.noChange("F3", other + " is as robust as " + design.reference(), other);
    }
    return List.copyOf(claims.findings);
  }

  private void quantity() {
    List<Optional<Contrast>> steps = new ArrayList<>();
    List<DiversityDesign.Quantity> quantities = design.quantities();
    for (int k = 1; k < quantities.size(); k++) {
      steps.add(difference(quantities.get(k).pretraining(), quantities.get(k - 1).pretraining()));
    }
    add("C1", "more images, more robustness", steps, Optional.empty());
  }

  private void randomLabels() {
    if (!design.permuted().isEmpty()) {
      add(
          "C3",
          "random labels give less than half of what true labels give",
          List.of(half(design.reference(), design.permuted())),
          fit.sameLine(design.permuted(), design.reference()));
    }
  }

  /** At least half of the fine labels' gain remains. */
  private void coarseLabels(String coarse) {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put(coarse, 1.0);
    weights.put(design.fine(), -0.5);
    add(
        "C4",
        coarse + " keeps most of the gain of " + design.fine(),
        List.of(fit.contrast(coarse + " - " + design.fine() + " / 2", weights)),
        fit.sameLine(coarse, design.fine()));
  }

  /** The difference is smaller, either way, than what the last step of quantity brought. */
  private void noChange(String id, String claim, String other) {
    String reference = design.reference();
    Optional<String> smaller = smaller(reference);
    List<Optional<Contrast>> bounds = new ArrayList<>();
    if (smaller.isEmpty()) {
      bounds.add(Optional.empty());
    } else {
      Map<String, Double> above = new LinkedHashMap<>();
      above.put(other, 1.0);
      above.put(smaller.get(), -1.0);
      Map<String, Double> below = new LinkedHashMap<>();
      below.put(reference, 2.0);
      below.put(other, -1.0);
      below.put(smaller.get(), -1.0);
      // With step = reference - smaller: other > reference - step, and other < reference + step.
      bounds.add(fit.contrast(other + " - " + smaller.get(), above));
      bounds.add(fit.contrast("2 " + reference + " - " + smaller.get() + " - " + other, below));
    }
    add(
        id,
        claim + ", within " + smaller.map(s -> "the step from " + s).orElse("a step of quantity"),
        bounds,
        fit.sameLine(other, reference));
  }

  /** {@return the next smaller set of the quantities} */
  private Optional<String> smaller(String pretraining) {
    List<DiversityDesign.Quantity> quantities = design.quantities();
    for (int k = 1; k < quantities.size(); k++) {
      if (quantities.get(k).pretraining().equals(pretraining)) {
        return Optional.of(quantities.get(k - 1).pretraining());
      }
    }
    return Optional.empty();
  }

  private Optional<Contrast> difference(String first, String second) {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put(first, 1.0);
    weights.put(second, -1.0);
    return fit.contrast(first + " - " + second, weights);
  }

  private Optional<Contrast> half(String whole, String less) {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put(whole, 0.5);
    weights.put(less, -1.0);
    return fit.contrast(whole + " / 2 - " + less, weights);
  }

  private void add(
      String id, String claim, List<Optional<Contrast>> contrasts, Optional<FTest> sameLine) {
    boolean measured = !contrasts.isEmpty() && contrasts.stream().allMatch(Optional::isPresent);
    findings.add(
        new Finding(
            id,
            claim,
            measured ? contrasts.stream().flatMap(Optional::stream).toList() : List.of(),
            sameLine));
  }
}
