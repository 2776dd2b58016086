// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.benchmarks.reproduce.Claim;
import io.github.bulwarkml.benchmarks.reproduce.Experiment;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentContext;
import io.github.bulwarkml.benchmarks.reproduce.ExperimentOutcome;
import io.github.bulwarkml.benchmarks.reproduce.Verdict;
import io.github.bulwarkml.benchmarks.reproduce.experiments.BinomialCoverage.Procedure;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.Interval;
import io.github.bulwarkml.core.testing.RealData;
import io.github.bulwarkml.robustness.AccuracyPair;
import io.github.bulwarkml.robustness.BaselineFit;
import io.github.bulwarkml.robustness.Transform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsTest {
  @TempDir private Path out = Path.of(".");

  private ExperimentContext context() {
    return ExperimentContext.quick(out).withParallel(Parallel.of(2));
  }

  private static double value(ExperimentOutcome outcome, String title) {
    return claim(outcome, title).ours().value();
  }

  private static Claim claim(ExperimentOutcome outcome, String title) {
    return outcome.claims().stream()
        .filter(claim -> claim.title().contains(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void namesAreUsableAndUnknownOnesGetTheNearest() {
    for (Experiment experiment : Experiments.all()) {
      assertThat(experiment.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
      assertThat(experiment.description()).doesNotContain("\n");
      assertThat(experiment.quickMinutes()).isPositive();
      assertThat(Experiments.named(experiment.name())).isSameAs(experiment);
    }
    assertThatThrownBy(() -> Experiments.named("interval-covrage"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "no experiment 'interval-covrage' (nearest first: 'interval-coverage', ");
  }

  @Test
  void coverageMatchesDirectSums() {
    // n = 3, p = 0.5: the Wald intervals of 1 and 2 successes hold 0.5, those of 0 and 3 do not.
    assertThat(new BinomialCoverage(Procedure.WALD, 3).at(0.5)).isCloseTo(0.75, within(1e-14));
    assertThat(new BinomialCoverage(Procedure.CLOPPER_PEARSON, 3).at(0.5))
        .isCloseTo(1, within(1e-12));
    assertThat(new BinomialCoverage(Procedure.WALD, 592).at(0.005)).isCloseTo(0.7922, within(5e-5));
  }

  @Test
  void intervalCoverageReproducesThePublishedFacts() throws IOException {
    ExperimentOutcome outcome = new IntervalCoverageExperiment().run(context());
    assertThat(outcome.claims())
        .hasSize(8)
        .allMatch(claim -> claim.verdict() != Verdict.NOT_REPRODUCED);
    assertThat(outcome.claims().stream().filter(c -> c.verdict() == Verdict.REPRODUCED)).hasSize(7);
  }

  @Test
  void theGaussianWorldLiesOnItsLine() throws IOException {
    ExperimentOutcome outcome = new GaussianWorldExperiment().run(context());
    assertThat(outcome.claims()).allMatch(claim -> claim.verdict() == Verdict.REPRODUCED);
    assertThat(outcome.charts()).hasSize(2);
  }

  /**
   * The check must be able to fail. The noise of the second world is 5 % wider than its theory
   * says: with 300 classifiers and 20,000 examples the 99.9 % interval (half width about 0.006)
   * excludes the theory's slope of 0.8.
   */
  @Test
  void aWrongTheoryIsCaught() {
    GaussianWorld wrong = new GaussianWorld(0.8, 1.05);
    GaussianWorld right = new GaussianWorld(0.8, 1);
    assertThat(slopeInterval(wrong).contains(0.8)).isFalse();
    assertThat(slopeInterval(right).contains(0.8)).isTrue();
  }

  private static Interval slopeInterval(GaussianWorld world) {
    List<AccuracyPair> pairs = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      pairs.add(world.model(i, 150, 8_000, Seed.of(5)));
    }
    return BaselineFit.of(pairs, Transform.PROBIT)
        .leastSquares()
        .slopeInterval(0.999)
        .orElseThrow();
  }

  @Test
  void accuracyOfAClassifierIsThatOfTheFormula() {
    GaussianWorld world = new GaussianWorld(0.6, 1.5);
    double[] perfect = new double[GaussianWorld.DIMENSION];
    java.util.Arrays.fill(perfect, 1);
    SplitMix64 random = SplitMix64.of(Seed.of(1));
    // Phi(1.8) = 0.96407 and Phi(0.4 * 1.8) = 0.76424; 40,000 examples, five standard errors.
    assertThat(world.accuracy(perfect, false, 40_000, random)).isCloseTo(0.96407, within(0.0047));
    assertThat(world.accuracy(perfect, true, 40_000, random)).isCloseTo(0.76424, within(0.0107));
  }

  @Test
  void outcomesDoNotDependOnThreads() throws IOException {
    Experiment experiment = new IntervalCoverageExperiment();
    ExperimentOutcome one = experiment.run(context().withParallel(Parallel.single()));
    ExperimentOutcome seven = experiment.run(context().withParallel(Parallel.of(7)));
    assertThat(seven.claims()).isEqualTo(one.claims());
    assertThat(seven.tables().get(0).table().toCsv())
        .isEqualTo(one.tables().get(0).table().toCsv());
    Seed seed = Seed.of(3);
    GaussianWorld world = new GaussianWorld(1, 1);
    List<AccuracyPair> alone = Parallel.single().map(9, i -> world.model(i, 9, 100, seed));
    assertThat(Parallel.of(7).map(9, i -> world.model(i, 9, 100, seed))).isEqualTo(alone);
  }

  @Test
  void cancellationEndsAnExperiment() {
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    for (Experiment experiment : Experiments.all()) {
      if (experiment.data().synthetic()) {
        assertThatThrownBy(() -> experiment.run(context().withCancellation(cancelled)))
            .isInstanceOf(CancellationException.class);
      }
    }
  }

  @Test
  void withoutItsDataTheExperimentSaysWhatItNeeds() {
    assertThatThrownBy(() -> new EffectiveRobustnessExperiment().run(context()))
        .hasMessage("effective-robustness needs --data with robustness/");
  }

  /** The reference values of the specification, computed from the same tables with numpy. */
  @Test
  void effectiveRobustnessOnThePublishedTables() throws IOException {
    RealData.require("robustness/imagenet-testbed/robustness_top1s.csv");
    Path root = RealData.root();
    ExperimentContext context = context().withData(root);
    ExperimentOutcome outcome = new EffectiveRobustnessExperiment().run(context);
    assertThat(value(outcome, "gains on ImageNet")).isCloseTo(1.111979048, within(1e-8));
    assertThat(value(outcome, "strong correlation")).isCloseTo(0.995633484, within(1e-8));
    assertThat(value(outcome, "interventions stay")).isCloseTo(0.064134, within(1e-6));
    assertThat(value(outcome, "more training data")).isCloseTo(0.767432, within(1e-6));
    assertThat(value(outcome, "above the line, ImageNetV2")).isCloseTo(5.628761, within(1e-6));
    assertThat(value(outcome, "above the line, ImageNet-Sketch"))
        .isCloseTo(28.018881, within(1e-6));
    assertThat(value(outcome, "all open CLIP")).isCloseTo(4.566953, within(1e-6));
    double mean = (0.329462 + 0.458279 + 0.056328 + 0.111402 + 0.071914) / 5;
    assertThat(value(outcome, "smaller training sets")).isCloseTo(mean, within(1e-6));
    Interval clip = claim(outcome, "above the line, ImageNetV2").ours().interval().orElseThrow();
    assertThat(clip.low()).isCloseTo(4.676863, within(1e-6));
    assertThat(clip.high()).isCloseTo(6.580761, within(1e-6));
    assertThat(outcome.claims()).noneMatch(claim -> claim.verdict() == Verdict.NOT_REPRODUCED);
    assertThat(outcome.provenance().inputs()).hasSize(3);
  }
}
