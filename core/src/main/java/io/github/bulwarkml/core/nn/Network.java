// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.nn.layer.Binding;
import io.github.bulwarkml.core.nn.layer.Initializer;
import io.github.bulwarkml.core.nn.layer.NativeMemory;
import io.github.bulwarkml.core.nn.layer.Parameter;
import io.github.bulwarkml.core.nn.layer.ParameterSpec;
import io.github.bulwarkml.core.nn.layer.Sequence;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.Nd4jBridge;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.core.tensor.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Layers with their parameters: forward passes, and exact derivatives in both directions.
 *
 * <pre>{@code
 * Network network = Network.withInput(784).dense(128).relu().dense(10).build(Seed.of(1));
 * System.out.println(network);
 * DifferentiableModel model = network.model(Loss.SOFTMAX_CROSS_ENTROPY);
 * }</pre>
 *
 * <p>Most code uses a network through {@link #model}. {@link #at} gives the passes themselves, for
 * networks that are parts of something larger.
 *
 * <p>ND4J's native side is held to one thread in every thread that runs a network: equal seeds then
 * give equal bits for any number of threads, and several models train side by side. {@code
 * -Dbulwark.nn.nativeThreads=keep} leaves ND4J's settings alone instead.
 *
 * <p>Needs ND4J on the class path. All native memory is freed by {@link #close}, or with the
 * object. Mutable and not thread-safe; give each thread its own {@link #copy}.
 *
 * @since 0.1.0
 */
public final class Network implements AutoCloseable {
  /** Batch sizes whose arrays are kept: a training batch, what is left over, an evaluation's. */
  private static final int KEPT_SIZES = 4;

  private final int[] inputShape;
  private final int[] outputShape;
  private final Sequence layers;
  private final boolean doublePrecision;
  private final NativeMemory memory;
  private final List<Parameter> parameters;
  private final List<Parameter> state;
  private final Map<String, Parameter> byName = new LinkedHashMap<>();
  private final Binding.Randomness randomness;
  private boolean closed;
  private final Map<Integer, Passes> passes = new LinkedHashMap<>(8, 0.75f, true);

  Network(int[] inputShape, Sequence layers, Seed seed, boolean doublePrecision) {
    Nd4jBridge.requireAvailable();
    this.inputShape = inputShape.clone();
    this.layers = layers;
    this.outputShape = layers.outputShape(inputShape);
    this.doublePrecision = doublePrecision;
    this.memory = new NativeMemory(doublePrecision);
    this.randomness = new Binding.Randomness(seed.child("layers"));
    this.parameters = allocate(layers.parameters(inputShape), seed);
    this.state = allocate(layers.state(inputShape), seed);
  }

  private List<Parameter> allocate(List<ParameterSpec> specs, Seed seed) {
    List<Parameter> all = new ArrayList<>();
    for (ParameterSpec spec : specs) {
      Parameter parameter = new Parameter(memory, spec.name(), spec.dimensions());
      float[] values = new float[parameter.value().length()];
      Initializer initializer = spec.initializer();
      initializer.fill(values, spec.fanIn(), spec.fanOut(), Rng.of(seed.child(spec.name())));
      parameter.value().set(values);
      all.add(parameter);
      byName.put(spec.name(), parameter);
    }
    return all;
  }

  /**
   * {@return a builder of networks on examples of a shape}
   *
   * @param shape features; or height, width, channels; or rows, features; each at least 1
   * @throws IllegalArgumentException if there are not one to three dimensions, or one is below 1
   */
  public static NetworkBuilder withInput(int... shape) {
    boolean good = shape.length >= 1 && shape.length <= 3;
    for (int dimension : shape) {
      good &= dimension >= 1;
    }
    if (!good) {
      throw new IllegalArgumentException(
          "shape must be [features], [rows, features] or [height, width, channels], each at least"
              + " 1, but was "
              + Arrays.toString(shape));
    }
    Shapes.length(shape);
    return new NetworkBuilder(shape.clone());
  }

  /** {@return the shape of one example} */
  public List<Integer> inputShape() {
    return Shapes.list(inputShape);
  }

  /** {@return the shape of one example's outputs} */
  public List<Integer> outputShape() {
    return Shapes.list(outputShape);
  }

  /** {@return the layers} */
  public Sequence layers() {
    return layers;
  }

  /** {@return whether arrays hold doubles} */
  public boolean isDoublePrecision() {
    return doublePrecision;
  }

  /** {@return the live parameters, in the order of {@link #parameterVector}} */
  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  /** {@return the live running means and variances, in the order of {@link #stateVector}} */
  public List<Parameter> state() {
    return List.copyOf(state);
  }

  /** {@return the number of parameters} */
  public int parameterCount() {
    return parameters.stream().mapToInt(p -> p.value().length()).sum();
  }

  /** {@return a copy of the parameters} */
  public ParameterVector parameterVector() {
    return vector(parameters);
  }

  /** {@return a copy of the running means and variances} */
  public ParameterVector stateVector() {
    return vector(state);
  }

  private static ParameterVector vector(List<Parameter> parts) {
    ParameterVector.Builder builder = ParameterVector.builder();
    parts.forEach(part -> builder.segment(part.name(), part.value().shape()));
    ParameterVector vector = builder.build();
    int at = 0;
    for (Parameter part : parts) {
      float[] values = part.value().toFloats();
      System.arraycopy(values, 0, vector.array(), at, values.length);
      at += values.length;
    }
    return vector;
  }

  /**
   * Sets the parameters.
   *
   * @param values as many as there are parameters
   * @throws IllegalArgumentException if the lengths differ
   */
  public void setParameters(ParameterVector values) {
    write(values, parameters, "parameters");
  }

  /**
   * Sets the running means and variances.
   *
   * @param values as many as {@link #stateVector} has
   * @throws IllegalArgumentException if the lengths differ
   */
  public void setState(ParameterVector values) {
    write(values, state, "state");
  }

  private static void write(ParameterVector values, List<Parameter> parts, String name) {
    int length = parts.stream().mapToInt(p -> p.value().length()).sum();
    Require.sameLength(values.length(), length, name, "the network's");
    int at = 0;
    for (Parameter part : parts) {
      int end = at + part.value().length();
      part.value().set(Arrays.copyOfRange(values.array(), at, end));
      at = end;
    }
  }

  /**
   * Starts the random choices of dropout anew.
   *
   * @param seed where they start
   */
  public void reseed(Seed seed) {
    randomness.restart(seed);
  }

  /**
   * {@return the passes for a batch size; their arrays are kept for the last few sizes asked for}
   *
   * @param batch how many examples, at least 1
   * @throws IllegalArgumentException if {@code batch < 1} or the arrays would be too large
   * @throws IllegalStateException if the network is closed
   */
  public Passes at(int batch) {
    if (closed) {
      throw new IllegalStateException("this network is closed");
    }
    Passes found = passes.get(batch);
    if (found == null) {
      requireBatch(batch);
      if (passes.size() >= KEPT_SIZES) {
        Iterator<Passes> leastRecentlyUsed = passes.values().iterator();
        leastRecentlyUsed.next().close();
        leastRecentlyUsed.remove();
      }
      found = new Passes(this, batch);
      passes.put(batch, found);
    }
    return found;
  }

  private void requireBatch(int batch) {
    Require.atLeast(batch, 1, "batch");
    int most = Integer.MAX_VALUE / (doublePrecision ? Double.BYTES : Float.BYTES);
    for (int[] shape : layers.shapes(inputShape)) {
      if ((long) batch * Shapes.length(shape) > most) {
        throw new IllegalArgumentException(
            "batch must be at most "
                + most / Shapes.length(shape)
                + " for arrays of shape "
                + Arrays.toString(shape)
                + " per example, but was "
                + batch);
      }
    }
  }

  Map<String, Parameter> byName() {
    return byName;
  }

  Binding.Randomness randomness() {
    return randomness;
  }

  int[] inputDimensions() {
    return inputShape.clone();
  }

  /**
   * {@return the network with a loss; it shares this network's parameters}
   *
   * @param loss what is minimised
   */
  public DifferentiableModel model(Loss loss) {
    return new NetworkModel(this, loss);
  }

  /** {@return an independent network with the same layers, parameters and state} */
  public Network copy() {
    Network copy = new Network(inputShape, layers, Seed.of(0), doublePrecision);
    for (int i = 0; i < parameters.size(); i++) {
      copy.parameters.get(i).value().set(parameters.get(i).value().toDoubles());
    }
    for (int i = 0; i < state.size(); i++) {
      copy.state.get(i).value().set(state.get(i).value().toDoubles());
    }
    return copy;
  }

  /** Frees all native memory; a closed network must not be used. */
  @Override
  public void close() {
    closed = true;
    passes.values().forEach(Passes::close);
    passes.clear();
    memory.close();
  }

  /** {@return the layers with their shapes and numbers of parameters, one line each} */
  @Override
  public String toString() {
    return NetworkSummary.of(this);
  }
}
