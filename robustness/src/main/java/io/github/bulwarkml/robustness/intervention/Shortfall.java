// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import java.util.List;
import java.util.Locale;

/**
 * What happens when a class has fewer examples than a plan asks of it.
 *
 * @since 0.1.0
 */
public enum Shortfall {
  /** The plan fails and names the class. */
  FAIL,
  /** All examples of the class are taken, and the manifest has a warning. */
  CAP;

  /** {@return how many of the examples asked for can be taken} */
  int take(int wanted, int available, String whose, List<String> warnings) {
    if (available >= wanted) {
      return wanted;
    }
    String problem = whose + " has " + available + " examples, but " + wanted + " are needed";
    if (this == FAIL) {
      throw new IllegalArgumentException(problem);
    }
    warnings.add(problem + "; all are taken");
    return available;
  }

  /** {@return the name in manifests} */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
