// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds a learned row to each place of a sequence, so that later layers can tell places apart: the
 * position embedding of GPT-2. Shapes stay [places, units].
 *
 * @param initializer what the rows start as
 * @since 0.1.0
 */
public record Positions(Initializer initializer) implements LayerSpec {
  /**
   * Checks the part.
   *
   * @param initializer what the rows start as
   */
  public Positions {
    Objects.requireNonNull(initializer, "initializer");
  }

  /** {@return positions that start normal with standard deviation 0.02, as in GPT-2} */
  public static Positions learned() {
    return new Positions(Initializer.normal(0.02));
  }

  @Override
  public String kind() {
    return "positions";
  }

  @Override
  public String description() {
    return "positions";
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    InputShape.requireRank(inputShape, 2, "[places, units]");
    return inputShape.clone();
  }

  @Override
  public List<ParameterSpec> parameters(int[] inputShape) {
    InputShape.requireRank(inputShape, 2, "[places, units]");
    InputShape.requireFits(inputShape, inputShape);
    return List.of(
        new ParameterSpec(
            "weight",
            List.of(inputShape[0], inputShape[1]),
            initializer,
            inputShape[0],
            inputShape[1]));
  }

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public Layer bind(Binding binding) {
    return new Bound(binding);
  }

  /** The rows, bound: a bias as long as an example. */
  private static final class Bound extends Layer {
    private final NativeMemory memory;
    private final NativeArray input;
    private final int batch;
    private final int each;
    private final Parameter weight;
    private @Nullable NativeArray tangent;
    private @Nullable NativeArray exampleGradients;

    Bound(Binding binding) {
      super(binding.memory().allocate(binding.input().shape()));
      this.memory = binding.memory();
      this.input = binding.input();
      this.batch = binding.batch();
      this.each = input.length() / batch;
      this.weight = binding.parameter("weight");
    }

    @Override
    public void forward(Mode mode) {
      RowBias.fill(weight.value(), output());
      Sums.add(memory, input, output());
    }

    @Override
    public NativeArray tangent(@Nullable NativeArray inputTangent) {
      if (tangent == null) {
        tangent = memory.allocate(input.shape());
      }
      RowBias.fill(weight.direction(), tangent);
      if (inputTangent != null) {
        Sums.add(memory, inputTangent, tangent);
      }
      return tangent;
    }

    @Override
    public void parameterGradient(NativeArray outputGradient, double @Nullable [] weights) {
      NativeArray gradients = outputGradient;
      if (weights != null) {
        if (exampleGradients == null) {
          throw new IllegalStateException("weighted gradients need the norms first");
        }
        gradients = exampleGradients;
      }
      double[] row = memory.doubles(0, each);
      double[] sums = new double[each];
      for (int i = 0; i < batch; i++) {
        double factor = weights == null ? 1 : weights[i];
        gradients.read(i * each, row, each);
        for (int c = 0; c < each; c++) {
          sums[c] += factor * row[c];
        }
      }
      weight.gradient().set(sums);
    }

    @Override
    public void addSquaredNorms(NativeArray outputGradient, double[] squaredNorms) {
      if (exampleGradients == null) {
        exampleGradients = memory.allocate(input.shape());
      }
      // kept, because the layer before may change what this one hands it
      exampleGradients.copy(0, outputGradient, 0, outputGradient.length());
      double[] row = memory.doubles(0, each);
      for (int i = 0; i < batch; i++) {
        outputGradient.read(i * each, row, each);
        squaredNorms[i] += RowGradient.squaredNorm(row, each);
      }
    }

    @Override
    protected NativeArray inputGradient(NativeArray outputGradient) {
      return outputGradient;
    }
  }
}
