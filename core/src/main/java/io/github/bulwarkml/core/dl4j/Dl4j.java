// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import io.github.bulwarkml.core.MissingDependencyException;
import io.github.bulwarkml.core.tensor.Nd4jBackend;

/**
 * Whether DL4J is there.
 *
 * <pre>{@code
 * Dl4j.requireAvailable(); // says which lines to add
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Dl4j {
  private static final String NETWORK = "org.deeplearning4j.nn.multilayer.MultiLayerNetwork";

  private Dl4j() {}

  /** {@return whether DL4J's networks are on the class path} */
  public static boolean isAvailable() {
    try {
      Class.forName(NETWORK, false, Dl4j.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Refuses to go on without DL4J or a backend of ND4J.
   *
   * @throws MissingDependencyException if one is not on the class path; names what to add
   */
  public static void requireAvailable() {
    if (!isAvailable()) {
      throw new MissingDependencyException(
          "A network of DL4J",
          "org.deeplearning4j:deeplearning4j-nn:"
              + Nd4jBackend.VERSION
              + " and org.nd4j:nd4j-native:"
              + Nd4jBackend.VERSION,
          new ClassNotFoundException(NETWORK));
    }
    Nd4jBackend.require("A network of DL4J");
  }
}
