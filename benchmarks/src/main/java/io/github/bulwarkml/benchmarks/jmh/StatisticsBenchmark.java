// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.jmh;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.stats.BinomialInterval;
import io.github.bulwarkml.core.stats.Bootstrap;
import io.github.bulwarkml.core.stats.LineBootstrap;
import io.github.bulwarkml.core.stats.NormalDistribution;
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
 * The statistics that the robustness reports lean on. Goals: 100,000 Clopper-Pearson intervals in
 * less than a second, 1000 bootstrap replicates of a line through 85 points in less than 5 ms.
 *
 * <pre>{@code
 * ./bulwark bench StatisticsBenchmark -prof gc
 * }</pre>
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class StatisticsBenchmark {
  private static final int BATCH = 1000;
  private static final int POINTS = 85;

  private final double[] x = new double[POINTS];
  private final double[] y = new double[POINTS];
  private final double[] probabilities = new double[BATCH];

  /**
   * The counts of 1000 binomial intervals.
   *
   * @since 0.1.0
   */
  @State(Scope.Benchmark)
  public static class Counts {
    /** How many trials an interval has. */
    @Param({"1000", "50000", "1000000000"})
    public long trials;

    private final long[] successes = new long[BATCH];

    /** Creates the state; JMH calls {@link #prepare}. */
    public Counts() {}

    /** Draws the counts. */
    @Setup
    public void prepare() {
      SplitMix64 random = SplitMix64.of(Seed.of(1).child("statistics-benchmark/counts"));
      for (int i = 0; i < BATCH; i++) {
        successes[i] = (long) (random.nextDouble() * (double) trials);
      }
    }
  }

  /** Creates the benchmark's state; JMH calls {@link #prepare}. */
  public StatisticsBenchmark() {}

  /** Draws the inputs and checks one result of each benchmark. */
  @Setup
  public void prepare() {
    SplitMix64 random = SplitMix64.of(Seed.of(1).child("statistics-benchmark"));
    for (int i = 0; i < POINTS; i++) {
      x[i] = 0.5 + 2 * random.nextDouble();
      y[i] = 0.92 * x[i] - 0.5 + 0.03 * random.nextDouble();
    }
    for (int i = 0; i < BATCH; i++) {
      probabilities[i] = random.nextDouble();
    }
    if (Math.abs(NormalDistribution.quantile(0.975) - 1.959963984540054) > 1e-14
        || Math.abs(BinomialInterval.clopperPearson(0, 10, 0.95).high() - 0.308497107819) > 1e-12
        || lineBootstrap().replicates() != BATCH) {
      throw new IllegalStateException("a result is wrong; its time would mean nothing");
    }
  }

  /**
   * {@return the sum of the widths of 1000 intervals; the time is that of one interval}
   *
   * @param counts the successes and trials
   */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double clopperPearson(Counts counts) {
    double sum = 0;
    for (long k : counts.successes) {
      sum += BinomialInterval.clopperPearson(k, counts.trials, 0.95).width();
    }
    return sum;
  }

  /** {@return 1000 replicates of a line through 85 points; the time is that of all of them} */
  @Benchmark
  public LineBootstrap lineBootstrap() {
    return Bootstrap.of(Seed.of(2)).line(x, y);
  }

  /** {@return the sum of 1000 normal quantiles; the time is that of one} */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double normalQuantile() {
    double sum = 0;
    for (double p : probabilities) {
      sum += NormalDistribution.quantile(p);
    }
    return sum;
  }
}
