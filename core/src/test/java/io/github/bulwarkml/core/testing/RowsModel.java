// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.testing;

import io.github.bulwarkml.core.nn.ClippedGradient;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.util.List;

/**
 * Two tokens in, a row of outputs for each: logit 2 for the token itself, 0 for the others. Nothing
 * to learn: a model with outputs in rows, for evaluation only.
 */
public final class RowsModel implements DifferentiableModel {
  private static final int ROWS = 2;
  private final int vocabulary;

  /** A model of so many tokens. */
  public RowsModel(int vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public List<Integer> inputShape() {
    return List.of(ROWS);
  }

  @Override
  public List<Integer> outputShape() {
    return List.of(ROWS, vocabulary);
  }

  @Override
  public Loss loss() {
    return Loss.SOFTMAX_CROSS_ENTROPY;
  }

  @Override
  public int parameterCount() {
    return 0;
  }

  @Override
  public ParameterVector parameters() {
    return ParameterVector.builder().build();
  }

  @Override
  public void setParameters(ParameterVector parameters) {}

  @Override
  public ParameterVector state() {
    return ParameterVector.builder().build();
  }

  @Override
  public void setState(ParameterVector state) {}

  @Override
  public void reseed(Seed seed) {}

  @Override
  public float[] logits(Examples examples) {
    float[] logits = new float[examples.inputs().length * vocabulary];
    for (int row = 0; row < examples.inputs().length; row++) {
      logits[row * vocabulary + (int) examples.inputs()[row]] = 2;
    }
    return logits;
  }

  @Override
  public double[] losses(Examples examples) {
    float[] logits = logits(examples);
    double[] losses = new double[examples.size()];
    double[] z = new double[vocabulary];
    double[] slope = new double[vocabulary];
    for (int e = 0; e < losses.length; e++) {
      int counted = 0;
      for (int row = e * ROWS; row < (e + 1) * ROWS; row++) {
        if (examples.labels()[row] != Examples.IGNORED) {
          double[] target = new double[vocabulary];
          target[examples.labels()[row]] = 1;
          for (int k = 0; k < vocabulary; k++) {
            z[k] = logits[row * vocabulary + k];
          }
          losses[e] += loss().row(z, 0, target, 0, slope, vocabulary);
          counted++;
        }
      }
      losses[e] /= Math.max(1, counted);
    }
    return losses;
  }

  @Override
  public double gradient(Examples batch, Mode mode, ParameterVector gradient) {
    throw new UnsupportedOperationException("nothing to learn");
  }

  @Override
  public float[] logitsTangent(Examples batch, Mode mode, ParameterVector direction) {
    throw new UnsupportedOperationException("nothing to learn");
  }

  @Override
  public float[] inputGradient(Examples examples) {
    throw new UnsupportedOperationException("inputs are tokens");
  }

  @Override
  public double[] gradientNorms(Examples examples) {
    throw new UnsupportedOperationException("nothing to learn");
  }

  @Override
  public ClippedGradient clippedGradientSum(
      Examples examples, double clipNorm, ParameterVector sum) {
    throw new UnsupportedOperationException("nothing to learn");
  }

  @Override
  public DifferentiableModel copy() {
    return new RowsModel(vocabulary);
  }

  @Override
  public void close() {}
}
