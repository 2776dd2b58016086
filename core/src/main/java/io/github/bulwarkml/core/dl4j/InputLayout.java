// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

/**
 * Where a DL4J network expects the channels of images and the features of sequences. Bulwark's own
 * arrays have them last: [examples, height, width, channels] and [examples, steps, features].
 *
 * @since 0.1.0
 */
public enum InputLayout {
  /**
   * [examples, channels, height, width] and [examples, features, steps]: DL4J's {@code NCHW} and
   * {@code NCW}, its defaults. Inputs are permuted.
   */
  CHANNELS_FIRST,
  /**
   * [examples, height, width, channels] and [examples, steps, features]: DL4J's {@code NHWC} and
   * {@code NWC}. Inputs are passed as they are.
   */
  CHANNELS_LAST
}
