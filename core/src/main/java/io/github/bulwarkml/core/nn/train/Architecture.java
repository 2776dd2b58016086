// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.core.tensor.ParameterVector.Segment;
import java.util.List;

/** What a model's parameters are called and shaped, to print and to compare. */
final class Architecture {
  private Architecture() {}

  /** {@return input and output shapes, the loss, and a line per segment} */
  static String describe(DifferentiableModel model) {
    return "input "
        + model.inputShape()
        + ", output "
        + model.outputShape()
        + ", loss "
        + model.loss()
        + "\n"
        + model.parameters();
  }

  /** Refuses a file's parameters or state of another layout than the model's. */
  static void requireSame(String file, String kind, ParameterVector stored, ParameterVector own) {
    List<Segment> theirs = stored.segments();
    List<Segment> ours = own.segments();
    for (int i = 0; i < Math.max(theirs.size(), ours.size()); i++) {
      String there = show(theirs, i);
      String here = show(ours, i);
      if (!there.equals(here)) {
        throw new IllegalArgumentException(
            file
                + " must be of the model's architecture, but of its "
                + kind
                + " number "
                + (i + 1)
                + " is "
                + there
                + " where the model has "
                + here);
      }
    }
  }

  private static String show(List<Segment> segments, int i) {
    return i < segments.size() ? segments.get(i).name() + " " + segments.get(i).shape() : "none";
  }
}
