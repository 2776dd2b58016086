// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

/** The same rate for all steps. */
record ConstantSchedule(double learningRate) implements Schedule {
  @Override
  public double rate(int step, int totalSteps) {
    return learningRate;
  }

  @Override
  public String toString() {
    return "constant " + learningRate;
  }
}
