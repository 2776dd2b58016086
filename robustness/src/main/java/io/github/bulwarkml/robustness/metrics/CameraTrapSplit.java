// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import java.util.Arrays;
import java.util.Objects;

/**
 * Splits camera-trap pictures the way iWildCam-WILDS was split: unseen locations for the shifted
 * test, unseen days at seen locations for the test in distribution.
 *
 * <ol>
 *   <li>The distinct locations are shuffled; the last 15 % become {@link Part#TEST}, the 10 %
 *       before them {@link Part#VAL}, the rest are in distribution.
 *   <li>The distinct days of the in-distribution pictures are shuffled; the last 9 % become {@link
 *       Part#ID_TEST}, the 7 % before them {@link Part#ID_VAL}, the rest {@link Part#TRAIN}.
 *   <li>An in-distribution location without a picture in TRAIN moves to TRAIN as a whole.
 *   <li>Pictures of VAL, TEST, ID_VAL and ID_TEST whose class does not occur in TRAIN are {@link
 *       Part#DROPPED}.
 * </ol>
 *
 * <p>Shares are rounded down, so few locations or days leave parts empty. Sorted before shuffling:
 * the split depends on the values and the seed, not on the order of the pictures.
 *
 * <p>Reference: Beery et al., iWildCam 2020; the rule as in WILDS's create_split.py (Koh et al.
 * 2021, arXiv:2012.07421). The shuffles are SplitMix64's, so the released split itself is not
 * reproduced.
 *
 * @since 0.1.0
 */
public final class CameraTrapSplit {
  private final Part[] parts;

  private CameraTrapSplit(Part[] parts) {
    this.parts = parts;
  }

  /** Where a picture goes. */
  public enum Part {
    /** Training pictures. */
    TRAIN,
    /** Validation at unseen locations: out of distribution. */
    VAL,
    /** Test at unseen locations: out of distribution. */
    TEST,
    /** Validation on unseen days at training locations. */
    ID_VAL,
    /** Test on unseen days at training locations. */
    ID_TEST,
    /** In no part: its class does not occur in training. */
    DROPPED
  }

  /**
   * The shares of the parts.
   *
   * @param testLocations share of the locations in {@link Part#TEST}
   * @param valLocations share of the locations in {@link Part#VAL}
   * @param idTestDays share of the days in {@link Part#ID_TEST}
   * @param idValDays share of the days in {@link Part#ID_VAL}
   */
  public record Shares(
      double testLocations, double valLocations, double idTestDays, double idValDays) {
    /**
     * Checks the shares.
     *
     * @param testLocations share of the locations in TEST
     * @param valLocations share of the locations in VAL
     * @param idTestDays share of the days in ID_TEST
     * @param idValDays share of the days in ID_VAL
     * @throws IllegalArgumentException if a share is outside [0, 1) or two that go together do not
     *     stay below 1
     */
    public Shares {
      share(testLocations, "testLocations");
      share(valLocations, "valLocations");
      share(idTestDays, "idTestDays");
      share(idValDays, "idValDays");
      if (!(testLocations + valLocations < 1)) {
        throw new IllegalArgumentException(
            "testLocations + valLocations must be < 1, but was " + (testLocations + valLocations));
      }
      if (!(idTestDays + idValDays < 1)) {
        throw new IllegalArgumentException(
            "idTestDays + idValDays must be < 1, but was " + (idTestDays + idValDays));
      }
    }

    private static void share(double value, String name) {
      if (!(value >= 0 && value < 1)) {
        throw new IllegalArgumentException(name + " must be in [0, 1), but was " + value);
      }
    }

    /** {@return the shares of iWildCam-WILDS: 15 % and 10 % of locations, 9 % and 7 % of days} */
    public static Shares iWildCam() {
      return new Shares(0.15, 0.10, 0.09, 0.07);
    }
  }

  /**
   * {@return the split of a set of pictures with iWildCam's shares}
   *
   * @param locations the location of each picture [n], any numbers
   * @param days the day of each picture [n], for example days since 1970
   * @param labels the class of each picture [n], none negative
   * @param seed decides the shuffles
   * @throws IllegalArgumentException if the lengths differ or a label is negative
   */
  public static CameraTrapSplit of(int[] locations, long[] days, int[] labels, Seed seed) {
    return of(locations, days, labels, Shares.iWildCam(), seed);
  }

