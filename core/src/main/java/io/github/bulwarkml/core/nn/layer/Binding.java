// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import java.util.Arrays;
import java.util.Map;

/**
 * What a layer is bound to: the array it reads, the parameters it uses, and where it may allocate.
 *
 * @since 0.1.0
 */
public final class Binding {
  private final NativeMemory memory;
  private final Map<String, Parameter> parameters;
  private final Randomness randomness;
  private final String prefix;
  private final NativeArray input;
  private final boolean inputIsFree;

  /** Where the random choices of a network's layers come from; shared by all its layers. */
  public static final class Randomness {
    private Rng random;

    /**
     * Starts a stream.
     *
     * @param seed where it starts
     */
    public Randomness(Seed seed) {
      this.random = Rng.of(seed);
    }

    /**
     * Starts the stream anew.
     *
     * @param seed where it starts
     */
    public void restart(Seed seed) {
      random = Rng.of(seed);
    }

    /** {@return the stream} */
    public Rng stream() {
      return random;
    }
  }

  /**
   * Binds the outermost layer.
   *
   * @param memory where layers may allocate
   * @param parameters parameters and state by full name
   * @param randomness where random choices come from
   * @param input what the layer reads, [batch, input shape]
   */
  public Binding(
      NativeMemory memory,
      Map<String, Parameter> parameters,
      Randomness randomness,
      NativeArray input) {
    this(memory, parameters, randomness, "", input, false);
  }

  private Binding(
      NativeMemory memory,
      Map<String, Parameter> parameters,
      Randomness randomness,
      String prefix,
      NativeArray input,
      boolean inputIsFree) {
    this.memory = memory;
    this.parameters = parameters;
    this.randomness = randomness;
    this.prefix = prefix;
    this.input = input;
    this.inputIsFree = inputIsFree;
  }

  /** {@return the binding of a layer within this one} */
  Binding within(String name, NativeArray itsInput, boolean isFree) {
    return new Binding(memory, parameters, randomness, prefix + name, itsInput, isFree);
  }

  /** {@return whether the layer may write its output over its input} */
  boolean inputIsFree() {
    return inputIsFree;
  }

  /** {@return where the layer may allocate} */
  public NativeMemory memory() {
    return memory;
  }

  /** {@return where random choices come from} */
  public Randomness randomness() {
    return randomness;
  }

  /** {@return what the layer reads} */
  public NativeArray input() {
    return input;
  }

  /** {@return the number of examples} */
  public int batch() {
    return input.shape()[0];
  }

  /** {@return the shape of one example} */
  public int[] inputShape() {
    int[] shape = input.shape();
    return Arrays.copyOfRange(shape, 1, shape.length);
  }

  /**
   * {@return a parameter, or a value learnt without gradients, of this layer}
   *
   * @param name its name within the layer
   * @throws IllegalArgumentException if there is none
   */
  public Parameter parameter(String name) {
    Parameter found = parameters.get(prefix + name);
    if (found == null) {
      throw new IllegalArgumentException(
          "name must be one of " + parameters.keySet() + ", but was '" + prefix + name + "'");
    }
    return found;
  }

  /** {@return an array of one row of the given shape per example} */
  NativeArray allocate(int... exampleShape) {
    int[] shape = new int[exampleShape.length + 1];
    shape[0] = batch();
    System.arraycopy(exampleShape, 0, shape, 1, exampleShape.length);
    return memory.allocate(shape);
  }
}
