// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.benchmarks.reproduce.Claim;
import io.github.bulwarkml.benchmarks.reproduce.Verdict;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.testing.RealData;
import io.github.bulwarkml.robustness.diversity.DiversityOptions;
import io.github.bulwarkml.robustness.diversity.DiversityReport;
import io.github.bulwarkml.robustness.diversity.FineTunedModel;
import io.github.bulwarkml.robustness.diversity.FineTunedModels;
import io.github.bulwarkml.robustness.pretraining.FashionMnistStudy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The claims and tables on models that were trained elsewhere. */
class PretrainingDiversityTest {
  private static DiversityReport torch() throws IOException {
    return DiversityReport.of(
        FineTunedModels.read(RealData.require("robustness/synthtrap/results.csv")),
        DiversityOptions.defaults(),
        Provenance.start("test"));
  }

  @Test
  void theReferenceReproducesItself() throws IOException {
    Claim claim = PretrainingDiversityReference.claim(torch());
    assertThat(claim.ours().value()).isEqualTo(10);
    assertThat(claim.verdict()).isEqualTo(Verdict.REPRODUCED);
    String csv = PretrainingDiversityReference.table(torch()).toCsv();
    assertThat(csv.lines()).hasSize(11);
  }

  @Test
  void claimsOnTheReference() throws IOException {
    List<Claim> claims = PretrainingDiversityClaims.synthTrap(torch(), "2 seeds (synthetic)");
    assertThat(claims).hasSize(8);
    assertThat(claims.get(0).title()).startsWith("more pre-training images");
    assertThat(claims.get(0).ours().value()).isCloseTo(10.02 - 2.70, within(0.011));
    assertThat(claims.get(1).ours().value()).isCloseTo(10.02 - 9.33, within(0.011));
    assertThat(claims.get(2).ours().value()).isCloseTo(10.74 - 9.33, within(0.011));
    assertThat(claims.get(3).verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(claims.get(4).ours().value()).isCloseTo(9.33 / 2 + 0.57, within(0.011));
    assertThat(claims.get(5).ours().value()).isCloseTo(8.25 - 6.07 / 2, within(0.011));
    assertThat(claims).allMatch(claim -> claim.setting().contains("synthetic"));
  }

  /** The verdict must be able to fail: models of the largest and the smallest set change names. */
  @Test
  void anEffectTheOtherWayIsNotReproduced() throws IOException {
    List<FineTunedModel> swapped = new ArrayList<>();
    for (FineTunedModel m : torch().models()) {
      String name =
          switch (m.pretraining()) {
            case "N250_C80" -> "N16000_C80";
            case "N16000_C80" -> "N250_C80";
            default -> m.pretraining();
          };
      swapped.add(
          new FineTunedModel(
              name, m.seed(), m.nTarget(), m.accId(), m.accOod(), m.f1Id(), m.f1Ood()));
    }
    DiversityReport report =
        DiversityReport.of(swapped, DiversityOptions.defaults(), Provenance.start("test"));
    assertThat(PretrainingDiversityClaims.synthTrap(report, "x").get(0).verdict())
        .isEqualTo(Verdict.NOT_REPRODUCED);
    assertThat(PretrainingDiversityReference.claim(report).verdict())
        .isEqualTo(Verdict.REPRODUCED_IN_DIRECTION);
  }

  @Test
  void claimsOnFashionMnistLeaveOutWhatWasNotTrained() {
    List<FineTunedModel> models = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      for (String name : List.of("N250_C5", "N1000_C5", "N4000_C5", "N4000_C2", "scratch")) {
        double gain = name.length() / 100.0 + 0.01 * run;
        models.add(new FineTunedModel(name, run, 200, 0.7, 0.5 + gain, 0.7, 0.5));
        models.add(new FineTunedModel(name, run, 800, 0.8, 0.6 + gain, 0.8, 0.6));
      }
    }
    DiversityReport report =
        DiversityReport.of(
            models,
            DiversityOptions.defaults().withDesign(FashionMnistStudy.design()),
            Provenance.start("test"));
    assertThat(PretrainingDiversityClaims.fashion(report)).hasSize(2);
  }
}