  /**
   * {@return the split of a set of pictures}
   *
   * @param locations the location of each picture [n], any numbers
   * @param days the day of each picture [n], for example days since 1970
   * @param labels the class of each picture [n], none negative
   * @param shares the shares of the parts
   * @param seed decides the shuffles
   * @throws IllegalArgumentException if the lengths differ or a label is negative
   */
  public static CameraTrapSplit of(
      int[] locations, long[] days, int[] labels, Shares shares, Seed seed) {
    Objects.requireNonNull(shares, "shares");
    Objects.requireNonNull(seed, "seed");
    int n = locations.length;
    Require.sameLength(days.length, n, "days", "locations");
    Require.sameLength(labels.length, n, "labels", "locations");
    Labels.requireInRange(labels, Labels.MAXIMUM_CLASSES, "labels");
    long[] distinct = Arrays.stream(locations).asLongStream().sorted().distinct().toArray();
    int[] place = new int[n];
    for (int i = 0; i < n; i++) {
      place[i] = Arrays.binarySearch(distinct, locations[i]);
    }
    Part[] ofLocation =
        assign(
            distinct.length,
            new Part[] {Part.TRAIN, Part.VAL, Part.TEST},
            (int) (shares.valLocations() * distinct.length),
            (int) (shares.testLocations() * distinct.length),
            seed.child("locations"));
    Part[] parts = new Part[n];
    for (int i = 0; i < n; i++) {
      parts[i] = ofLocation[place[i]];
    }
    splitDays(parts, days, shares, seed);
    returnLocations(parts, place, distinct.length);
    dropClasses(parts, labels);
    return new CameraTrapSplit(parts);
  }

  /** Shuffles 0..count-1: the last go to the third part, those before to the second. */
  private static Part[] assign(int count, Part[] three, int second, int third, Seed seed) {
    int[] order = new int[count];
    SplitMix64 random = SplitMix64.of(seed);
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    Part[] assigned = new Part[count];
    for (int i = 0; i < count; i++) {
      assigned[order[i]] = three[i >= count - third ? 2 : i >= count - third - second ? 1 : 0];
    }
    return assigned;
  }

  private static void splitDays(Part[] parts, long[] days, Shares shares, Seed seed) {
    long[] seen = new long[parts.length];
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == Part.TRAIN) {
        seen[count++] = days[i];
      }
    }
    long[] distinct = Arrays.stream(seen, 0, count).sorted().distinct().toArray();
    Part[] ofDay =
        assign(
            distinct.length,
            new Part[] {Part.TRAIN, Part.ID_VAL, Part.ID_TEST},
            (int) (shares.idValDays() * distinct.length),
            (int) (shares.idTestDays() * distinct.length),
            seed.child("days"));
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == Part.TRAIN) {
        parts[i] = ofDay[Arrays.binarySearch(distinct, days[i])];
      }
    }
  }

  private static void returnLocations(Part[] parts, int[] place, int locations) {
    boolean[] trained = new boolean[locations];
    for (int i = 0; i < parts.length; i++) {
      trained[place[i]] |= parts[i] == Part.TRAIN;
    }
    for (int i = 0; i < parts.length; i++) {
      if ((parts[i] == Part.ID_VAL || parts[i] == Part.ID_TEST) && !trained[place[i]]) {
        parts[i] = Part.TRAIN;
      }
    }
  }

  private static void dropClasses(Part[] parts, int[] labels) {
    boolean[] trained = new boolean[Labels.classCount(labels)];
    for (int i = 0; i < parts.length; i++) {
      trained[labels[i]] |= parts[i] == Part.TRAIN;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!trained[labels[i]]) {
        parts[i] = Part.DROPPED;
      }
    }
  }

  /** {@return the number of pictures n} */
  public int size() {
    return parts.length;
  }

  /**
   * {@return where a picture goes}
   *
   * @param picture its position, in [0, n)
   * @throws IllegalArgumentException if it is out of range
   */
  public Part partOf(int picture) {
    return parts[Require.inRange(picture, 0, parts.length - 1, "picture")];
  }

  /**
   * {@return the positions of the pictures of one part, ascending}
   *
   * @param part the part
   */
  public int[] pictures(Part part) {
    Objects.requireNonNull(part, "part");
    int[] chosen = new int[parts.length];
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == part) {
        chosen[count++] = i;
      }
    }
    return Arrays.copyOf(chosen, count);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("CameraTrapSplit(");
    for (Part part : Part.values()) {
      text.append(part == Part.TRAIN ? "" : ", ").append(part).append(' ');
      text.append(pictures(part).length);
    }
    return text.append(')').toString();
  }
}
