// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Fewer examples of the same classes.
 *
 * <p>Subsets are nested: with one seed, the examples for a smaller number are among those for a
 * larger one. Stratified quotas are those of the largest remainders; where these would take an
 * example of a class away as the number rises (the Alabama paradox), nesting wins and a quota may
 * be one off for some numbers.
 *
 * @param images how many examples, at least 1
 * @param sampling whether classes keep their shares
 * @since 0.1.0
 */
public record Quantity(int images, Sampling sampling) implements Intervention {
  /** How a subset is drawn. */
  public enum Sampling {
    /** Each class keeps its share, up to rounding. */
    STRATIFIED,
    /** Every subset is equally likely. */
    UNIFORM
  }

  /**
   * Checks the parts.
   *
   * @param images how many examples, at least 1
   * @param sampling whether classes keep their shares
   * @throws IllegalArgumentException if {@code images} is out of range
   */
  public Quantity {
    Require.atLeast(images, 1, "images");
    Objects.requireNonNull(sampling, "sampling");
  }

  /**
   * Creates a stratified choice.
   *
   * @param images how many examples, at least 1
   * @throws IllegalArgumentException if {@code images} is out of range
   */
  public Quantity(int images) {
    this(images, Sampling.STRATIFIED);
  }

  @Override
  public String operation() {
    return "quantity";
  }

  @Override
  public Map<String, Object> parameters() {
    return Ordered.map("images", images, "sampling", sampling.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Change apply(LabelledIndex input, Seed seed) {
    Require.inRange(images, 1, input.size(), "images");
    int[] positions;
    if (sampling == Sampling.UNIFORM) {
      positions = Arrays.copyOf(SeededOrder.of(input.size(), "examples", seed), images);
      Arrays.sort(positions);
    } else {
      int[] quotas = Apportionment.nested(input.labelCounts(), images);
      positions = SeededOrder.stratified(input.positionsByLabel(), quotas, seed);
    }
    LabelledIndex index = input.select(positions);
    long lost = lost(input.labelCounts(), index.labelCounts());
    return new Change(
        index,
        Map.of(),
        lost == 0 ? List.of() : List.of(lost + " classes are left without an example"));
  }

  private static long lost(int[] before, int[] after) {
    long lost = 0;
    for (int c = 0; c < before.length; c++) {
      if (before[c] > 0 && after[c] == 0) {
        lost++;
      }
    }
    return lost;
  }
}
