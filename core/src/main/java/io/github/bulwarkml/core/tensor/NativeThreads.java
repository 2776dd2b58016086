// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import io.github.bulwarkml.core.MissingDependencyException;
import io.github.bulwarkml.core.internal.Require;

/**
 * How many threads ND4J's native side uses: three numbers that it keeps apart.
 *
 * <pre>{@code
 * NativeThreads before = NativeThreads.current();
 * NativeThreads.limit(1); // in every thread that computes
 * train();
 * before.apply();
 * }</pre>
 *
 * <p>One thread each is what Bulwark trains with: sums then have one order, so results do not
 * depend on the machine, and native threads do not wait in loops that take the CPU from others.
 * Without a limit each of them is the number of CPUs, or what {@code OMP_NUM_THREADS} said when the
 * virtual machine started, which sets all three for all threads and is the safest way.
 *
 * <p>Seen with ND4J 1.0.0-M2.1 on Linux: matrix products follow {@code blas}; ND4J's own loops over
 * elements follow {@code loops}; oneDNN's convolutions follow {@code openMp}, which belongs to the
 * calling thread, whereas the other two hold for the process. {@code Environment.setMaxThreads}
 * does not lower anything.
 *
 * @param blas threads of OpenBLAS, at least 1
 * @param loops threads of ND4J's element-wise loops and reductions, at least 1
 * @param openMp OpenMP threads of what the calling thread starts, at least 1
 * @since 0.1.0
 */
public record NativeThreads(int blas, int loops, int openMp) {
  /**
   * Checks the numbers.
   *
   * @param blas threads of OpenBLAS, at least 1
   * @param loops threads of ND4J's loops, at least 1
   * @param openMp OpenMP threads of the calling thread, at least 1
   * @throws IllegalArgumentException if one is below 1 or above 4096
   */
  public NativeThreads {
    Require.inRange(blas, 1, 4096, "blas");
    Require.inRange(loops, 1, 4096, "loops");
    Require.inRange(openMp, 1, 4096, "openMp");
  }

  /**
   * {@return the numbers in force for the calling thread}
   *
   * @throws MissingDependencyException if ND4J or its backend is missing
   */
  public static NativeThreads current() {
    Nd4jBackend.current().requireUsable("Native threads");
    return new NativeThreads(
        Nd4jNatives.blasThreads(), Nd4jNatives.loopThreads(), Nd4jNatives.openMpThreads());
  }

  /**
   * Sets all three numbers to the same one. OpenMP's belongs to the calling thread: call this in
   * each thread that computes.
   *
   * @param threads how many, in [1, available processors]
   * @throws IllegalArgumentException if {@code threads} is out of range
   * @throws MissingDependencyException if ND4J or its backend is missing
   */
  public static void limit(int threads) {
    Require.inRange(threads, 1, Runtime.getRuntime().availableProcessors(), "threads");
    new NativeThreads(threads, threads, threads).apply();
  }

  /**
   * Sets the numbers; {@code loops} cannot exceed what ND4J started with.
   *
   * @throws MissingDependencyException if ND4J or its backend is missing
   */
  public void apply() {
    Nd4jBackend.current().requireUsable("Native threads");
    Nd4jNatives.setBlasThreads(blas);
    Nd4jNatives.setLoopThreads(loops);
    Nd4jNatives.setOpenMpThreads(openMp); // last: OpenBLAS may set it too
  }
}
