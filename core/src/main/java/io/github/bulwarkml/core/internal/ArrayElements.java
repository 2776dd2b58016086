// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of an array of any type, as a list. */
public final class ArrayElements {
  private ArrayElements() {}

  /** {@return the elements, boxed where primitive; those of objects may be null} */
  public static List<? extends @Nullable Object> of(Object array) {
    if (array instanceof double[] doubles) {
      return Arrays.stream(doubles).boxed().toList();
    }
    if (array instanceof int[] ints) {
      return Arrays.stream(ints).boxed().toList();
    }
    if (array instanceof long[] longs) {
      return Arrays.stream(longs).boxed().toList();
    }
    List<Object> elements = new ArrayList<>();
    if (array instanceof float[] floats) {
      for (float element : floats) {
        elements.add(element);
      }
    } else if (array instanceof short[] shorts) {
      for (short element : shorts) {
        elements.add(element);
      }
    } else if (array instanceof byte[] bytes) {
      for (byte element : bytes) {
        elements.add(element);
      }
    } else if (array instanceof boolean[] booleans) {
      for (boolean element : booleans) {
        elements.add(element);
      }
    } else if (array instanceof char[] chars) {
      for (char element : chars) {
        elements.add(element);
      }
    } else {
      return Arrays.asList((@Nullable Object[]) array);
    }
    return elements;
  }
}
