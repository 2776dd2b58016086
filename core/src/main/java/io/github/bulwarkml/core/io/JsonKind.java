// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

/**
 * The kinds of JSON values.
 *
 * @since 0.1.0
 */
public enum JsonKind {
  /** Named members. */
  OBJECT,
  /** Elements in order. */
  ARRAY,
  /** Text. */
  STRING,
  /** A decimal number. */
  NUMBER,
  /** True or false. */
  BOOLEAN,
  /** Nothing. */
  NULL
}
