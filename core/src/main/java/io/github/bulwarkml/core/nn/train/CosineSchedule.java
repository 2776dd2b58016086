// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.internal.Require;

/** Half a cosine from one rate to another. */
record CosineSchedule(double learningRate, double finalRate) implements Schedule {
  @Override
  public double rate(int step, int totalSteps) {
    Require.atLeast(step, 0, "step");
    Require.atLeast(totalSteps, 1, "totalSteps");
    double part = Math.min(1, (double) step / totalSteps);
    double height = 0.5 * (1 + StrictMath.cos(Math.PI * part));
    return finalRate + (learningRate - finalRate) * height;
  }

  @Override
  public String toString() {
    return "cosine " + learningRate + " to " + finalRate;
  }
}
