// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.internal.Require;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The published tables of parameters: severities that suit large images, and those for 32 x 32
 * images, which the large ones would wipe out.
 *
 * @since 0.1.0
 */
public enum CorruptionScale {
  /** The parameters of ImageNet-C, for images of about 224 x 224. */
  IMAGENET,
  /** The parameters of CIFAR-10-C, for images of about 32 x 32. */
  CIFAR;

  /** The highest severity; the lowest is 1. */
  public static final int SEVERITIES = 5;

  /** Images whose sides are all below this get {@link #CIFAR} from {@link #suiting}. */
  public static final int SMALL_SIDE = 64;

  /**
   * {@return the scale whose severities suit an image: {@link #CIFAR} if both sides are below
   * {@value #SMALL_SIDE}, else {@link #IMAGENET}}
   *
   * @param image the image
   */
  public static CorruptionScale suiting(Image image) {
    Objects.requireNonNull(image, "image");
    return Math.max(image.height(), image.width()) < SMALL_SIDE ? CIFAR : IMAGENET;
  }

  /**
   * {@return the parameters by name, in the order of the published tables}
   *
   * @param corruption the corruption
   * @param severity in [1, 5]
   * @param variant the variant; matters for the elastic transform at ImageNet scale only
   * @throws IllegalArgumentException if the severity is out of range
   */
  public Map<String, Double> parameters(
      Corruption corruption, int severity, CorruptionVariant variant) {
    List<String> names = ParameterNames.of(corruption, variant, this);
    double[] values = row(corruption, severity, variant);
    Map<String, Double> parameters = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      parameters.put(names.get(i), values[i]);
    }
    return Collections.unmodifiableMap(parameters);
  }

  /** {@return a fresh row of the table} */
  double[] row(Corruption corruption, int severity, CorruptionVariant variant) {
    Objects.requireNonNull(corruption, "corruption");
    Objects.requireNonNull(variant, "variant");
    requireSeverity(severity);
    double[][] rows =
        this == IMAGENET
            ? ImageNetParameters.of(corruption, variant)
            : CifarParameters.of(corruption);
    return rows[severity - 1];
  }

  /** {@return the severity, if in [1, 5]} */
  static int requireSeverity(int severity) {
    return Require.inRange(severity, 1, SEVERITIES, "severity");
  }
}
