// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names sorted by how close they are to a misspelt one, for messages. */
public final class Nearest {
  private Nearest() {}

  /**
   * {@return the names, those closest to the given one first} Distance is the number of inserted,
   * deleted or replaced characters, without regard to case; equally close names keep their order.
   */
  public static List<String> first(String given, Collection<String> names) {
    record Ranked(String name, int distance) {}
    String wanted = given.toLowerCase(Locale.ROOT);
    List<Ranked> ranked = new ArrayList<>();
    for (String name : names) {
      ranked.add(new Ranked(name, distance(wanted, name.toLowerCase(Locale.ROOT))));
    }
    ranked.sort(Comparator.comparingInt(Ranked::distance));
    return ranked.stream().map(Ranked::name).toList();
  }

  /**
   * {@return the names, closest first, quoted and separated by commas; after {@code limit} of them
   * the rest is counted}
   */
  public static String list(String given, Collection<String> names, int limit) {
    List<String> sorted = first(given, names);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(limit, sorted.size()); i++) {
      text.append(i == 0 ? "'" : ", '").append(sorted.get(i)).append('\'');
    }
    if (sorted.size() > limit) {
      text.append(", ... ").append(sorted.size() - limit).append(" more");
    }
    return text.toString();
  }

  /** {@return the Levenshtein distance, in UTF-16 units} */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] spare = previous;
      previous = current;
      current = spare;
    }
    return previous[b.length()];
  }
}
