// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.jmh;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.robustness.corruption.Corruption;
import io.github.bulwarkml.robustness.corruption.CorruptionOptions;
import io.github.bulwarkml.robustness.corruption.CorruptionScale;
import io.github.bulwarkml.robustness.corruption.Corruptor;
import io.github.bulwarkml.robustness.corruption.Image;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Images per second: Gaussian noise of severity 3 on 28 x 28 grey images, one thread. Goal: 20,000.
 *
 * <p>Command: {@code ./bulwark bench SmallImageNoiseBenchmark -prof gc -rf json -rff noise.json}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SmallImageNoiseBenchmark {
  private final Corruptor corruptor =
      new Corruptor(CorruptionOptions.defaults().withScale(CorruptionScale.CIFAR));
  private final Image image = grey();
  private long index;

  private static Image grey() {
    byte[] bytes = new byte[28 * 28];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 11);
    }
    return Image.of(28, 28, 1, bytes);
  }

  /** Checks that the noise does something. */
  @Setup
  public void check() {
    if (gaussianNoise().equals(image)) {
      throw new IllegalStateException("gaussian_noise must change the image");
    }
  }

  /** {@return a noisy image} */
  @Benchmark
  public Image gaussianNoise() {
    return corruptor.corrupt(image, Corruption.GAUSSIAN_NOISE, 3, Seed.of(42), index++);
  }
}
