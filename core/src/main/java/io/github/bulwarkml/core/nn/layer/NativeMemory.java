// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The native arrays and prepared operations of one use of a network, freed together, and heap space
 * that its layers share one after another.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1.0
 */
public final class NativeMemory implements AutoCloseable {
  private final boolean doublePrecision;
  private final List<NativeArray> arrays = new ArrayList<>();
  private final List<NativeCall> calls = new ArrayList<>();
  private final Map<Integer, double[]> doubles = new TreeMap<>();
  private final Map<Integer, float[]> floats = new TreeMap<>();
  private final Map<String, NativeArray> shared = new TreeMap<>();

  /**
   * Creates an empty memory.
   *
   * @param doublePrecision whether arrays hold doubles (for checks) rather than floats
   */
  public NativeMemory(boolean doublePrecision) {
    this.doublePrecision = doublePrecision;
  }

  /** {@return whether arrays hold doubles} */
  public boolean isDouble() {
    return doublePrecision;
  }

  /**
   * {@return a new array of zeros}
   *
   * @param shape its dimensions, each at least 1
   * @throws IllegalArgumentException if it would be empty or too large for one array
   */
  public NativeArray allocate(int... shape) {
    NativeArray array = new NativeArray(doublePrecision, shape);
    arrays.add(array);
    return array;
  }

  /** {@return an array shaped like another one that any layer may overwrite at any time} */
  NativeArray sharedArray(int slot, NativeArray like) {
    String key = slot + ":" + Arrays.toString(like.shape());
    return shared.computeIfAbsent(key, absent -> allocate(like.shape()));
  }

  NativeCall call(
      String name, INDArray[] inputs, INDArray[] outputs, long[] integers, double... reals) {
    NativeCall call = new NativeCall(name, inputs, outputs, integers, reals);
    calls.add(call);
    return call;
  }

  void forget(NativeCall call) {
    calls.remove(call);
    call.free();
  }

  /** {@return heap space of at least this length that any layer may overwrite at any time} */
  double[] doubles(int slot, int length) {
    double[] found = doubles.get(slot);
    if (found == null || found.length < length) {
      found = new double[length];
      doubles.put(slot, found);
    }
    return found;
  }

  /** {@return heap space of at least this length that any layer may overwrite at any time} */
  float[] floats(int slot, int length) {
    float[] found = floats.get(slot);
    if (found == null || found.length < length) {
      found = new float[length];
      floats.put(slot, found);
    }
    return found;
  }

  /** Frees all arrays and operations. */
  @Override
  public void close() {
    calls.forEach(NativeCall::free);
    calls.clear();
    arrays.forEach(NativeArray::free);
    arrays.clear();
    shared.clear();
    doubles.clear();
    floats.clear();
  }
}
