// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Losses and learning rates step by step, and what validation said: what a training remembers. */
final class StepRecord {
  private double[] losses = new double[64];
  private double[] learningRates = new double[64];
  private int steps;
  private final List<ValidationPoint> points = new ArrayList<>();

  void add(double loss, double learningRate) {
    if (steps == losses.length) {
      int longer = (int) Math.min(Integer.MAX_VALUE - 8, steps * 2L);
      losses = Arrays.copyOf(losses, longer);
      learningRates = Arrays.copyOf(learningRates, longer);
    }
    losses[steps] = loss;
    learningRates[steps] = learningRate;
    steps++;
  }

  void add(ValidationPoint point) {
    points.add(point);
  }

  int steps() {
    return steps;
  }

  double[] losses() {
    return Arrays.copyOf(losses, steps);
  }

  double[] learningRates() {
    return Arrays.copyOf(learningRates, steps);
  }

  List<ValidationPoint> points() {
    return List.copyOf(points);
  }

  double lastLoss() {
    return steps == 0 ? Double.NaN : losses[steps - 1];
  }

  void writeTo(Checkpoint.Builder checkpoint) {
    checkpoint
        .series("losses", losses())
        .series("learningRates", learningRates())
        .series("validationSteps", points.stream().mapToDouble(ValidationPoint::steps).toArray())
        .series("validationValues", points.stream().mapToDouble(ValidationPoint::value).toArray());
  }

  /** {@return the record of a checkpoint that {@link #writeTo} filled} */
  static StepRecord of(Checkpoint checkpoint) {
    double[] losses = checkpoint.series("losses");
    double[] learningRates = checkpoint.series("learningRates");
    double[] at = checkpoint.series("validationSteps");
    double[] values = checkpoint.series("validationValues");
    boolean whole =
        losses.length == checkpoint.step()
            && learningRates.length == losses.length
            && at.length == values.length;
    StepRecord record = new StepRecord();
    for (int i = 0; whole && i < losses.length; i++) {
      record.add(losses[i], learningRates[i]);
    }
    double before = 0;
    for (int i = 0; whole && i < at.length; i++) {
      whole = at[i] > before && at[i] <= losses.length && at[i] == Math.rint(at[i]);
      if (whole) {
        record.add(new ValidationPoint((int) at[i], values[i]));
        before = at[i];
      }
    }
    if (!whole) {
      throw new IllegalArgumentException(
          checkpoint.name()
              + " must hold one loss per step and validations in order, but does not");
    }
    return record;
  }

  /** {@return the number of the first best point, or -1 if there is none} */
  static int best(Metric metric, List<ValidationPoint> points) {
    int best = -1;
    for (int i = 0; i < points.size(); i++) {
      double value = points.get(i).value();
      if (best < 0 ? !Double.isNaN(value) : metric.isBetter(value, points.get(best).value())) {
        best = i;
      }
    }
    return best;
  }
}
