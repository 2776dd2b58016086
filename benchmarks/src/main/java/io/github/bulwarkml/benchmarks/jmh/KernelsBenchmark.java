// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.jmh;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.simd.Activation;
import io.github.bulwarkml.core.simd.ActiveKernels;
import io.github.bulwarkml.core.simd.Kernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Every inner loop, plain and with the vector module: run it twice and compare.
 *
 * <pre>{@code
 * ./bulwark bench KernelsBenchmark -prof gc -jvmArgsAppend -Dbulwark.simd=plain
 * ./bulwark bench KernelsBenchmark -prof gc \
 *     -jvmArgsAppend "--add-modules jdk.incubator.vector -Dbulwark.simd=vector"
 * }</pre>
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsPrepend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class KernelsBenchmark {
  private static final int WIDTH = 64;

  /** Elements per call. */
  @Param({"1000", "4096"})
  public int length;

  private Kernels kernels = ActiveKernels.get();
  private float[] a = {};
  private float[] b = {};
  private float[] c = {};
  private byte[] p = {};
  private byte[] q = {};
  private byte[] r = {};
  private byte[] bits = {};
  private short[] half = {};
  private float[] weights = {};
  private float[] bias = {};
  private float[] outputs = {};

  /** Creates the state; JMH calls {@link #prepare}. */
  public KernelsBenchmark() {}

  /** Draws the inputs. */
  @Setup
  public void prepare() {
    kernels = ActiveKernels.get();
    SplitMix64 random = SplitMix64.of(Seed.of(1));
    a = floats(random, length);
    b = floats(random, length);
    c = new float[length];
    p = new byte[length];
    q = new byte[length];
    r = new byte[length];
    bits = new byte[length];
    half = new short[length];
    for (int i = 0; i < length; i++) {
      p[i] = (byte) (random.nextInt(255) - 127);
      q[i] = (byte) (random.nextInt(255) - 127);
      bits[i] = (byte) random.nextInt(2);
      half[i] = (short) random.nextInt(0x7C00);
    }
    weights = floats(random, WIDTH * WIDTH);
    bias = floats(random, WIDTH);
    outputs = new float[length / WIDTH * WIDTH];
    double exact = 0;
    for (int i = 0; i < length; i++) {
      exact += (double) a[i] * b[i];
    }
    if (Math.abs(dot() - exact) > 1e-5 * length) {
      throw new IllegalStateException("dot must be " + exact + ", but was " + dot());
    }
  }

  private static float[] floats(SplitMix64 random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  /** {@return the dot product} */
  @Benchmark
  public float dot() {
    return kernels.floats().dot(a, 0, b, 0, length);
  }

  /** {@return the dot product summed in double} */
  @Benchmark
  public double preciseDot() {
    return kernels.floats().preciseDot(a, 0, b, 0, length);
  }

  /** {@return the squared distance} */
  @Benchmark
  public float squaredDistance() {
    return kernels.floats().squaredDistance(a, 0, b, 0, length);
  }

  /** {@return the squared norm summed in double} */
  @Benchmark
  public double squaredNorm() {
    return kernels.floats().squaredNorm(a, 0, length);
  }

  /** {@return the sum, in double} */
  @Benchmark
  public double sum() {
    return kernels.floats().sum(a, 0, length);
  }

  /** {@return where the largest element lies} */
  @Benchmark
  public int argmax() {
    return kernels.floats().argmax(a, 0, length);
  }

  /** {@return the target of y += alpha x} */
  @Benchmark
  public float[] axpy() {
    kernels.floats().axpy(1e-9f, a, 0, b, 0, length);
    return b;
  }

  /** {@return half-precision numbers as floats} */
  @Benchmark
  public float[] halfToFloat() {
    kernels.floats().halfToFloat(half, 0, c, 0, length);
    return c;
  }

  /** {@return min-sum f on floats} */
  @Benchmark
  public float[] polarFloatF() {
    kernels.polar().f(a, 0, b, 0, c, 0, length);
    return c;
  }

  /** {@return min-sum f on bytes} */
  @Benchmark
  public byte[] polarByteF() {
    kernels.polar().f(p, 0, q, 0, r, 0, length);
    return r;
  }

  /** {@return saturating g on bytes} */
  @Benchmark
  public byte[] polarByteG() {
    kernels.polar().g(p, 0, q, 0, bits, 0, r, 0, length);
    return r;
  }

  /** {@return the number of one bits} */
  @Benchmark
  public long popcount() {
    return kernels.bits().popcount(p, 0, length);
  }

  /** {@return a dense layer of 64 by 64 with SELU over a batch of length / 64} */
  @Benchmark
  public float[] denseSelu() {
    kernels.dense().dense(a, length / WIDTH, WIDTH, weights, bias, WIDTH, Activation.SELU, outputs);
    return outputs;
  }
}
