// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import java.util.Objects;

/**
 * A model that was left out, and why.
 *
 * @param model the model's name
 * @param reason why it was left out, such as {@code "no val"}
 * @since 0.1.0
 */
public record SkippedModel(String model, String reason) {
  /**
   * Checks that nothing is null.
   *
   * @param model the model's name
   * @param reason why it was left out
   */
  public SkippedModel {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public String toString() {
    return model + " (" + reason + ")";
  }
}
