// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A branch whose result is added to its input, or to what a shortcut makes of the input (He et al.,
 * "Deep residual learning for image recognition", arXiv 1512.03385).
 *
 * @param branch the layers of the branch
 * @param shortcut what the input passes through; null for nothing
 * @since 0.1.0
 */
public record Residual(Sequence branch, @Nullable LayerSpec shortcut) implements LayerSpec {
  /**
   * Checks that there is a branch.
   *
   * @param branch the layers of the branch
   * @param shortcut what the input passes through; null for nothing
   */
  public Residual {
    Objects.requireNonNull(branch, "branch");
  }

  @Override
  public String kind() {
    return "residual";
  }

  @Override
  public String description() {
    return "residual ["
        + branch.description()
        + "]"
        + (shortcut == null ? "" : " + " + shortcut.description());
  }

  @Override
  public int[] outputShape(int[] inputShape) {
    int[] ofBranch = branch.outputShape(inputShape);
    int[] ofShortcut = shortcut == null ? inputShape : shortcut.outputShape(inputShape);
    if (!Arrays.equals(ofBranch, ofShortcut)) {
      throw new IllegalArgumentException(
          "branch and shortcut must have equal shapes, but of inputShape "
              + Arrays.toString(inputShape)
              + " the branch gives "
              + Arrays.toString(ofBranch)
              + " and the shortcut "
              + Arrays.toString(ofShortcut));
    }
    return ofBranch;
  }

  @Override
  public List<ParameterSpec> parameters(int[] inputShape) {
    List<ParameterSpec> all = new ArrayList<>(branch.parameters(inputShape));
    if (shortcut != null) {
      shortcut.parameters(inputShape).forEach(p -> all.add(p.under("shortcut.")));
    }
    return all;
  }

  @Override
  public List<ParameterSpec> state(int[] inputShape) {
    List<ParameterSpec> all = new ArrayList<>(branch.state(inputShape));
    if (shortcut != null) {
      shortcut.state(inputShape).forEach(p -> all.add(p.under("shortcut.")));
    }
    return all;
  }

  @Override
  public boolean keepsOutput() {
    return false;
  }

  @Override
  public Layer bind(Binding binding) {
    Layer inner = branch.bind(binding.within("", binding.input(), false));
    Layer side =
        shortcut == null
            ? null
            : shortcut.bind(binding.within("shortcut.", binding.input(), false));
    return new Bound(binding, inner, side);
  }

  /** The two ways, bound. */
  private static final class Bound extends Layer {
    private final NativeMemory memory;
    private final NativeArray input;
    private final Layer branch;
    private final @Nullable Layer shortcut;
    private @Nullable NativeArray branchGradient;
    private @Nullable NativeArray branchTangent;

    Bound(Binding binding, Layer branch, @Nullable Layer shortcut) {
      super(binding.memory().allocate(branch.output().shape()));
      this.memory = binding.memory();
      this.input = binding.input();
      this.branch = branch;
      this.shortcut = shortcut;
    }

    @Override
    public void forward(Mode mode) {
      branch.forward(mode);
      NativeArray side = input;
      if (shortcut != null) {
        shortcut.forward(mode);
        side = shortcut.output();
      }
      Sums.sum(memory, branch.output(), side, output());
    }

    @Override
    public @Nullable NativeArray tangent(@Nullable NativeArray inputTangent) {
      NativeArray forBranch = null;
      if (inputTangent != null) {
        if (branchTangent == null) {
          branchTangent = memory.allocate(input.shape());
        }
        branchTangent.copy(0, inputTangent, 0, inputTangent.length());
        forBranch = branchTangent;
      }
      NativeArray inner = branch.tangent(forBranch);
      NativeArray side = shortcut == null ? inputTangent : shortcut.tangent(inputTangent);
      if (inner == null || side == null) {
        return inner == null ? side : inner;
      }
      Sums.add(memory, inner, side);
      return side;
    }

    @Override
    public @Nullable NativeArray backward(
        NativeArray outputGradient, Backward pass, boolean wantInputGradient) {
      if (branchGradient == null) {
        branchGradient = memory.allocate(outputGradient.shape());
      }
      branchGradient.copy(0, outputGradient, 0, outputGradient.length());
      NativeArray inner = branch.backward(branchGradient, pass, wantInputGradient);
      NativeArray side =
          shortcut == null
              ? outputGradient
              : shortcut.backward(outputGradient, pass, wantInputGradient);
      if (!wantInputGradient) {
        return null;
      }
      NativeArray sum = Objects.requireNonNull(side);
      Sums.add(memory, Objects.requireNonNull(inner), sum);
      return sum;
    }

    @Override
    protected NativeArray inputGradient(NativeArray outputGradient) {
      return Objects.requireNonNull(backward(outputGradient, (layer, gradient) -> {}, true));
    }
  }
}
