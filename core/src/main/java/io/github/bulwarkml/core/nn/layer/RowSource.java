// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

/** Gives the rows that a matrix is multiplied with, example by example. */
@FunctionalInterface
interface RowSource {
  /**
   * Copies rows out.
   *
   * @param example the first example
   * @param count how many examples
   * @param target where their rows go, from its start
   */
  void stage(int example, int count, NativeArray target);
}
