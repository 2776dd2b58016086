// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.testing;

import io.github.bulwarkml.core.nn.ClippedGradient;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.core.tensor.Shapes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A perceptron with one hidden tanh layer in plain Java, computed in double: a differentiable model
 * without native code. It can drop hidden units in training, and can subtract a running mean of its
 * inputs, which is its state.
 */
public final class SmallModel implements DifferentiableModel {
  private static final double MOMENTUM = 0.1;

  private final int inputs;
  private final int hidden;
  private final int outputs;
  private final Loss loss;
  private final double dropout;
  private final boolean centring;
  private final ParameterVector parameters;
  private final ParameterVector state;
  private Rng random = Rng.of(Seed.of(0));

  // Of the example that was looked at last.
  private final double[] units;
  private final double[] scales;
  private final double[] logits;
  private final double[] slopes;

  private SmallModel(
      int inputs, int hidden, int outputs, Loss loss, double dropout, boolean centring) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.outputs = outputs;
    this.loss = loss;
    this.dropout = dropout;
    this.centring = centring;
    this.parameters =
        ParameterVector.builder()
            .segment("hidden.weight", hidden, inputs)
            .segment("hidden.bias", hidden)
            .segment("output.weight", outputs, hidden)
            .segment("output.bias", outputs)
            .build();
    ParameterVector.Builder running = ParameterVector.builder();
    this.state = (centring ? running.segment("input.mean", inputs) : running).build();
    this.units = new double[hidden];
    this.scales = new double[hidden];
    this.logits = new double[outputs];
    this.slopes = new double[outputs];
  }

  /** A model with weights drawn uniformly from [-0.5, 0.5). */
  public static SmallModel of(int inputs, int hidden, int outputs, Loss loss, Seed seed) {
    SmallModel model = new SmallModel(inputs, hidden, outputs, loss, 0, false);
    model.draw(seed);
    return model;
  }

  private void draw(Seed seed) {
    Rng start = Rng.of(seed);
    for (int i = 0; i < parameters.length(); i++) {
      parameters.set(i, start.nextFloat() - 0.5f);
    }
  }

  /** The same parameters, dropping each hidden unit with a probability. */
  public SmallModel withDropout(double probability) {
    SmallModel model = new SmallModel(inputs, hidden, outputs, loss, probability, centring);
    model.parameters.copyFrom(parameters);
    return model;
  }

  /** The same parameters, subtracting a running mean of the inputs. */
  public SmallModel withRunningMean() {
    SmallModel model = new SmallModel(inputs, hidden, outputs, loss, dropout, true);
    model.parameters.copyFrom(parameters);
    return model;
  }

  @Override
  public List<Integer> inputShape() {
    return List.of(inputs);
  }

  @Override
  public List<Integer> outputShape() {
    return List.of(outputs);
  }

  @Override
  public Loss loss() {
    return loss;
  }

  @Override
  public int parameterCount() {
    return parameters.length();
  }

  @Override
  public ParameterVector parameters() {
    return parameters.copy();
  }

  @Override
  public void setParameters(ParameterVector values) {
    parameters.copyFrom(values);
  }

  @Override
  public ParameterVector state() {
    return state.copy();
  }

  @Override
  public void setState(ParameterVector values) {
    state.copyFrom(values);
  }

  @Override
  public void reseed(Seed seed) {
    random = Rng.of(seed);
  }

  @Override
  public float[] logits(Examples examples) {
    require(examples);
    float[] all = new float[examples.size() * outputs];
    for (int e = 0; e < examples.size(); e++) {
      forward(examples, e, Mode.INFERENCE, state.array());
      for (int k = 0; k < outputs; k++) {
        all[e * outputs + k] = (float) logits[k];
      }
    }
    return all;
  }

  @Override
  public double[] losses(Examples examples) {
    require(examples);
    double[] losses = new double[examples.size()];
    for (int e = 0; e < losses.length; e++) {
      forward(examples, e, Mode.INFERENCE, state.array());
      losses[e] = lossOf(examples, e);
    }
    return losses;
  }

  @Override
  public double gradient(Examples batch, Mode mode, ParameterVector gradient) {
    require(batch);
    if (gradient.length() != parameters.length()) {
      throw new IllegalArgumentException("gradient must be as long as the parameters");
    }
    if (mode == Mode.TRAINING) {
      state.copyFrom(runningMean(batch));
    }
    double[] sum = new double[parameters.length()];
    double total = 0;
    for (int e = 0; e < batch.size(); e++) {
      forward(batch, e, mode, state.array());
      total += lossOf(batch, e);
      backward(batch, e, sum, null);
    }
    for (int i = 0; i < sum.length; i++) {
      gradient.set(i, (float) (sum[i] / batch.size()));
    }
    return total / batch.size();
  }

  @Override
  public float[] logitsTangent(Examples batch, Mode mode, ParameterVector direction) {
    require(batch);
    float[] mean = (mode == Mode.TRAINING ? runningMean(batch) : state).array();
    float[] w = parameters.array();
    float[] v = direction.array();
    int bias = hidden * inputs;
    int output = bias + hidden;
    int outputBias = output + outputs * hidden;
    float[] tangent = new float[batch.size() * outputs];
    double[] moved = new double[hidden];
    for (int e = 0; e < batch.size(); e++) {
      forward(batch, e, mode, mean);
      for (int h = 0; h < hidden; h++) {
        double z = v[bias + h];
        for (int i = 0; i < inputs; i++) {
          z += v[h * inputs + i] * input(batch, e, i, mean);
        }
        double unit = scales[h] == 0 ? 0 : units[h] / scales[h];
        moved[h] = z * (1 - unit * unit) * scales[h];
      }
      for (int k = 0; k < outputs; k++) {
        double t = v[outputBias + k];
        for (int h = 0; h < hidden; h++) {
          int at = output + k * hidden + h;
          t += v[at] * units[h] + w[at] * moved[h];
        }
        tangent[e * outputs + k] = (float) t;
      }
    }
    return tangent;
  }

  @Override
  public float[] inputGradient(Examples examples) {
    require(examples);
    float[] all = new float[examples.size() * inputs];
    double[] slope = new double[inputs];
    for (int e = 0; e < examples.size(); e++) {
      forward(examples, e, Mode.INFERENCE, state.array());
      lossOf(examples, e);
      backward(examples, e, new double[parameters.length()], slope);
      for (int i = 0; i < inputs; i++) {
        all[e * inputs + i] = (float) slope[i];
      }
    }
    return all;
  }

  @Override
  public double[] gradientNorms(Examples examples) {
    return clippedGradientSum(examples, Double.POSITIVE_INFINITY, parameters.zerosLike()).norms();
  }

  @Override
  public ClippedGradient clippedGradientSum(
      Examples examples, double clipNorm, ParameterVector sum) {
    require(examples);
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clipNorm must be > 0, but was " + clipNorm);
    }
    double[] losses = new double[examples.size()];
    double[] norms = new double[examples.size()];
    double[] total = new double[parameters.length()];
    for (int e = 0; e < losses.length; e++) {
      forward(examples, e, Mode.INFERENCE, state.array());
      losses[e] = lossOf(examples, e);
      double[] own = new double[total.length];
      backward(examples, e, own, null);
      double square = 0;
      for (double value : own) {
        square += value * value;
      }
      norms[e] = Math.sqrt(square);
      double factor = norms[e] > clipNorm ? clipNorm / norms[e] : 1;
      for (int i = 0; i < own.length; i++) {
        total[i] += factor * own[i];
      }
    }
    for (int i = 0; i < total.length; i++) {
      sum.set(i, (float) total[i]);
    }
    return new ClippedGradient(losses, norms);
  }

  @Override
  public DifferentiableModel copy() {
    SmallModel copy = new SmallModel(inputs, hidden, outputs, loss, dropout, centring);
    copy.parameters.copyFrom(parameters);
    copy.state.copyFrom(state);
    return copy;
  }

  @Override
  public void close() {}

  private void require(Examples examples) {
    int[] given = examples.inputShape().stream().mapToInt(Integer::intValue).toArray();
    Shapes.requireSame("SmallModel", "input", given, "the model's", new int[] {inputs});
  }

  private ParameterVector runningMean(Examples batch) {
    ParameterVector next = state.copy();
    for (int i = 0; centring && i < inputs; i++) {
      double mean = 0;
      for (int e = 0; e < batch.size(); e++) {
        mean += batch.inputs()[e * inputs + i];
      }
      next.set(i, (float) ((1 - MOMENTUM) * state.get(i) + MOMENTUM * mean / batch.size()));
    }
    return next;
  }

  private double input(Examples examples, int e, int i, float[] mean) {
    return examples.inputs()[e * inputs + i] - (centring ? mean[i] : 0.0);
  }

  private void forward(Examples examples, int e, Mode mode, float[] mean) {
    float[] w = parameters.array();
    int bias = hidden * inputs;
    int output = bias + hidden;
    int outputBias = output + outputs * hidden;
    for (int h = 0; h < hidden; h++) {
      double z = w[bias + h];
      for (int i = 0; i < inputs; i++) {
        z += w[h * inputs + i] * input(examples, e, i, mean);
      }
      boolean drops = mode == Mode.TRAINING && dropout > 0;
      scales[h] = !drops ? 1 : random.nextDouble() < dropout ? 0 : 1 / (1 - dropout);
      units[h] = Math.tanh(z) * scales[h];
    }
    for (int k = 0; k < outputs; k++) {
      logits[k] = w[outputBias + k];
      for (int h = 0; h < hidden; h++) {
        logits[k] += w[output + k * hidden + h] * units[h];
      }
    }
  }

  private double lossOf(Examples examples, int e) {
    double[] target = new double[outputs];
    for (int k = 0; k < outputs; k++) {
      target[k] =
          examples.hasLabels()
              ? (examples.labels()[e] == k ? 1 : 0)
              : examples.targets()[e * outputs + k];
    }
    return loss.row(logits, 0, target, 0, slopes, outputs);
  }

  private void backward(Examples examples, int e, double[] sum, double @Nullable [] inputSlope) {
    float[] w = parameters.array();
    int bias = hidden * inputs;
    int output = bias + hidden;
    int outputBias = output + outputs * hidden;
    if (inputSlope != null) {
      Arrays.fill(inputSlope, 0);
    }
    for (int k = 0; k < outputs; k++) {
      sum[outputBias + k] += slopes[k];
    }
    for (int h = 0; h < hidden; h++) {
      double slope = 0;
      for (int k = 0; k < outputs; k++) {
        sum[output + k * hidden + h] += slopes[k] * units[h];
        slope += slopes[k] * w[output + k * hidden + h];
      }
      double unit = scales[h] == 0 ? 0 : units[h] / scales[h];
      slope *= (1 - unit * unit) * scales[h];
      sum[bias + h] += slope;
      for (int i = 0; i < inputs; i++) {
        sum[h * inputs + i] += slope * input(examples, e, i, state.array());
        if (inputSlope != null) {
          inputSlope[i] += slope * w[h * inputs + i];
        }
      }
    }
  }
}
