// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.FTest;
import io.github.bulwarkml.core.stats.MeanDifference;
import io.github.bulwarkml.core.stats.PermutationTest;
import io.github.bulwarkml.core.stats.TrendTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether two families of models lie on one line: the question behind "this change of pre-training
 * leaves robustness as it is".
 *
 * <p>Two F tests compare least-squares lines in transformed space: one common line against separate
 * lines (2 restrictions), and parallel lines against separate lines (1 restriction). Beside them
 * stands the difference of the mean effective robustness against a reference trend, with Welch's
 * interval and a permutation test.
 *
 * <p>Models with an accuracy of exactly 0 or 1 follow the reference's policy in the lines and count
 * in the means. Immutable.
 *
 * <p>References: [1] Ramanujan et al., NeurIPS 2023, arXiv:2307.12532 (families of fine-tuned
 * models). [2] Chow, "Tests of equality between sets of coefficients in two linear regressions",
 * Econometrica 28 (1960), doi:10.2307/1910133. [3] Welch, "The generalization of Student's
 * problem", Biometrika 34 (1947), doi:10.1093/biomet/34.1-2.28.
 *
 * @param first the first family's name
 * @param second the second family's name
 * @param firstLine the least-squares line of the first family
 * @param secondLine the least-squares line of the second family
 * @param commonLine the least-squares line of both
 * @param sameLine the test of one common line; empty with fewer than 5 models
 * @param sameSlope the test of parallel lines; empty with fewer than 5 models
 * @param rhoDifference mean rho of the first family minus that of the second, as a fraction, with
 *     Welch's interval and test; empty with fewer than 2 models in a family
 * @param permutation the same difference under random exchange of the families
 * @since 0.1.0
 */
