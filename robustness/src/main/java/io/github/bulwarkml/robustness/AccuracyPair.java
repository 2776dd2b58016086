// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.stats.BinomialInterval;
import io.github.bulwarkml.core.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One model's accuracy on an in-distribution (ID) and an out-of-distribution (OOD) test set.
 *
 * <pre>{@code
 * AccuracyPair pair = AccuracyPair.of("resnet50", 0.7613, 0.6319).withExamples(50_000, 10_000);
 * }</pre>
 *
 * <p>The metric may be any with values in [0, 1], such as accuracy or macro-F1. Immutable.
 *
 * @param model the model's name, not empty
 * @param type the family the model belongs to, for colours and group means; empty if none
 * @param id accuracy on the ID test set, a fraction in [0, 1]
 * @param ood accuracy on the OOD test set, a fraction in [0, 1]
 * @param furtherIds accuracies on further ID test sets, fractions in [0, 1]; empty for the usual
 *     single ID set
 * @param idExamples number of examples of the ID test set, below 1e12; 0 if not known
 * @param oodExamples number of examples of the OOD test set, below 1e12; 0 if not known
 * @since 0.1.0
 */
public record AccuracyPair(
    String model,
    String type,
    double id,
    double ood,
    List<Double> furtherIds,
    long idExamples,
    long oodExamples) {
  private static final long MOST_EXAMPLES = 999_999_999_999L;

  /**
   * Checks the parts.
   *
   * @param model the model's name, not empty
   * @param type the family the model belongs to; empty if none
   * @param id accuracy on the ID test set, in [0, 1]
   * @param ood accuracy on the OOD test set, in [0, 1]
   * @param furtherIds accuracies on further ID test sets, in [0, 1]
   * @param idExamples number of examples of the ID test set, below 1e12; 0 if not known
   * @param oodExamples number of examples of the OOD test set, below 1e12; 0 if not known
   * @throws IllegalArgumentException if an accuracy is outside [0, 1], a number of examples is out
   *     of range or the name is empty
   */
  public AccuracyPair {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(type, "type");
    if (model.isEmpty()) {
      throw new IllegalArgumentException("model must not be empty");
    }
    fraction(id, "id", model);
    fraction(ood, "ood", model);
    furtherIds = List.copyOf(furtherIds);
    for (int j = 0; j < furtherIds.size(); j++) {
      fraction(furtherIds.get(j), "furtherIds[" + j + "]", model);
    }
    Require.inRange(idExamples, 0, MOST_EXAMPLES, "idExamples");
    Require.inRange(oodExamples, 0, MOST_EXAMPLES, "oodExamples");
  }

  private static void fraction(double value, String name, String model) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          name
              + " of '"
              + model
              + "' must be a fraction in [0, 1], but was "
              + value
              + (value > 1 && value <= 100 ? " (percent? divide by 100)" : ""));
    }
  }

  /**
   * {@return a pair without type and test-set sizes}
   *
   * @param model the model's name, not empty
   * @param id accuracy on the ID test set, in [0, 1]
   * @param ood accuracy on the OOD test set, in [0, 1]
   */
  public static AccuracyPair of(String model, double id, double ood) {
    return of(model, "", id, ood);
  }

  /**
   * {@return a pair without test-set sizes}
   *
   * @param model the model's name, not empty
   * @param type the family the model belongs to; empty if none
   * @param id accuracy on the ID test set, in [0, 1]
   * @param ood accuracy on the OOD test set, in [0, 1]
   */
  public static AccuracyPair of(String model, String type, double id, double ood) {
    return new AccuracyPair(model, type, id, ood, List.of(), 0, 0);
  }

  /**
   * {@return this pair with the sizes of its test sets, from which binomial intervals follow}
   *
   * @param newIdExamples number of examples of the ID test set, below 1e12; 0 if not known
   * @param newOodExamples number of examples of the OOD test set, below 1e12; 0 if not known
   */
  public AccuracyPair withExamples(long newIdExamples, long newOodExamples) {
    return new AccuracyPair(model, type, id, ood, furtherIds, newIdExamples, newOodExamples);
  }

  /**
   * {@return this pair with accuracies on further ID test sets}
   *
   * @param newFurtherIds one per further set, in [0, 1]
   */
  public AccuracyPair withFurtherIds(double... newFurtherIds) {
    List<Double> further = new ArrayList<>();
    for (double accuracy : newFurtherIds) {
      further.add(accuracy);
    }
    return new AccuracyPair(model, type, id, ood, further, idExamples, oodExamples);
  }

  /**
   * {@return the Clopper-Pearson interval of the ID accuracy, the number of correct answers rounded
   * to the nearest whole; empty if the size of the test set is not known} For a metric that is no
   * proportion, such as macro-F1, the interval is an approximation at best.
   *
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   */
  public Optional<Interval> idInterval(double level) {
    return interval(id, idExamples, level);
  }

  /**
   * {@return the Clopper-Pearson interval of the OOD accuracy, as {@link #idInterval}}
   *
   * @param level the confidence level, in (0, 1)
   * @throws IllegalArgumentException if {@code level} is out of range
   */
  public Optional<Interval> oodInterval(double level) {
    return interval(ood, oodExamples, level);
  }

  private static Optional<Interval> interval(double accuracy, long examples, double level) {
    Require.inside(level, 0, 1, "level");
    return examples == 0
        ? Optional.empty()
        : Optional.of(
            BinomialInterval.clopperPearson(
                BinomialInterval.roundedSuccesses(accuracy, examples), examples, level));
  }

  /** {@return the accuracies on all ID test sets, {@link #id()} first} */
  double[] allIds() {
    double[] ids = new double[1 + furtherIds.size()];
    ids[0] = id;
    for (int j = 1; j < ids.length; j++) {
      ids[j] = furtherIds.get(j - 1);
    }
    return ids;
  }
}
