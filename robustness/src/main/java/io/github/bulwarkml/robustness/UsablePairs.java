// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.NumericalException;
import java.util.ArrayList;
import java.util.List;

/**
 * The baseline models whose transformed accuracies are finite under a policy, and the others.
 *
 * @param x transformed ID accuracies {@code [idSets][n]}
 * @param y transformed OOD accuracies {@code [n]}
 * @param models the models' names {@code [n]}
 * @param excluded baseline models that the policy left out
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
record UsablePairs(double[][] x, double[] y, List<String> models, List<SkippedModel> excluded) {

  static UsablePairs of(
      List<AccuracyPair> baseline, int idSets, Transform transform, ExtremePolicy policy) {
    List<double[]> ids = new ArrayList<>();
    List<Double> oods = new ArrayList<>();
    List<String> models = new ArrayList<>();
    List<SkippedModel> excluded = new ArrayList<>();
    for (AccuracyPair pair : baseline) {
      double[] x = transformedIds(pair, idSets, transform, policy);
      double y = transform.apply(bounded(pair.ood(), pair.oodExamples(), pair, policy));
      String extreme = extreme(pair, x, y);
      if (extreme.isEmpty()) {
        ids.add(x);
        oods.add(y);
        models.add(pair.model());
      } else if (policy instanceof ExtremePolicy.Fail) {
        throw new NumericalException(
            extreme
                + " for '"
                + pair.model()
                + "', so its "
                + transform.label()
                + " is infinite (policy fail)");
      } else {
        excluded.add(new SkippedModel(pair.model(), extreme));
      }
    }
    int n = models.size();
    if (n < 2) {
      throw new IllegalArgumentException(
          "baseline must hold at least 2 models with accuracies inside (0, 1), but has "
              + n
              + (n == 1 ? " ('" + models.get(0) + "')" : "")
              + (excluded.isEmpty() ? "" : "; left out: " + excluded));
    }
    double[][] x = new double[idSets][n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < idSets; j++) {
        x[j][i] = ids.get(i)[j];
      }
      y[i] = oods.get(i);
    }
    for (int j = 0; j < idSets; j++) {
      refuseConstant(x[j], j, models, transform);
    }
    return new UsablePairs(x, y, List.copyOf(models), List.copyOf(excluded));
  }

  /** {@return the transformed ID accuracies by model {@code [n][idSets]}} */
  double[][] rows() {
    double[][] rows = new double[y.length][x.length];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        rows[i][j] = x[j][i];
      }
    }
    return rows;
  }

  private static void refuseConstant(
      double[] x, int set, List<String> models, Transform transform) {
    for (double value : x) {
      if (value != x[0]) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "baseline must hold at least two different ID accuracies, but all "
            + x.length
            + " models from '"
            + models.get(0)
            + "' on have "
            + transform.inverse(x[0])
            + (set == 0 ? "" : " on ID set " + (set + 1)));
  }

  private static String extreme(AccuracyPair pair, double[] x, double y) {
    for (int j = 0; j < x.length; j++) {
      if (Double.isInfinite(x[j])) {
        return "id accuracy is exactly " + (x[j] < 0 ? 0 : 1);
      }
    }
    return Double.isInfinite(y) ? "ood accuracy is exactly " + (long) pair.ood() : "";
  }

  /** {@return the transformed ID accuracies of a model under a policy; infinite unless clipped} */
  static double[] transformedIds(
      AccuracyPair pair, int idSets, Transform transform, ExtremePolicy policy) {
    double[] ids = pair.allIds();
    if (ids.length != idSets) {
      throw new IllegalArgumentException(
          "pair of '"
              + pair.model()
              + "' must hold "
              + idSets
              + (idSets == 1 ? " ID accuracy" : " ID accuracies")
              + ", but has "
              + ids.length);
    }
    for (int j = 0; j < idSets; j++) {
      ids[j] = transform.apply(bounded(ids[j], pair.idExamples(), pair, policy));
    }
    return ids;
  }

  private static double bounded(double p, long examples, AccuracyPair pair, ExtremePolicy policy) {
    return policy instanceof ExtremePolicy.Clip clip
        ? clip.apply(p, examples, "'" + pair.model() + "'")
        : p;
  }
}
