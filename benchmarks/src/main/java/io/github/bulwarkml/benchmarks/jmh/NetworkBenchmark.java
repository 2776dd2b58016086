// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.jmh;

import io.github.bulwarkml.core.nn.Architectures;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.Network;
import io.github.bulwarkml.core.nn.NetworkBuilder;
import io.github.bulwarkml.core.nn.Passes;
import io.github.bulwarkml.core.nn.layer.ActivationFunction;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.NativeArray;
import io.github.bulwarkml.core.nn.layer.Parameter;
import io.github.bulwarkml.core.nn.train.Optimizer;
import io.github.bulwarkml.core.nn.train.Sgd;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Samplers;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A training step of the learning engine, and its parts, on one thread. The peer runs the same
 * shapes with {@code benchmarks/peers/networks.py}.
 *
 * <pre>{@code
 * OMP_NUM_THREADS=1 ./bulwark bench NetworkBenchmark \
 *     -prof io.github.bulwarkml.benchmarks.jmh.CpuTimeProfiler
 * }</pre>
 *
 * <p>Goals, as ratios: {@code step} to that of PyTorch 1.13 at most 1.3 (threeConv), 1.5 (resNet32)
 * and 1.0 (mlp); {@code tangent} to {@code forward} at most 2.2; {@code clippedSum} to {@code
 * backward} at most 2.5 (threeConv) and 1.6 (mlp).
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xms2g", "-Xmx4g"})
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
public class NetworkBenchmark {
  /** Which network, with the batch size and shapes of the peer's script. */
  @Param({"mlp", "mlpRelu", "threeConv", "synthTrap", "resNet32"})
  public String network = "mlp";

  private @Nullable Prepared state;

  /** Everything of one network. */
  private static final class Prepared {
    private final Network network;
    private final DifferentiableModel model;
    private final Examples batch;
    private final ParameterVector parameters;
    private final ParameterVector gradient;
    private final Optimizer optimizer;
    private final Passes passes;
    private final double[] weights;

    Prepared(NetworkBuilder builder, int size, Loss loss) {
      network = builder.build(Seed.of(1));
      model = network.model(loss);
      Rng random = Rng.of(Seed.of(2));
      int[] shape = model.inputShape().stream().mapToInt(Integer::intValue).toArray();
      int inputs = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      int outputs = model.outputShape().get(0);
      batch =
          loss == Loss.SOFTMAX_CROSS_ENTROPY
              ? Examples.labelled(
                  gaussian(size * inputs, random), shape, random.ints(size, 0, outputs).toArray())
              : Examples.withTargets(
                  gaussian(size * inputs, random), shape, gaussian(size * outputs, random));
      parameters = model.parameters();
      gradient = parameters.zerosLike();
      optimizer = Sgd.plain().start(parameters);
      passes = network.at(size);
      weights = new double[size];
      Arrays.fill(weights, 0.5);
      float[] direction = gaussian(parameters.length(), random);
      int at = 0;
      for (Parameter parameter : network.parameters()) {
        int length = parameter.value().length();
        parameter.direction().set(Arrays.copyOfRange(direction, at, at + length));
        at += length;
      }
      passes.input().set(batch.inputs());
      passes.outputGradient().set(gaussian(passes.output().length(), random));
    }

    private static float[] gaussian(int length, Rng random) {
      float[] values = new float[length];
      ContinuousSampler gaussian = Samplers.gaussian(random);
      for (int i = 0; i < length; i++) {
        values[i] = (float) gaussian.sample();
      }
      return values;
    }
  }

  /** Builds the network. */
  @Setup
  public void build() {
    state =
        switch (network) {
          case "mlp" ->
              new Prepared(
                  Architectures.mlp(16, 16, ActivationFunction.SELU, 64, 64, 64),
                  20_000,
                  Loss.MEAN_SQUARED_ERROR);
          case "mlpRelu" ->
              new Prepared(
                  Architectures.mlp(16, 16, ActivationFunction.RELU, 64, 64, 64),
                  20_000,
                  Loss.MEAN_SQUARED_ERROR);
          case "threeConv" -> new Prepared(threeConv(), 128, Loss.SOFTMAX_CROSS_ENTROPY);
          case "synthTrap" -> new Prepared(synthTrap(), 64, Loss.SOFTMAX_CROSS_ENTROPY);
          case "resNet32" ->
              new Prepared(Architectures.resNet(32, 10), 128, Loss.SOFTMAX_CROSS_ENTROPY);
          default ->
              throw new IllegalArgumentException(
                  "network must be mlp, mlpRelu, threeConv, synthTrap or resNet32, but was '"
                      + network
                      + "'");
        };
  }

  private static NetworkBuilder threeConv() {
    return Network.withInput(32, 32, 3)
        .conv(32, 3)
        .relu()
        .conv(32, 3)
        .relu()
        .maxPool(2)
        .conv(64, 3)
        .relu()
        .maxPool(2)
        .flatten()
        .dense(10);
  }

  private static NetworkBuilder synthTrap() {
    NetworkBuilder builder = Network.withInput(28, 28, 1);
    for (int filters : new int[] {8, 16, 32}) {
      builder.conv(filters, 3).batchNorm().relu().maxPool(2);
    }
    return builder.flatten().dense(80);
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    ready().network.close();
  }

  /** The parts are measured after one forward pass in a mode that allows all of them. */
  @Setup(Level.Iteration)
  public void runForward() {
    ready().passes.forward(Mode.PER_EXAMPLE);
  }

  private Prepared ready() {
    if (state == null) {
      throw new IllegalStateException("build() comes first");
    }
    return state;
  }

  /** {@return the loss: forward and backward pass of a batch, and the step of plain SGD} */
  @Benchmark
  public double step() {
    Prepared s = ready();
    double loss = s.model.gradient(s.batch, Mode.TRAINING, s.gradient);
    s.optimizer.step(s.parameters, s.gradient, 1e-4);
    s.model.setParameters(s.parameters);
    return loss;
  }

  /** A forward pass. */
  @Benchmark
  public void forward() {
    ready().passes.forward(Mode.PER_EXAMPLE);
  }

  /** A backward pass: the gradients of all parameters. */
  @Benchmark
  public void backward() {
    ready().passes.backward();
  }

  /** {@return the outputs' derivative along a direction of parameters} */
  @Benchmark
  public @Nullable NativeArray tangent() {
    return ready().passes.tangent();
  }

  /** {@return the norms: the sum of clipped per-example gradients, in place of a backward pass} */
  @Benchmark
  public double[] clippedSum() {
    Prepared s = ready();
    double[] norms = s.passes.gradientNorms();
    s.passes.weightedGradient(s.weights);
    return norms;
  }
}
