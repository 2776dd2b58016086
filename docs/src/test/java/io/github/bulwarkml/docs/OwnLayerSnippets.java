// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.docs;

import io.github.bulwarkml.core.nn.Network;
import io.github.bulwarkml.core.nn.Passes;
import io.github.bulwarkml.core.nn.layer.Binding;
import io.github.bulwarkml.core.nn.layer.Initializer;
import io.github.bulwarkml.core.nn.layer.Layer;
import io.github.bulwarkml.core.nn.layer.LayerSpec;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.NativeArray;
import io.github.bulwarkml.core.nn.layer.Parameter;
import io.github.bulwarkml.core.nn.layer.ParameterSpec;
import io.github.bulwarkml.core.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The layer of one's own in docs/guide/networks.md, and the checks of its derivatives. */
final class OwnLayerSnippets {
  private OwnLayerSnippets() {}

  // region spec
  /** Multiplies every feature by a factor of its own: "LayerScale", arXiv 2103.17239. */
  record LayerScale(double start) implements LayerSpec {
    @Override
    public String kind() {
      return "layerscale"; // names parameters: 2.layerscale.factor
    }

    @Override
    public String description() {
      return "layer scale " + start;
    }

    @Override
    public int[] outputShape(int[] inputShape) {
      if (inputShape.length != 1) {
        throw new IllegalArgumentException(
            "inputShape must be [features], but was " + Arrays.toString(inputShape));
      }
      return inputShape.clone();
    }

    @Override
    public List<ParameterSpec> parameters(int[] inputShape) {
      List<Integer> shape = List.of(inputShape[0]);
      return List.of(new ParameterSpec("factor", shape, Initializer.constant(start), 1, 1));
    }

    @Override
    public boolean keepsOutput() {
      return false; // no pass below reads the output, so the next layer may write over it
    }

    @Override
    public Layer bind(Binding binding) {
      return new Scaling(binding);
    }
  }

  // endregion

  // region layer
  /** {@link LayerScale} on the arrays of one batch size. */
  private static final class Scaling extends Layer {
    private final NativeArray input;
    private final Parameter factor;
    private final NativeArray tangent;
    private final NativeArray inputGradient;
    private final int batch;
    private final int features;

    Scaling(Binding binding) {
      super(binding.memory().allocate(binding.input().shape()));
      input = binding.input();
      factor = binding.parameter("factor");
      tangent = binding.memory().allocate(input.shape());
      inputGradient = binding.memory().allocate(input.shape());
      batch = binding.batch();
      features = binding.inputShape()[0];
    }

    @Override
    public void forward(Mode mode) {
      multiply(input, output());
    }

    /** The Jacobian is diagonal: along the input, tangents and gradients scale alike. */
    private void multiply(NativeArray from, NativeArray to) {
      double[] factors = factor.value().toDoubles();
      double[] values = from.toDoubles();
      for (int i = 0; i < values.length; i++) {
        values[i] *= factors[i % features];
      }
      to.set(values);
    }

    @Override
    public NativeArray tangent(@Nullable NativeArray inputTangent) {
      double[] along = factor.direction().toDoubles();
      double[] factors = factor.value().toDoubles();
      double[] x = input.toDoubles();
      double[] t = inputTangent == null ? new double[x.length] : inputTangent.toDoubles();
      for (int i = 0; i < x.length; i++) {
        t[i] = factors[i % features] * t[i] + along[i % features] * x[i];
      }
      tangent.set(t);
      return tangent;
    }

    @Override
    protected NativeArray inputGradient(NativeArray outputGradient) {
      multiply(outputGradient, inputGradient); // outputGradient stays for weighted sums
      return inputGradient;
    }

    @Override
    public void parameterGradient(NativeArray outputGradient, double @Nullable [] weights) {
      double[] sum = new double[features];
      double[][] each = gradients(outputGradient);
      for (int b = 0; b < batch; b++) {
        for (int f = 0; f < features; f++) {
          sum[f] += (weights == null ? 1 : weights[b]) * each[b][f];
        }
      }
      factor.gradient().set(sum);
    }

    @Override
    public void addSquaredNorms(NativeArray outputGradient, double[] squaredNorms) {
      double[][] each = gradients(outputGradient);
      for (int b = 0; b < batch; b++) {
        for (double g : each[b]) {
          squaredNorms[b] += g * g;
        }
      }
    }

