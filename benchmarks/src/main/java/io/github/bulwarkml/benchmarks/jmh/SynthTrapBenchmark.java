// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.jmh;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapSet;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * SynthTrap images per second, one thread, as part of a set of 4000 (one location or 400 of them).
 * Goal: 5000.
 *
 * <p>Command: {@code ./bulwark bench SynthTrapBenchmark -prof gc -rf json -rff synthtrap.json}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SynthTrapBenchmark {
  private static final int IMAGES = 4000;

  /** How many locations the images are spread over. */
  @Param({"1", "400"})
  private int locations;

  private SynthTrapSet set = SynthTrapWorld.standard().source80();

  /** Chooses the set and checks that its images are its own. */
  @Setup
  public void prepare() {
    SynthTrapWorld world = SynthTrapWorld.standard();
    set = world.source(80, IMAGES, 1_000_000, locations);
    byte[] alone = world.render(set.classId(9), set.location(9), set.instance(9));
    byte[] inSet = new byte[alone.length];
    render().copyTo(9, inSet, 0);
    if (!Arrays.equals(alone, inSet)) {
      throw new IllegalStateException("image 9 must be the same alone and in its set");
    }
  }

  /** {@return the images} */
  @Benchmark
  @OperationsPerInvocation(IMAGES)
  public ImageSet render() {
    return set.images(Parallel.single());
  }
}
