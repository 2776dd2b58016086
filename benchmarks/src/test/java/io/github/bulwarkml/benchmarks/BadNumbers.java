// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import java.lang.reflect.Array;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** What a careless caller may pass for a number: NaN, infinities, negatives, zero, huge values. */
final class BadNumbers {
  private static final Set<Class<?>> NUMBERS =
      Set.of(
          int.class,
          long.class,
          float.class,
          double.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class);

  private BadNumbers() {}

  /** {@return whether the parameter is a number, or an array or a list of numbers} */
  static boolean isNumeric(Parameter parameter) {
    Class<?> type = parameter.getType();
    while (type.isArray()) {
      type = type.getComponentType();
    }
    return NUMBERS.contains(type)
        || type == OptionalDouble.class
        || parameter
            .getParameterizedType()
            .getTypeName()
            .equals("java.util.List<java.lang.Double>");
  }

  /** {@return bad values like a good one: for arrays and lists no elements, or one of them bad} */
  static List<Object> like(Object good) {
    if (good instanceof Integer) {
      return List.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (good instanceof Long) {
      return List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (good instanceof Double) {
      return List.of(
          0.0,
          -1.0,
          Double.NaN,
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          -Double.MAX_VALUE,
          Double.MAX_VALUE);
    }
    if (good instanceof Float) {
      return like(1.0).stream().<Object>map(value -> ((Double) value).floatValue()).toList();
    }
    if (good instanceof OptionalDouble) {
      return like(1.0).stream().<Object>map(value -> OptionalDouble.of((Double) value)).toList();
    }
    if (good instanceof List<?> list) {
      return likeArray(list.toArray()).stream().<Object>map(a -> List.of((Object[]) a)).toList();
    }
    return likeArray(good);
  }

  private static List<Object> likeArray(Object good) {
    int length = Array.getLength(good);
    Class<?> element = good.getClass().getComponentType();
    List<Object> bad = new ArrayList<>();
    bad.add(Array.newInstance(element, 0));
    if (length > 0) {
      for (Object value : like(Array.get(good, length / 2))) {
        Object changed = Array.newInstance(element, length);
        System.arraycopy(good, 0, changed, 0, length);
        Array.set(changed, length / 2, value);
        bad.add(changed);
      }
    }
    return bad;
  }

  /** {@return the value as a message shows it} */
  static String show(Object value) {
    String text = Arrays.deepToString(new Object[] {value});
    return text.substring(1, text.length() - 1);
  }
}
