// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.result.Chart.Mark;
import io.github.bulwarkml.core.result.Chart.Series;
import java.util.ArrayList;
import java.util.List;

/** Which colour and marker each series of a chart has: one per distinct name. */
final class ChartGroups {
  private final int[] groupOf;

  ChartGroups(List<Series> series) {
    groupOf = new int[series.size()];
    List<String> names = new ArrayList<>();
    for (Series one : series) {
      if (named(one) && !names.contains(one.name())) {
        names.add(one.name());
      }
    }
    int next = -1;
    for (int i = series.size() - 1; i >= 0; i--) {
      if (named(series.get(i))) {
        next = names.indexOf(series.get(i).name());
      }
      groupOf[i] = next;
    }
    int last = 0;
    for (int i = 0; i < groupOf.length; i++) {
      if (groupOf[i] < 0) {
        groupOf[i] = last;
      }
      last = groupOf[i];
    }
  }

  private static boolean named(Series series) {
    return series.mark() != Mark.REFERENCE && !series.name().isEmpty();
  }

  /** The group of the series at an index. */
  int of(int index) {
    return groupOf[index];
  }
}
