// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core;

/**
 * A computation that did not reach a usable number: divergence, no root in the bracket, a singular
 * system. The message holds the last iterate.
 *
 * @since 0.1.0
 */
public final class NumericalException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what failed and the last iterate
   */
  public NumericalException(String message) {
    super(message);
  }
}
