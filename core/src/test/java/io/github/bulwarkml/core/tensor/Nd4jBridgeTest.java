// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class Nd4jBridgeTest {
  @Test
  void arraysArriveInRowMajorOrder() {
    INDArray array = Nd4jBridge.toNd4j(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

    assertThat(array.shape()).containsExactly(2, 3);
    assertThat(array.getFloat(1, 0)).isEqualTo(4);
    assertThat(Nd4jBridge.toNd4j(new float[] {1, 2}).shape()).containsExactly(2);
  }

  @Test
  void parametersGoThereAndBack() {
    ParameterVector parameters = ParameterVector.of(1, -2, 3.5f, Float.MIN_VALUE, 5);
    INDArray flat = Nd4j.create(DataType.FLOAT, 1, 5);

    Nd4jBridge.copy(parameters, flat);
    assertThat(flat.toFloatVector()).containsExactly(1, -2, 3.5f, Float.MIN_VALUE, 5);

    flat.addi(1);
    Nd4jBridge.copy(flat, parameters);
    assertThat(parameters.toArray()).containsExactly(2, -1, 4.5f, 1, 6);
  }

  @Test
  void viewsAreReadAndWrittenWhereTheyLie() {
    INDArray all = Nd4j.zeros(DataType.FLOAT, 1, 10);
    INDArray middle = all.get(NDArrayIndex.all(), NDArrayIndex.interval(3, 6));

    Nd4jBridge.copy(ParameterVector.of(7, 8, 9), middle);

    assertThat(all.toFloatVector()).containsExactly(0, 0, 0, 7, 8, 9, 0, 0, 0, 0);
    ParameterVector back = ParameterVector.of(0, 0, 0);
    Nd4jBridge.copy(middle, back);
    assertThat(back.toArray()).containsExactly(7, 8, 9);
  }

  @Test
  void whatOneBulkCopyCannotDoIsRefused() {
    ParameterVector six = ParameterVector.of(1, 2, 3, 4, 5, 6);
    INDArray transposed = Nd4j.zeros(DataType.FLOAT, 3, 2).transpose();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Nd4jBridge.copy(six, transposed))
        .withMessageContaining("dense in C order")
        .withMessageContaining("[2, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Nd4jBridge.copy(six, Nd4j.zeros(DataType.DOUBLE, 1, 6)))
        .withMessage("target must hold FLOAT, but holds DOUBLE; cast it first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Nd4jBridge.copy(Nd4j.zeros(DataType.FLOAT, 1, 5), six))
        .withMessage("source must have 6 elements, but is [1, 5]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Nd4jBridge.toNd4j(new float[6], 2, 4))
        .withMessageContaining("shape must have 6 elements");
  }
}
