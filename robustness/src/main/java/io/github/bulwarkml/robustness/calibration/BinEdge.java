// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.calibration;

/**
 * To which bin a confidence on an inner edge belongs.
 *
 * @since 0.1.0
 */
public enum BinEdge {
  /** Bins [low, high), the last one closed: bin = min(floor(c B), B - 1). The default. */
  LEFT_CLOSED {
    @Override
    int bin(double confidence, int bins) {
      return Math.min((int) (confidence * bins), bins - 1);
    }
  },
  /** Bins (low, high], the first one closed: bin = max(ceil(c B) - 1, 0), as in Guo et al. 2017. */
  RIGHT_CLOSED {
    @Override
    int bin(double confidence, int bins) {
      return Math.min(Math.max((int) Math.ceil(confidence * bins) - 1, 0), bins - 1);
    }
  };

  /** The bin of a confidence in [0, 1] among equally wide ones. */
  abstract int bin(double confidence, int bins);
}
