// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.LeastSquares;
import io.github.bulwarkml.core.stats.LineFit;
import io.github.bulwarkml.robustness.ExtremePolicy;
import io.github.bulwarkml.robustness.SkippedModel;
import io.github.bulwarkml.robustness.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Accuracy out of distribution without labels there, from how often pairs of models agree.
 *
 * <pre>{@code
 * AgreementOnTheLine aline =
 *     AgreementOnTheLine.fit(
 *         idPredictions, idTruth, oodPredictions, ExtremePolicy.exclude(), Parallel.available());
 * if (aline.isTrusted()) {
 *   aline.estimates().forEach(e -> System.out.println(e.model() + " " + e.alineD()));
 * }
 * }</pre>
 *
 * <p>A line is fitted to the probits of the agreement of all pairs: out of distribution against in
 * distribution, slope a and intercept b. If accuracy lies on the same line, then
 *
 * <ul>
 *   <li>ALine-S: acc_ood(h) = Phi(a Phi^-1(acc_id(h)) + b);
 *   <li>ALine-D: the z_h = Phi^-1(acc_ood(h)) solve, by least squares over pairs, (z_h + z_h')/2 =
 *       Phi^-1(Agr_ood(h, h')) + a ((Phi^-1(acc_id(h)) + Phi^-1(acc_id(h')))/2 - Phi^-1(Agr_id(h,
 *       h'))).
 * </ul>
 *
 * <p>The estimates are only worth something if agreement is linear: {@link #isTrusted()} asks for
 * an R^2 of at least {@value #TRUSTED_R_SQUARED}.
 *
 * <p>Agreements and accuracies of exactly 0 or 1 follow the policy given. Excluded pairs leave the
 * fit; a model whose accuracy in distribution is 0 or 1 keeps its pairs in the fit of the line but
 * gets no estimate.
 *
 * <p>Immutable. Reference: Baek, Jiang, Raghunathan, Kolter 2022, arXiv:2206.13089, sections 4 and
 * 5.
 *
 * @since 0.1.0
 */
public final class AgreementOnTheLine {
  /** The R^2 of the agreement line from which on the estimates are trusted. */
  public static final double TRUSTED_R_SQUARED = 0.95;

  private static final Transform PROBIT = Transform.PROBIT;

  private final LineFit line;
  private final List<AgreementPair> pairs;
  private final List<AgreementPair> excludedPairs;
  private final List<AgreementEstimate> estimates;
  private final List<SkippedModel> skippedModels;

  private AgreementOnTheLine(
      LineFit line,
      List<AgreementPair> pairs,
      List<AgreementPair> excludedPairs,
      List<AgreementEstimate> estimates,
      List<SkippedModel> skippedModels) {
    this.line = line;
    this.pairs = List.copyOf(pairs);
    this.excludedPairs = List.copyOf(excludedPairs);
    this.estimates = List.copyOf(estimates);
    this.skippedModels = List.copyOf(skippedModels);
  }

  /**
   * {@return the line and the estimates for a set of models}
   *
   * @param id what at least three models predict in distribution
   * @param idTruth the true labels there
   * @param ood what the same models, in the same order, predict out of distribution
   * @param policy what to do with agreements and accuracies of exactly 0 or 1
   * @param parallel how many threads may be used; the result does not depend on it
   * @throws IllegalArgumentException if the models differ or are fewer than three, a length
   *     differs, fewer than two pairs are usable, all agreements in distribution are equal, or the
   *     policy is to fail
   */
  public static AgreementOnTheLine fit(
      PredictionTable id,
      int[] idTruth,
      PredictionTable ood,
      ExtremePolicy policy,
      Parallel parallel) {
    Objects.requireNonNull(policy, "policy");
    requireSameModels(id, ood);
    Require.sameLength(idTruth.length, id.examples(), "idTruth", "the ID predictions");
    double[] accuracies = id.accuracies(idTruth);
    AgreementMatrix idAgreement = AgreementMatrix.of(id, parallel);
    AgreementMatrix oodAgreement = AgreementMatrix.of(ood, parallel);
    int models = accuracies.length;
    List<AgreementPair> pairs = new ArrayList<>();
    List<AgreementPair> excluded = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      for (int j = i + 1; j < models; j++) {
        String what = "'" + id.models().get(i) + "' and '" + id.models().get(j) + "'";
        double x = bounded(idAgreement.get(i, j), policy, id.examples(), "ID agreement of " + what);
        double y =
            bounded(oodAgreement.get(i, j), policy, ood.examples(), "OOD agreement of " + what);
        boolean usable = !PROBIT.isExtreme(x) && !PROBIT.isExtreme(y);
        (usable ? pairs : excluded).add(new AgreementPair(i, j, x, y));
      }
    }
    LineFit line = line(pairs, excluded.size());
    List<SkippedModel> skipped = new ArrayList<>();
    OptionalDouble[] probits = new OptionalDouble[models];
    for (int i = 0; i < models; i++) {
      String model = id.models().get(i);
      double accuracy =
          bounded(accuracies[i], policy, id.examples(), "ID accuracy of '" + model + "'");
      if (PROBIT.isExtreme(accuracy)) {
        probits[i] = OptionalDouble.empty();
        skipped.add(new SkippedModel(model, "ID accuracy is " + (accuracy == 0 ? 0 : 1)));
      } else {
        probits[i] = OptionalDouble.of(PROBIT.apply(accuracy));
      }
    }
    OptionalDouble[] solved = solve(pairs, probits, line.slope());
    List<AgreementEstimate> estimates = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      OptionalDouble s =
          probits[i].isPresent()
              ? OptionalDouble.of(PROBIT.inverse(line.predict(probits[i].getAsDouble())))
              : OptionalDouble.empty();
      OptionalDouble d =
          solved[i].isPresent()
              ? OptionalDouble.of(PROBIT.inverse(solved[i].getAsDouble()))
              : OptionalDouble.empty();
      estimates.add(new AgreementEstimate(id.models().get(i), accuracies[i], s, d));
    }
    return new AgreementOnTheLine(line, pairs, excluded, estimates, skipped);
  }

  private static void requireSameModels(PredictionTable id, PredictionTable ood) {
    Require.atLeast(id.models().size(), 3, "the number of models");
    Require.sameLength(ood.models().size(), id.models().size(), "the OOD models", "the ID models");
    for (int i = 0; i < id.models().size(); i++) {
      if (!id.models().get(i).equals(ood.models().get(i))) {
        throw new IllegalArgumentException(
            "ID and OOD models must be the same in the same order, but model "
                + i
                + " is '"
                + id.models().get(i)
                + "' and '"
                + ood.models().get(i)
                + "'");
      }
    }
  }

  private static double bounded(double p, ExtremePolicy policy, int examples, String what) {
    if (policy instanceof ExtremePolicy.Clip clip) {
      return clip.apply(p, examples, what);
    }
    if (policy instanceof ExtremePolicy.Fail && PROBIT.isExtreme(p)) {
      throw new IllegalArgumentException(what + " is " + p + "; its probit is infinite");
    }
    return p;
  }

  private static LineFit line(List<AgreementPair> pairs, int excluded) {
    if (pairs.size() < 2) {
      throw new IllegalArgumentException(
          "at least 2 pairs of models must agree on some but not all examples of both sets, but "
              + pairs.size()
              + " do and "
              + excluded
              + " do not");
    }
    double[] x = new double[pairs.size()];
    double[] y = new double[pairs.size()];
    for (int p = 0; p < x.length; p++) {
      x[p] = PROBIT.apply(pairs.get(p).id());
      y[p] = PROBIT.apply(pairs.get(p).ood());
    }
    if (Arrays.stream(x).allMatch(z -> z == x[0])) {
      throw new IllegalArgumentException(
          "the agreement of pairs in distribution must differ, but is "
              + pairs.get(0).id()
              + " for all "
              + x.length
              + " pairs");
    }
    return LeastSquares.line(x, y);
  }

  /** Probits of the accuracies out of distribution by ALine-D. */
  private static OptionalDouble[] solve(
      List<AgreementPair> pairs, OptionalDouble[] probits, double slope) {
    int[] position = new int[probits.length];
    int kept = 0;
    for (int i = 0; i < position.length; i++) {
      position[i] = probits[i].isPresent() ? kept++ : -1;
    }
    PairwiseSystem system = new PairwiseSystem(kept);
    for (AgreementPair pair : pairs) {
      int i = pair.first();
      int j = pair.second();
      if (position[i] >= 0 && position[j] >= 0) {
        double mean = (probits[i].getAsDouble() + probits[j].getAsDouble()) / 2;
        double right = PROBIT.apply(pair.ood()) + slope * (mean - PROBIT.apply(pair.id()));
        system.add(position[i], position[j], right);
      }
    }
    OptionalDouble[] solution = system.solve();
    OptionalDouble[] all = new OptionalDouble[probits.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = position[i] >= 0 ? solution[position[i]] : OptionalDouble.empty();
    }
    return all;
  }

  /** {@return the line through the probits of the pairs' agreement, OOD against ID} */
  public LineFit line() {
    return line;
  }

  /** {@return whether the R^2 of the line is at least {@value #TRUSTED_R_SQUARED}} */
  public boolean isTrusted() {
    return line.rSquared() >= TRUSTED_R_SQUARED;
  }

  /** {@return the pairs the line was fitted to, clipped if that is the policy} */
  public List<AgreementPair> pairs() {
    return pairs;
  }

  /** {@return the pairs left out because they always or never agree on one of the sets} */
  public List<AgreementPair> excludedPairs() {
    return excludedPairs;
  }

  /** {@return one estimate per model, in order} */
  public List<AgreementEstimate> estimates() {
    return estimates;
  }

  /** {@return the models without an estimate, and why} */
  public List<SkippedModel> skippedModels() {
    return skippedModels;
  }

  /**
   * {@return the error of ALine-S over the models that have such an estimate; empty if none has}
   *
   * @param oodAccuracies the true accuracies out of distribution, one per model, each in [0, 1]
   * @throws IllegalArgumentException if the length differs or an accuracy is out of range
   */
  public Optional<EstimationError> errorOfS(double[] oodAccuracies) {
    return error(oodAccuracies, e -> e.alineS().orElse(Double.NaN));
  }

  /**
   * {@return the error of ALine-D over the models that have such an estimate; empty if none has}
   *
   * @param oodAccuracies the true accuracies out of distribution, one per model, each in [0, 1]
   * @throws IllegalArgumentException if the length differs or an accuracy is out of range
   */
  public Optional<EstimationError> errorOfD(double[] oodAccuracies) {
    return error(oodAccuracies, e -> e.alineD().orElse(Double.NaN));
  }

  private Optional<EstimationError> error(
      double[] oodAccuracies, ToDoubleFunction<AgreementEstimate> value) {
    Require.sameLength(
        oodAccuracies.length, estimates.size(), "oodAccuracies", "the number of models");
    double[] estimated = new double[estimates.size()];
    double[] truth = new double[estimates.size()];
    int count = 0;
    for (int i = 0; i < truth.length; i++) {
      double estimate = value.applyAsDouble(estimates.get(i));
      if (!Double.isNaN(estimate)) {
        estimated[count] = estimate;
        truth[count++] = Require.inRange(oodAccuracies[i], 0, 1, "oodAccuracies[" + i + "]");
      }
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(
            EstimationError.of(Arrays.copyOf(estimated, count), Arrays.copyOf(truth, count)));
  }

  @Override
  public String toString() {
    return "AgreementOnTheLine("
        + estimates.size()
        + " models, R^2 "
        + line.rSquared()
        + (isTrusted() ? ", trusted)" : ", not trusted)");
  }
}
