// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import io.github.bulwarkml.core.internal.Require;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What agreement on the line says about one model.
 *
 * @param model its name
 * @param idAccuracy its accuracy in distribution, measured with labels
 * @param alineS accuracy out of distribution by ALine-S; empty if the model was left out
 * @param alineD accuracy out of distribution by ALine-D; empty if the model was left out or its
 *     pairs do not determine it
 * @since 0.1.0
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record AgreementEstimate(
    String model, double idAccuracy, OptionalDouble alineS, OptionalDouble alineD) {
  /**
   * Checks the numbers.
   *
   * @param model its name
   * @param idAccuracy its accuracy in distribution, in [0, 1]
   * @param alineS accuracy out of distribution by ALine-S, in [0, 1] if present
   * @param alineD accuracy out of distribution by ALine-D, in [0, 1] if present
   * @throws IllegalArgumentException if a number is out of range
   */
  public AgreementEstimate {
    Objects.requireNonNull(model, "model");
    Require.inRange(idAccuracy, 0, 1, "idAccuracy");
    alineS.ifPresent(value -> Require.inRange(value, 0, 1, "alineS"));
    alineD.ifPresent(value -> Require.inRange(value, 0, 1, "alineD"));
  }
}
