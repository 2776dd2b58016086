// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Batch normalisation, bound; gradients and tangents are computed in place. */
final class BatchNormLayer extends Layer {
  private final NativeMemory memory;
  private final NativeArray input;
  private final int batch;
  private final int channels;
  private final int rows;
  private final double epsilon;
  private final double momentum;
  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter runningMean;
  private final Parameter runningVariance;
  private final ChannelPasses passes;
  private final double[] mean;
  private final double[] deviation; // 1 / sqrt(variance + epsilon)
  private final double[] gradientSum;
  private final double[] gradientProduct;
  private final double[] scale;
  private final double[] shift;
  private final double[] slope;
  private boolean ofBatch;
  private boolean sumsAreReady;
  private @Nullable NativeArray ownTangent;
  private double @Nullable [] exampleGradients;

  BatchNormLayer(Binding binding, double epsilon, double momentum) {
    super(binding.memory().allocate(binding.input().shape()));
    this.memory = binding.memory();
    this.input = binding.input();
    this.batch = binding.batch();
    int[] shape = binding.inputShape();
    this.channels = shape[shape.length - 1];
    this.rows = input.length() / channels;
    this.epsilon = epsilon;
    this.momentum = momentum;
    this.gamma = binding.parameter("gamma");
    this.beta = binding.parameter("beta");
    this.runningMean = binding.parameter("mean");
    this.runningVariance = binding.parameter("variance");
    this.passes = ChannelPasses.of(memory, channels);
    this.mean = new double[channels];
    this.deviation = new double[channels];
    this.gradientSum = new double[channels];
    this.gradientProduct = new double[channels];
    this.scale = new double[channels];
    this.shift = new double[channels];
    this.slope = new double[channels];
  }

  @Override
  public void forward(Mode mode) {
    ofBatch = mode == Mode.TRAINING;
    double[] variance = memory.doubles(4, channels);
    if (ofBatch) {
      passes.moments(input, rows, mean, variance);
      follow(variance);
    } else {
      runningMean.value().read(0, mean, channels);
      runningVariance.value().read(0, variance, channels);
    }
    double[] g = gamma.value().toDoubles();
    double[] b = beta.value().toDoubles();
    for (int c = 0; c < channels; c++) {
      deviation[c] = 1 / Math.sqrt(variance[c] + epsilon);
      scale[c] = g[c] * deviation[c];
      shift[c] = b[c] - mean[c] * scale[c];
    }
    passes.affine(input, scale, shift, output());
  }

  /** Moves the running values towards those of the batch. */
  private void follow(double[] variance) {
    double[] runMean = runningMean.value().toDoubles();
    double[] runVariance = runningVariance.value().toDoubles();
    double unbiased = rows > 1 ? rows / (rows - 1.0) : 1;
    for (int c = 0; c < channels; c++) {
      runMean[c] += momentum * (mean[c] - runMean[c]);
      runVariance[c] += momentum * (variance[c] * unbiased - runVariance[c]);
    }
    runningMean.value().set(runMean);
    runningVariance.value().set(runVariance);
  }

  /** Sums of the gradient and of its products with the normalised input, over all rows. */
  private void sums(NativeArray values) {
    Arrays.fill(gradientSum, 0);
    Arrays.fill(gradientProduct, 0);
    passes.addSums(input, values, 0, rows, gradientSum, gradientProduct);
    normalise();
  }

  /** Turns sums of products with x into sums of products with the normalised x. */
  private void normalise() {
    for (int c = 0; c < channels; c++) {
      gradientProduct[c] = (gradientProduct[c] - mean[c] * gradientSum[c]) * deviation[c];
    }
  }

