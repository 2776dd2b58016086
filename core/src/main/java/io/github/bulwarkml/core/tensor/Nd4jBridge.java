// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import io.github.bulwarkml.core.MissingDependencyException;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies between heap arrays and ND4J: one bulk copy each way, into storage that already exists.
 *
 * <pre>{@code
 * Nd4jBridge.copy(parameters, network.params()); // DL4J's flat [1, n] view
 * Nd4jBridge.copy(network.params(), parameters);
 * }</pre>
 *
 * <p>ND4J arrays must hold FLOAT and lie dense in C order, as {@code params()} does; others are
 * refused rather than copied twice. A flat view is dense whatever its nominal order.
 *
 * <p>Needs {@code org.nd4j:nd4j-api} and a backend such as {@code org.nd4j:nd4j-native} on the
 * class path.
 *
 * @since 0.1.0
 */
public final class Nd4jBridge {
  private Nd4jBridge() {}

  /** {@return whether ND4J's API is on the class path} */
  public static boolean isAvailable() {
    try {
      Class.forName(
          "org.nd4j.linalg.api.ndarray.INDArray", false, Nd4jBridge.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Refuses to go on without ND4J.
   *
   * @throws MissingDependencyException if ND4J or its backend is not on the class path; names what
   *     to add
   */
  public static void requireAvailable() {
    Nd4jBackend.require("The bridge to ND4J");
  }

  /**
   * {@return a new ND4J array of FLOAT in C order that holds a copy of the values}
   *
   * @param values row-major
   * @param shape dimensions, each at least 1; none is a flat array
   * @throws IllegalArgumentException if the shape does not have as many elements as there are
   *     values
   * @throws MissingDependencyException if ND4J is not on the class path
   */
  public static INDArray toNd4j(float[] values, long... shape) {
    Objects.requireNonNull(values, "values");
    requireAvailable();
    return Nd4jCopies.create(
        values, shape.length == 0 ? new long[] {values.length} : shape.clone());
  }

  /**
   * Copies a parameter vector into an ND4J array of as many elements, for example {@code params()}
   * of a DL4J network.
   *
   * @param source the vector
   * @param target a dense FLOAT array
   * @throws IllegalArgumentException if length, type or layout of {@code target} does not fit
   * @throws MissingDependencyException if ND4J is not on the class path
   */
  public static void copy(ParameterVector source, INDArray target) {
    Objects.requireNonNull(source, "source");
    requireAvailable();
    Nd4jCopies.write(source.array(), target);
  }

  /**
   * Copies an ND4J array into a parameter vector of as many elements.
   *
   * @param source a dense FLOAT array
   * @param target the vector
   * @throws IllegalArgumentException if length, type or layout of {@code source} does not fit
   * @throws MissingDependencyException if ND4J is not on the class path
   */
  public static void copy(INDArray source, ParameterVector target) {
    Objects.requireNonNull(target, "target");
    requireAvailable();
    Nd4jCopies.read(source, target.array());
  }
}
