// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep the order in which they were written. */
final class Ordered {
  private Ordered() {}

  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      map.put((String) namesAndValues[k], namesAndValues[k + 1]);
    }
    return Collections.unmodifiableMap(map);
  }
}
