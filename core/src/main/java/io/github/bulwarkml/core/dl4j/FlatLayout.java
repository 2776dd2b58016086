// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.dl4j;

import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.core.tensor.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which parts of DL4J's flat row are parameters and which are state (running means and variances,
 * which DL4J counts among the parameters).
 */
final class FlatLayout {
  /** A run of values of the flat row. */
  private record Part(String name, int from, List<Integer> shape, int length) {}

  private final List<Part> learnt = new ArrayList<>();
  private final List<Part> fixed = new ArrayList<>();
  private final int length;

  FlatLayout(Map<String, INDArray> table, INDArray flat, Predicate<String> isState) {
    int end = 0;
    for (Map.Entry<String, INDArray> entry : table.entrySet()) {
      INDArray view = entry.getValue();
      int from = Math.toIntExact(view.offset() - flat.offset());
      if (from != end) {
        throw new IllegalStateException(
            "the parameters of DL4J must lie one after another, but "
                + entry.getKey()
                + " starts at "
                + from
                + ", not "
                + end);
      }
      List<Integer> shape = Shapes.list(memoryShape(view));
      Part part = new Part(entry.getKey(), from, shape, Math.toIntExact(view.length()));
      (isState.test(entry.getKey()) ? fixed : learnt).add(part);
      end += part.length();
    }
    this.length = end;
    if (end != flat.length()) {
      throw new IllegalStateException(
          "the parameters of DL4J must fill its flat row of " + flat.length() + ", but are " + end);
    }
  }

  /** The shape whose row-major order is the order in memory. */
  private static int[] memoryShape(INDArray view) {
    int rank = view.rank();
    int[] shape = new int[rank];
    boolean reversed = view.ordering() == 'f';
    for (int d = 0; d < rank; d++) {
      shape[d] = Math.toIntExact(view.size(reversed ? rank - 1 - d : d));
    }
    return shape;
  }

  /** The length of the flat row. */
  int length() {
    return length;
  }

  int parameterCount() {
    return learnt.stream().mapToInt(Part::length).sum();
  }

  int stateCount() {
    return fixed.stream().mapToInt(Part::length).sum();
  }

  ParameterVector parameters() {
    return vector(learnt);
  }

  ParameterVector state() {
    return vector(fixed);
  }

  private static ParameterVector vector(List<Part> parts) {
    ParameterVector.Builder builder = ParameterVector.builder();
    for (Part part : parts) {
      builder.segment(part.name(), part.shape().stream().mapToInt(Integer::intValue).toArray());
    }
    return builder.build();
  }

  /** Takes the parameters out of a flat row. */
  void gatherParameters(float[] flat, ParameterVector target) {
    gather(learnt, flat, target.array());
  }

  /** Takes the state out of a flat row. */
  void gatherState(float[] flat, ParameterVector target) {
    gather(fixed, flat, target.array());
  }

  /** Puts parameters into a flat row. */
  void scatterParameters(ParameterVector source, float[] flat) {
    scatter(learnt, source.array(), flat);
  }

  /** Puts state into a flat row. */
  void scatterState(ParameterVector source, float[] flat) {
    scatter(fixed, source.array(), flat);
  }

  private static void gather(List<Part> parts, float[] flat, float[] target) {
    int to = 0;
    for (Part part : parts) {
      System.arraycopy(flat, part.from(), target, to, part.length());
      to += part.length();
    }
  }

  private static void scatter(List<Part> parts, float[] source, float[] flat) {
    int from = 0;
    for (Part part : parts) {
      System.arraycopy(source, from, flat, part.from(), part.length());
      from += part.length();
    }
  }
}
