// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

/**
 * Two models, and how often they agree on both sets.
 *
 * @param first position of one model
 * @param second position of the other, above {@code first}
 * @param id their agreement in distribution, in [0, 1]
 * @param ood their agreement out of distribution, in [0, 1]
 * @since 0.1.0
 */
public record AgreementPair(int first, int second, double id, double ood) {}
