// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.run.Parallel;

/**
 * For each pair of models, the share of examples for which both predict the same label. Symmetric,
 * with ones on the diagonal.
 *
 * <p>Immutable. Time O(m^2 n) for m models and n examples.
 *
 * @since 0.1.0
 */
public final class AgreementMatrix {
  private final double[][] shares;
  private final int examples;

  private AgreementMatrix(double[][] shares, int examples) {
    this.shares = shares;
    this.examples = examples;
  }

  /**
   * {@return the agreement of the models of a table}
   *
   * @param predictions m models on n examples
   * @param parallel how many threads may be used; the result does not depend on it
   */
  public static AgreementMatrix of(PredictionTable predictions, Parallel parallel) {
    int models = predictions.models().size();
    double[][] shares = new double[models][models];
    parallel.forEach(
        models,
        i -> {
          shares[i][i] = 1;
          for (int j = 0; j < i; j++) {
            shares[i][j] =
                (double) PredictionTable.matches(predictions.row(i), predictions.row(j))
                    / predictions.examples();
          }
        });
    for (int i = 0; i < models; i++) {
      for (int j = i + 1; j < models; j++) {
        shares[i][j] = shares[j][i];
      }
    }
    return new AgreementMatrix(shares, predictions.examples());
  }

  /** {@return the number of models m} */
  public int models() {
    return shares.length;
  }

  /** {@return the number of examples n} */
  public int examples() {
    return examples;
  }

  /**
   * {@return the share of examples on which two models agree}
   *
   * @param first a model, in [0, m)
   * @param second a model, in [0, m)
   * @throws IllegalArgumentException if one is out of range
   */
  public double get(int first, int second) {
    Require.inRange(first, 0, shares.length - 1, "first");
    Require.inRange(second, 0, shares.length - 1, "second");
    return shares[first][second];
  }

  @Override
  public String toString() {
    return "AgreementMatrix(" + shares.length + " models, " + examples + " examples)";
  }
}
