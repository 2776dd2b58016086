// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core;

/**
 * An optional jar that the called feature needs is not on the class path. The message gives the
 * coordinates to add.
 *
 * @since 0.1.0
 */
public final class MissingDependencyException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param feature what was asked for, for example {@code "Parquet input"}
   * @param coordinates the Maven coordinates to add, for example {@code "org.duckdb:duckdb_jdbc"}
   * @param cause the class loading failure
   */
  public MissingDependencyException(String feature, String coordinates, Throwable cause) {
    super(feature + " needs " + coordinates + " on the class path", cause);
  }
}