public record TrendComparison(
    String first,
    String second,
    BaselineFit firstLine,
    BaselineFit secondLine,
    BaselineFit commonLine,
    Optional<FTest> sameLine,
    Optional<FTest> sameSlope,
    Optional<MeanDifference> rhoDifference,
    PermutationTest permutation) {

  /** How many random exchanges are tried by default. */
  public static final int DEFAULT_PERMUTATIONS = TrendTests.DEFAULT_PERMUTATIONS;

  /**
   * Checks that nothing is null.
   *
   * @param first the first family's name
   * @param second the second family's name
   * @param firstLine the least-squares line of the first family
   * @param secondLine the least-squares line of the second family
   * @param commonLine the least-squares line of both
   * @param sameLine the test of one common line
   * @param sameSlope the test of parallel lines
   * @param rhoDifference the difference of mean rho
   * @param permutation the same difference under random exchange
   */
  public TrendComparison {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
    Objects.requireNonNull(firstLine, "firstLine");
    Objects.requireNonNull(secondLine, "secondLine");
    Objects.requireNonNull(commonLine, "commonLine");
    Objects.requireNonNull(sameLine, "sameLine");
    Objects.requireNonNull(sameSlope, "sameSlope");
    Objects.requireNonNull(rhoDifference, "rhoDifference");
    Objects.requireNonNull(permutation, "permutation");
  }

  /**
   * Models that share what is being studied, such as their pre-training data.
   *
   * @param name what they share
   * @param pairs the models; at least two with different ID accuracies
   */
  public record Family(String name, List<AccuracyPair> pairs) {
    /**
     * Copies the models.
     *
     * @param name what they share
     * @param pairs the models
     */
    public Family {
      Objects.requireNonNull(name, "name");
      pairs = List.copyOf(pairs);
    }
  }

  /**
   * {@return the comparison of two families at 95 %, with 10,000 random exchanges}
   *
   * @param first a family
   * @param second another family
   * @param reference the trend that effective robustness is measured against, with one ID set; its
   *     transform and policy hold for the lines too
   * @param seed the seed of the exchanges
   * @throws IllegalArgumentException if a family does not determine a line, or the reference has
   *     several ID sets
   */
  public static TrendComparison of(Family first, Family second, Trend reference, Seed seed) {
    return of(first, second, reference, seed, Trend.DEFAULT_LEVEL, DEFAULT_PERMUTATIONS);
  }

  /**
   * {@return the comparison of two families}
   *
   * @param first a family
   * @param second another family
   * @param reference the trend that effective robustness is measured against, with one ID set; its
   *     transform and policy hold for the lines too
   * @param seed the seed of the exchanges
   * @param level the confidence level, in (0, 1)
   * @param permutations how many random exchanges, in [1, 10,000,000]
   * @throws IllegalArgumentException if a family does not determine a line, a number is out of
   *     range, or the reference has several ID sets
   */
  public static TrendComparison of(
      Family first, Family second, Trend reference, Seed seed, double level, int permutations) {
    Require.inside(level, 0, 1, "level");
    Require.inRange(permutations, 1, 10_000_000, "permutations");
    if (reference.idSets() > 1) {
      throw new IllegalArgumentException(
          "reference must have one ID set to compare lines, but has " + reference.idSets());
    }
    List<AccuracyPair> both = new ArrayList<>(first.pairs());
    both.addAll(second.pairs());
    BaselineFit firstLine = line(first.name(), first.pairs(), reference);
    BaselineFit secondLine = line(second.name(), second.pairs(), reference);
    BaselineFit common = line(first.name() + " and " + second.name(), both, reference);
    double[][] x = {firstLine.pairs().x()[0], secondLine.pairs().x()[0]};
    double[][] y = {firstLine.pairs().y(), secondLine.pairs().y()};
    boolean testable = firstLine.n() + secondLine.n() > 4;
    double[] firstRhos = rhos(first, reference);
    double[] secondRhos = rhos(second, reference);
    return new TrendComparison(
        first.name(),
        second.name(),
        firstLine,
        secondLine,
        common,
        testable ? Optional.of(TrendTests.commonLine(x, y)) : Optional.empty(),
        testable ? Optional.of(TrendTests.commonSlope(x, y)) : Optional.empty(),
        firstRhos.length > 1 && secondRhos.length > 1
            ? Optional.of(TrendTests.welch(firstRhos, secondRhos, level))
            : Optional.empty(),
        TrendTests.permutation(firstRhos, secondRhos, permutations, seed, Parallel.single()));
  }

  private static double[] rhos(Family family, Trend reference) {
    return family.pairs().stream()
        .mapToDouble(pair -> pair.ood() - reference.predict(pair))
        .toArray();
  }

  private static BaselineFit line(String name, List<AccuracyPair> pairs, Trend reference) {
    try {
      return BaselineFit.of(pairs, reference.transform(), TrendEstimator.OLS, reference.policy());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + name + "': " + e.getMessage(), e);
    }
  }

  void writeTo(JsonWriter json) {
    json.beginObject().member("first", first).member("second", second);
    write(json, "firstLine", firstLine);
    write(json, "secondLine", secondLine);
    write(json, "commonLine", commonLine);
    write(json, "sameLine", sameLine);
    write(json, "sameSlope", sameSlope);
    json.member("rhoDifference", 100 * permutation.difference());
    ReportJson.write(
        json, "rhoDifferenceInterval", rhoDifference.map(MeanDifference::interval), 100);
    json.member("welchP", rhoDifference.map(MeanDifference::pValue).orElse(null))
        .member("permutationP", permutation.pValue())
        .member("permutations", permutation.permutations())
        .endObject();
  }

  private static void write(JsonWriter json, String name, BaselineFit line) {
    json.name(name)
        .beginObject()
        .member("n", line.n())
        .member("slope", line.slope())
        .member("intercept", line.intercept())
        .member("rSquared", line.rSquared())
        .endObject();
  }

  private static void write(JsonWriter json, String name, Optional<FTest> test) {
    json.name(name);
    if (test.isEmpty()) {
      json.value(null);
      return;
    }
    json.beginObject()
        .member("f", test.get().statistic())
        .member("restrictions", test.get().restrictions())
        .member("degreesOfFreedom", test.get().residualDegreesOfFreedom())
        .member("p", test.get().pValue())
        .endObject();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(first).append(" against ").append(second).append('\n');
    text.append("  ").append(first).append(": ").append(firstLine).append('\n');
    text.append("  ").append(second).append(": ").append(secondLine).append('\n');
    sameLine.ifPresent(test -> append(text, "one line for both", test));
    sameSlope.ifPresent(test -> append(text, "parallel lines", test));
    text.append(
        String.format(
            Locale.ROOT, "  mean rho differs by %+.3f points", 100 * permutation.difference()));
    rhoDifference
        .map(MeanDifference::interval)
        .ifPresent(
            interval ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        " (%s interval [%.3f, %.3f])",
                        ReportTables.level(interval.level()),
                        100 * interval.low(),
                        100 * interval.high())));
    return text.append(
            String.format(
                Locale.ROOT,
                ", permutation p = %.4g (%d)\n",
                permutation.pValue(),
                permutation.permutations()))
        .toString();
  }

  private static void append(StringBuilder text, String name, FTest test) {
    text.append(
        String.format(
            Locale.ROOT,
            "  %s: F(%d, %d) = %.4g, p = %.4g\n",
            name,
            test.restrictions(),
            test.residualDegreesOfFreedom(),
            test.statistic(),
            test.pValue()));
  }
}