  @Override
  public NativeArray tangent(@Nullable NativeArray inputTangent) {
    double[] g = gamma.value().toDoubles();
    double[] gDirection = gamma.direction().toDoubles();
    double[] bDirection = beta.direction().toDoubles();
    NativeArray target = inputTangent == null ? zeros() : inputTangent;
    Arrays.fill(gradientSum, 0);
    Arrays.fill(gradientProduct, 0);
    if (ofBatch && inputTangent != null) {
      sums(inputTangent);
    }
    // With d = deviation, n the normalised input, m rows:
    // t' = gamma d (t - mean(t) - n mean(n t)) + gamma' n + beta'
    for (int c = 0; c < channels; c++) {
      double ofInput =
          -g[c] * deviation[c] * gradientProduct[c] / rows + gDirection[c]; // factor of n
      scale[c] = g[c] * deviation[c];
      slope[c] = ofInput * deviation[c];
      shift[c] =
          bDirection[c]
              - g[c] * deviation[c] * gradientSum[c] / rows
              - ofInput * deviation[c] * mean[c];
    }
    passes.combine(input, target, scale, slope, shift);
    return target;
  }

  private NativeArray zeros() {
    if (ownTangent == null) {
      ownTangent = memory.allocate(input.shape());
    }
    ownTangent.clear();
    return ownTangent;
  }

  @Override
  public void parameterGradient(NativeArray outputGradient, double @Nullable [] weights) {
    if (weights != null) {
      weighted(weights);
      return;
    }
    sums(outputGradient);
    sumsAreReady = true; // for the input gradient, which comes next
    beta.gradient().set(gradientSum);
    gamma.gradient().set(gradientProduct);
  }

  private void weighted(double[] weights) {
    if (exampleGradients == null) {
      throw new IllegalStateException("weighted gradients need the norms first");
    }
    double[] sum = new double[2 * channels];
    for (int i = 0; i < batch; i++) {
      for (int c = 0; c < 2 * channels; c++) {
        sum[c] += weights[i] * exampleGradients[i * 2 * channels + c];
      }
    }
    gamma.gradient().set(Arrays.copyOf(sum, channels));
    beta.gradient().set(Arrays.copyOfRange(sum, channels, 2 * channels));
  }

  @Override
  public void addSquaredNorms(NativeArray outputGradient, double[] squaredNorms) {
    if (ofBatch) {
      throw new UnsupportedOperationException(
          "batch norm on batch statistics has no per-example gradients; use its running values");
    }
    if (exampleGradients == null) {
      exampleGradients = new double[batch * 2 * channels];
    }
    int each = rows / batch;
    for (int i = 0; i < batch; i++) {
      Arrays.fill(gradientSum, 0);
      Arrays.fill(gradientProduct, 0);
      passes.addSums(input, outputGradient, i * each, each, gradientSum, gradientProduct);
      normalise();
      System.arraycopy(gradientProduct, 0, exampleGradients, i * 2 * channels, channels);
      System.arraycopy(gradientSum, 0, exampleGradients, (i * 2 + 1) * channels, channels);
      squaredNorms[i] +=
          RowGradient.squaredNorm(gradientProduct, channels)
              + RowGradient.squaredNorm(gradientSum, channels);
    }
  }

  /** The sums that {@link #parameterGradient} leaves are of this pass alone. */
  @Override
  public @Nullable NativeArray backward(
      NativeArray outputGradient, Backward pass, boolean wantInputGradient) {
    sumsAreReady = false;
    NativeArray gradient = super.backward(outputGradient, pass, wantInputGradient);
    sumsAreReady = false;
    return gradient;
  }

  @Override
  protected NativeArray inputGradient(NativeArray outputGradient) {
    double[] g = gamma.value().toDoubles();
    if (ofBatch && !sumsAreReady) {
      sums(outputGradient);
    }
    if (!ofBatch) {
      Arrays.fill(gradientSum, 0);
      Arrays.fill(gradientProduct, 0);
    }
    for (int c = 0; c < channels; c++) {
      scale[c] = g[c] * deviation[c];
      slope[c] = -scale[c] * gradientProduct[c] / rows * deviation[c];
      shift[c] = -scale[c] * gradientSum[c] / rows - slope[c] * mean[c];
    }
    passes.combine(input, outputGradient, scale, slope, shift);
    return outputGradient;
  }
}
