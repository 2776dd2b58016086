// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import java.util.List;

/** The names of the columns of both parameter tables. */
final class ParameterNames {
  private ParameterNames() {}

  /** {@return the names of a corruption's parameters, in table order} */
  static List<String> of(Corruption corruption, CorruptionVariant variant, CorruptionScale scale) {
    return switch (corruption) {
      case GAUSSIAN_NOISE, SPECKLE_NOISE, GAUSSIAN_BLUR -> List.of("sigma");
      case SHOT_NOISE -> List.of("photons");
      case IMPULSE_NOISE -> List.of("amount");
      case DEFOCUS_BLUR -> List.of("radius", "aliasSigma");
      case GLASS_BLUR -> List.of("sigma", "maximumShift", "iterations");
      case MOTION_BLUR -> List.of("radius", "sigma");
      case ZOOM_BLUR -> List.of("step", "end");
      case SNOW ->
          List.of(
              "mean", "deviation", "zoom", "threshold", "blurRadius", "blurSigma", "imageWeight");
      case FROST -> List.of("imageWeight", "frostWeight");
      case FOG -> List.of("amount", "decay");
      case BRIGHTNESS -> List.of("added");
      case CONTRAST -> List.of("factor");
      case ELASTIC_TRANSFORM ->
          ElasticTransform.isSizeFree(variant, scale)
              ? List.of("amplitude", "smoothingOfSide", "offsetOfSide")
              : List.of("amplitude", "smoothing", "affineJitter");
      case PIXELATE -> List.of("factor");
      case JPEG_COMPRESSION -> List.of("quality");
      case SPATTER -> List.of("mean", "deviation", "sigma", "threshold", "intensity", "mud");
      case SATURATE -> List.of("factor", "added");
    };
  }
}
