// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

/**
 * The order in which DL4J has the features of flattened images: places within channels, where
 * Bulwark has channels within places.
 *
 * @param places how many places an image has; 1 if the order is the same
 * @param channels how many channels
 */
record FeatureOrder(int places, int channels) {
  /** The order is the same. */
  static final FeatureOrder SAME = new FeatureOrder(1, 1);

  /** Where Bulwark has the feature that DL4J has at an index. */
  int source(int index) {
    return places == 1 ? index : index % places * channels + index / places;
  }
}
