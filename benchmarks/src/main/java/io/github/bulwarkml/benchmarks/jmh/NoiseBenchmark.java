// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.jmh;

import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Samplers;
import io.github.bulwarkml.core.random.SecureNoiseSource;
import io.github.bulwarkml.core.random.Seed;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
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
 * Normal numbers and 64-bit words from the seeded stream, the cryptographic source and, as the
 * peer, the JDK's {@link SecureRandom}. Goal: a secure normal number in at most 300 ns, better 120
 * ns.
 *
 * <pre>{@code
 * ./bulwark bench NoiseBenchmark -prof gc
 * }</pre>
 *
 * @since 0.1.0
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class NoiseBenchmark {
  /** Where bits come from. */
  public enum Source {
    /** The seeded stream. */
    SEEDED,
    /** The cryptographic noise source. */
    SECURE,
    /** The JDK's default SecureRandom, one call per word. */
    JDK
  }

  /** Where bits come from. */
  @Param public Source source = Source.SEEDED;

  private UniformRandomProvider bits = () -> 0;
  private ContinuousSampler normal = () -> 0;

  /** Creates the state; JMH calls {@link #prepare}. */
  public NoiseBenchmark() {}

  /** Opens the source. */
  @Setup
  public void prepare() {
    SecureRandom jdk = new SecureRandom();
    bits =
        switch (source) {
          case SEEDED -> Rng.of(Seed.of(1));
          case SECURE -> SecureNoiseSource.create();
          case JDK -> jdk::nextLong;
        };
    normal = Samplers.gaussian(bits);
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      double z = normal.sample();
      sum += z * z;
    }
    if (!(sum > 9_000 && sum < 11_000)) {
      throw new IllegalStateException("the variance must be near 1, but was " + sum / 10_000);
    }
  }

  /** {@return a standard normal number} */
  @Benchmark
  public double normal() {
    return normal.sample();
  }

  /** {@return 64 bits} */
  @Benchmark
  public long word() {
    return bits.nextLong();
  }
}