    /** The gradient of the factors, for each example. */
    private double[][] gradients(NativeArray outputGradient) {
      double[] x = input.toDoubles();
      double[] g = outputGradient.toDoubles();
      double[][] each = new double[batch][features];
      for (int i = 0; i < x.length; i++) {
        each[i / features][i % features] = x[i] * g[i];
      }
      return each;
    }
  }

  // endregion

  static void spec() {
    use();
  }

  static void layer() {
    use();
  }

  static void use() {
    // region use
    try (Network network =
        Network.withInput(4).dense(5).tanh().add(new LayerScale(0.1)).dense(2).build(Seed.of(1))) {
      System.out.print(network);
    }
    // endregion
  }

  // region check
  /** Checks the gradients of sum(outputs^2)/2 against central differences; gives the worst. */
  static double largestError(Network network, int batch) {
    Passes passes = network.at(batch);
    double[] inputs = new double[passes.input().length()];
    Arrays.setAll(inputs, i -> Math.sin(1 + i));
    passes.input().set(inputs);
    passes.forward(Mode.INFERENCE);
    passes.outputGradient().set(passes.output().toDoubles());
    passes.backward();
    double largest = 0;
    for (Parameter parameter : network.parameters()) {
      double[] values = parameter.value().toDoubles();
      double[] gradient = parameter.gradient().toDoubles();
      for (int i = 0; i < values.length; i++) {
        double value = values[i];
        values[i] = value + 1e-5;
        double above = halfSquares(passes, parameter, values);
        values[i] = value - 1e-5;
        double below = halfSquares(passes, parameter, values);
        values[i] = value;
        largest = Math.max(largest, Math.abs((above - below) / 2e-5 - gradient[i]));
      }
      parameter.value().set(values);
    }
    return largest;
  }

  private static double halfSquares(Passes passes, Parameter parameter, double[] values) {
    parameter.value().set(values);
    passes.forward(Mode.INFERENCE);
    return Arrays.stream(passes.output().toDoubles()).map(y -> y * y / 2).sum();
  }

  // endregion

  static void check() {
    // region checked
    try (Network network =
        Network.withInput(4)
            .dense(5)
            .tanh()
            .add(new LayerScale(0.1))
            .dense(2)
            .buildInDoublePrecision(Seed.of(1))) {
      System.out.println(largestError(network, 3) < 1e-8);
    }
    // endregion
  }

  static void checked() {
    check();
  }

  static void adjoint() {
    Network network =
        Network.withInput(4)
            .dense(5)
            .tanh()
            .add(new LayerScale(0.1))
            .dense(2)
            .buildInDoublePrecision(Seed.of(1));
    // region adjoint
    Passes passes = network.at(3);
    passes.input().set(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6});
    passes.forward(Mode.PER_EXAMPLE);
    double[] w = {1, -2, 3, -4, 5, -6};
    passes.outputGradient().set(w);
    double[] norms = passes.gradientNorms();
    passes.weightedGradient(new double[] {0, 1, 0}); // the gradient of the second example alone
    double squares = 0;
    for (Parameter parameter : network.parameters()) {
      squares += Arrays.stream(parameter.gradient().toDoubles()).map(g -> g * g).sum();
    }
    System.out.println(Math.abs(Math.sqrt(squares) - norms[1]) < 1e-12);

    passes.weightedGradient(new double[] {1, 1, 1}); // J'w
    double alongParameters = 0;
    for (Parameter parameter : network.parameters()) {
      double[] direction = new double[parameter.value().length()]; // v
      Arrays.setAll(direction, i -> Math.cos(i));
      parameter.direction().set(direction);
      double[] gradient = parameter.gradient().toDoubles();
      for (int i = 0; i < direction.length; i++) {
        alongParameters += gradient[i] * direction[i];
      }
    }
    double[] tangent = Objects.requireNonNull(passes.tangent()).toDoubles(); // Jv
    double alongOutputs = 0;
    for (int i = 0; i < w.length; i++) {
      alongOutputs += tangent[i] * w[i];
    }
    System.out.println(Math.abs(alongParameters - alongOutputs) < 1e-12);
    // endregion
    network.close();
  }
}
