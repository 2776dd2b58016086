// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A record of named numbers, stored one after another without gaps: NumPy's structured dtype.
 *
 * <p>{@code NpyRecord.of(NpyScalar.U8, NpyScalar.U8)} is {@code numpy.dtype("u8,u8")}.
 *
 * @param fields the fields in order, at least one, names unique
 * @since 0.1.0
 */
public record NpyRecord(List<Field> fields) implements NpyType {
  /**
   * A named number.
   *
   * @param name printable, not empty
   * @param type what it is
   * @since 0.1.0
   */
  public record Field(String name, NpyScalar type) {
    /**
     * Checks the name.
     *
     * @param name printable, not empty
     * @param type what it is
     * @throws IllegalArgumentException if the name is empty or holds a control character
     */
    public Field {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      if (name.isEmpty() || name.chars().anyMatch(c -> Character.isISOControl(c))) {
        throw new IllegalArgumentException(
            "name must be printable and not empty, but was '" + name + "'");
      }
    }
  }

  /**
   * Checks the fields.
   *
   * @param fields the fields in order, in [1, 1024] of them, names unique
   * @throws IllegalArgumentException if there is no field, too many, or two of one name
   */
  public NpyRecord {
    fields = List.copyOf(fields);
    if (fields.isEmpty() || fields.size() > 1024) {
      throw new IllegalArgumentException(
          "fields must be in [1, 1024] in number, but was " + fields.size());
    }
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException(
            "fields must have unique names, but '" + field.name() + "' is repeated");
      }
    }
  }

  /**
   * {@return the record whose fields are called f0, f1, ..., as NumPy names them}
   *
   * @param types the fields' types in order, at least one
   */
  public static NpyRecord of(NpyScalar... types) {
    Field[] fields = new Field[types.length];
    for (int i = 0; i < types.length; i++) {
      fields[i] = new Field("f" + i, types[i]);
    }
    return new NpyRecord(List.of(fields));
  }

  @Override
  public int itemBytes() {
    int bytes = 0;
    for (Field field : fields) {
      bytes += field.type().itemBytes();
    }
    return bytes;
  }

  @Override
  public String descriptor() {
    StringBuilder text = new StringBuilder("[");
    for (Field field : fields) {
      text.append(text.length() == 1 ? "(" : ", (")
          .append(PythonLiteral.quote(field.name()))
          .append(", ")
          .append(field.type().descriptor())
          .append(')');
    }
    return text.append(']').toString();
  }

  @Override
  public String toString() {
    return descriptor();
  }
}
