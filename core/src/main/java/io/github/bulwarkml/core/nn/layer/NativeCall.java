// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * One ND4J operation on fixed arrays, prepared once: running it again costs a few microseconds and
 * allocates nothing native.
 */
final class NativeCall {
  private static final NativeOps NATIVE = NativeOpsHolder.getInstance().getDeviceNativeOps();

  private final String name;
  private final long operation;
  private final OpContext context;

  NativeCall(String name, INDArray[] inputs, INDArray[] outputs, long[] integers, double... reals) {
    this.name = name;
    this.operation = DynamicCustomOp.builder(name).build().opHash();
    this.context = Nd4j.getExecutioner().buildContext();
    context.setInputArrays(inputs);
    context.setOutputArrays(outputs);
    context.setIArguments(integers);
    if (reals.length > 0) {
      context.setTArguments(reals);
    }
  }

  /** Goes past ND4J's executioner, which leaves native garbage for the collector at each call. */
  void run() {
    int status = NATIVE.execCustomOp2(null, operation, context.contextPointer());
    if (status != 0 || NATIVE.lastErrorCode() != 0) {
      throw new IllegalStateException(
          "ND4J's operation " + name + " failed: " + NATIVE.lastErrorMessage());
    }
  }

  void free() {
    try {
      context.close();
    } catch (Exception e) {
      throw new IllegalStateException("an operation's context could not be freed", e);
    }
  }
}
