// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix product {@code C = op(A) op(B) + beta C}, prepared for the arrays it was last run on.
 */
final class Gemm {
  private final NativeMemory memory;
  private final boolean transposeA;
  private final boolean transposeB;
  private final double beta;
  private @Nullable NativeArray a;
  private @Nullable NativeArray b;
  private @Nullable NativeArray c;
  private @Nullable NativeCall call;
  private int rows;

  Gemm(NativeMemory memory, boolean transposeA, boolean transposeB, double beta) {
    this.memory = memory;
    this.transposeA = transposeA;
    this.transposeB = transposeB;
    this.beta = beta;
  }

  /**
   * Multiplies.
   *
   * @param left A
   * @param right B
   * @param target C
   * @param m rows of C
   * @param inner the dimension that is summed over
   * @param n columns of C
   */
  void run(NativeArray left, NativeArray right, NativeArray target, int m, int inner, int n) {
    if (left != a || right != b || target != c || m != rows) {
      prepare(left, right, target, m, inner, n);
    }
    Objects.requireNonNull(call, "call").run();
  }

  private void prepare(
      NativeArray left, NativeArray right, NativeArray target, int m, int inner, int n) {
    if (call != null) {
      memory.forget(call);
    }
    INDArray x = transposeA ? left.matrix(inner, m) : left.matrix(m, inner);
    INDArray y = transposeB ? right.matrix(n, inner) : right.matrix(inner, n);
    INDArray z = target.matrix(m, n);
    call =
        memory.call(
            "matmul",
            new INDArray[] {x, y},
            new INDArray[] {z},
            new long[] {transposeA ? 1 : 0, transposeB ? 1 : 0, 0},
            1,
            beta);
    a = left;
    b = right;
    c = target;
    rows = m;
  }
}
