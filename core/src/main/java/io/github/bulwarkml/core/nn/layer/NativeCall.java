// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One ND4J operation on fixed arrays, prepared once: running it again costs a few microseconds and
 * allocates nothing native.
 */
final class NativeCall {
  private final CustomOp operation;
  private final OpContext context;

  NativeCall(String name, INDArray[] inputs, INDArray[] outputs, long[] integers, double... reals) {
    this.operation = DynamicCustomOp.builder(name).build();
    this.context = Nd4j.getExecutioner().buildContext();
    context.setInputArrays(inputs);
    context.setOutputArrays(outputs);
    context.setIArguments(integers);
    if (reals.length > 0) {
      context.setTArguments(reals);
    }
  }

  void run() {
    Nd4j.exec(operation, context);
  }

  void free() {
    try {
      context.close();
    } catch (Exception e) {
      throw new IllegalStateException("an operation's context could not be freed", e);
    }
  }
}
