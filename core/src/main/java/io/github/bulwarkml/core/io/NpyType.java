// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

/**
 * What one item of a NumPy array is: a number or a record of named numbers.
 *
 * @since 0.1.0
 */
public sealed interface NpyType permits NpyScalar, NpyRecord {
  /** {@return the size of one item in bytes} */
  int itemBytes();

  /** {@return the type as NumPy's header writes it: a Python literal} */
  String descriptor();
}
