// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The same classes and the same total, but each class is drawn from a part of its sub-populations.
 *
 * <p>Of the m sub-populations of a class, the first m / divisor (rounded up) of a seeded order are
 * used, so larger divisors use some of those that smaller ones use. Quotas per class are those of
 * {@link Quantity}; a divisor of 1 chooses the same examples as it.
 *
 * @param images the total number of examples, at least 1
 * @param divisor 1/divisor of the sub-populations are used; at least 1
 * @param populations what the sub-populations of a class are
 * @param shortfall what happens when those used have too few examples
 * @since 0.1.0
 */
public record PerClassDiversity(
    int images, int divisor, Populations populations, Shortfall shortfall) implements Intervention {
  /** What the sub-populations of a class are. */
  public enum Populations {
    /** Domains: places, sources, or clusters given as {@link LabelledIndex#withDomains}. */
    DOMAINS,
    /** The classes of the start, where labels are coarser now. */
    SOURCE_CLASSES
  }

  /**
   * Checks the parts.
   *
   * @param images the total number of examples, at least 1
   * @param divisor 1/divisor of the sub-populations are used; at least 1
   * @param populations what the sub-populations of a class are
   * @param shortfall what happens when those used have too few examples
   * @throws IllegalArgumentException if a number is out of range
   */
  public PerClassDiversity {
    Require.atLeast(images, 1, "images");
    Require.atLeast(divisor, 1, "divisor");
    Objects.requireNonNull(populations, "populations");
    Objects.requireNonNull(shortfall, "shortfall");
  }

  /**
   * Creates a choice that fails when a class has too few examples.
   *
   * @param images the total number of examples, at least 1
   * @param divisor 1/divisor of the sub-populations are used; at least 1
   * @param populations what the sub-populations of a class are
   * @throws IllegalArgumentException if a number is out of range
   */
  public PerClassDiversity(int images, int divisor, Populations populations) {
    this(images, divisor, populations, Shortfall.FAIL);
  }

  @Override
  public String operation() {
    return "perClassDiversity";
  }

  @Override
  public Map<String, Object> parameters() {
    return Ordered.map(
        "images",
        images,
        "divisor",
        divisor,
        "populations",
        populations.name().toLowerCase(Locale.ROOT),
        "shortfall",
        shortfall.id());
  }

  @Override
  public Change apply(LabelledIndex input, Seed seed) {
    Require.inRange(images, 1, input.size(), "images");
    int[] population = populations(input);
    int[] quotas = Apportionment.nested(input.labelCounts(), images);
    int[][] positions = input.positionsByLabel();
    List<String> warnings = new ArrayList<>();
    List<Integer> chosen = new ArrayList<>();
    int used = 0;
    int present = 0;
    for (int c = 0; c < quotas.length; c++) {
      int[] inClass =
          Arrays.stream(positions[c]).map(position -> population[position]).distinct().toArray();
      Arrays.sort(inClass);
      Set<Integer> kept = kept(inClass, c, seed);
      int[] pool =
          Arrays.stream(SeededOrder.ofClass(positions[c], c, seed))
              .filter(position -> kept.contains(population[position]))
              .toArray();
      String whose = "class " + c + " in " + kept.size() + " of " + inClass.length + " populations";
      int take = shortfall.take(quotas[c], pool.length, whose, warnings);
      Arrays.stream(pool, 0, take).forEach(chosen::add);
      used += kept.size();
      present += inClass.length;
    }
    return new Change(
        input.select(chosen.stream().mapToInt(Integer::intValue).sorted().toArray()),
        Ordered.map("populations", present, "populationsUsed", used),
        warnings);
  }

  private int[] populations(LabelledIndex input) {
    if (populations == Populations.SOURCE_CLASSES) {
      int[] sources = new int[input.size()];
      Arrays.setAll(sources, input::sourceClass);
      return sources;
    }
    return input
        .domains()
        .orElseThrow(() -> new IllegalArgumentException("the index must have domains"));
  }

  private Set<Integer> kept(int[] inClass, int label, Seed seed) {
    int[] order = SeededOrder.of(inClass.length, "populations/" + label, seed);
    int keep = (int) ((inClass.length + (long) divisor - 1) / divisor);
    Set<Integer> kept = new HashSet<>(); // only asked for membership
    for (int k = 0; k < keep; k++) {
      kept.add(inClass[order[k]]);
    }
    return kept;
  }
}
