// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an LSTM, bound. What it reads are the gates' inputs \(x_t W + b\) of all steps; what
 * it adds are \(h_{t-1} R\) and the recurrence. The gradient with respect to what it reads is also
 * that of the gates' sums, from which the gradient of R follows as that of a dense layer on the
 * rows \(h_{t-1}\).
 */
final class LstmRecurrence extends Layer {
  private final NativeMemory memory;
  private final NativeArray input;
  private final Transcendental functions;
  private final int batch;
  private final int steps;
  private final int units;
  private final int gates;
  private final boolean lastOnly;
  private final Parameter weight;
  private final NativeArray before; // h of the step before, [batch, steps, units]
  private final NativeArray opened; // the gates after their functions, [steps, batch, 4 units]
  private final NativeArray cells; // c, [steps, batch, units]
  private final NativeArray squashed; // tanh(c), [steps, batch, units]
  private final NativeArray hidden; // h of one step, [batch, units]
  private final NativeArray product; // of one step, [batch, 4 units]
  private final NativeArray gateGradients; // [batch, steps, 4 units]
  private final Gemm forward;
  private final Gemm alongHidden;
  private final Gemm alongWeight;
  private final Gemm backward;
  private final RowGradient gradient;
  private @Nullable NativeArray hiddenTangent;
  private @Nullable NativeArray tangent;

  LstmRecurrence(Binding binding, NativeArray output, Parameter weight) {
    super(output);
    this.memory = binding.memory();
    this.input = binding.input();
    this.functions = new Transcendental(memory.isDouble());
    this.batch = binding.batch();
    this.steps = binding.inputShape()[0];
    this.gates = binding.inputShape()[1];
    this.units = gates / 4;
    this.lastOnly = output.shape().length == 2;
    this.weight = weight;
    this.before = memory.allocate(batch, steps, units);
    this.opened = memory.allocate(steps, batch, gates);
    this.cells = memory.allocate(steps, batch, units);
    this.squashed = memory.allocate(steps, batch, units);
    this.hidden = memory.allocate(batch, units);
    this.product = memory.allocate(batch, gates);
    this.gateGradients = memory.allocate(batch, steps, gates);
    this.forward = new Gemm(memory, false, false, 0);
    this.alongHidden = new Gemm(memory, false, false, 0);
    this.alongWeight = new Gemm(memory, false, false, 1);
    this.backward = new Gemm(memory, false, true, 0);
    this.gradient =
        new RowGradient(
            memory,
            batch,
            steps,
            units,
            gates,
            (example, count, target) ->
                target.copy(0, before, example * steps * units, count * steps * units),
            before);
  }

  @Override
  public void forward(Mode mode) {
    hidden.clear();
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < batch; i++) {
        before.copy((i * steps + t) * units, hidden, i * units, units);
      }
      forward.run(hidden, weight.value(), product, batch, units, gates);
      for (int i = 0; i < batch; i++) {
        step(t, i);
      }
    }
  }

  /** One step of one example: from the gates' sums to the hidden state. */
  private void step(int t, int example) {
    int row = t * batch + example;
    double[] z = memory.doubles(0, gates);
    double[] x = memory.doubles(1, gates);
    double[] c = cellBefore(t, example);
    double[] s = memory.doubles(3, units);
    double[] h = memory.doubles(4, units);
    product.read(example * gates, z, gates);
    input.read((example * steps + t) * gates, x, gates);
    for (int j = 0; j < 2 * units; j++) {
      z[j] = functions.sigmoid(z[j] + x[j]);
    }
    for (int j = 2 * units; j < 3 * units; j++) {
      z[j] = functions.tanh(z[j] + x[j]);
    }
    for (int j = 3 * units; j < gates; j++) {
      z[j] = functions.sigmoid(z[j] + x[j]);
    }
    for (int u = 0; u < units; u++) {
      c[u] = z[units + u] * c[u] + z[u] * z[2 * units + u];
      s[u] = functions.tanh(c[u]);
      h[u] = z[3 * units + u] * s[u];
    }
    opened.write(row * gates, z, gates);
    cells.write(row * units, c, units);
    squashed.write(row * units, s, units);
    hidden.write(example * units, h, units);
    write(output(), t, example, h);
  }

  /** {@return c of the step before, in space that may be overwritten} */
  private double[] cellBefore(int t, int example) {
    double[] c = memory.doubles(2, units);
    if (t == 0) {
      Arrays.fill(c, 0, units, 0);
    } else {
      cells.read(((t - 1) * batch + example) * units, c, units);
    }
    return c;
  }

  private void write(NativeArray target, int t, int example, double[] row) {
    if (!lastOnly) {
      target.write((example * steps + t) * units, row, units);
    } else if (t == steps - 1) {
      target.write(example * units, row, units);
    }
  }

  @Override
  public NativeArray tangent(@Nullable NativeArray inputTangent) {
    if (tangent == null || hiddenTangent == null) {
      tangent = memory.allocate(output().shape());
      hiddenTangent = memory.allocate(hidden.shape());
    }
    hiddenTangent.clear();
    double[] cellTangents = new double[batch * units];
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < batch; i++) {
        hidden.copy(i * units, before, (i * steps + t) * units, units);
      }
      alongHidden.run(hiddenTangent, weight.value(), product, batch, units, gates);
      alongWeight.run(hidden, weight.direction(), product, batch, units, gates);
      for (int i = 0; i < batch; i++) {
        double[] h = stepTangent(t, i, inputTangent, cellTangents);
        hiddenTangent.write(i * units, h, units);
        write(tangent, t, i, h);
      }
    }
    return tangent;
  }

  private double[] stepTangent(
      int t, int example, @Nullable NativeArray inputTangent, double[] cellTangents) {
    int row = t * batch + example;
    double[] z = memory.doubles(0, gates);
    double[] d = memory.doubles(1, gates);
    double[] c = cellBefore(t, example);
    double[] s = memory.doubles(3, units);
    double[] h = memory.doubles(4, units);
    product.read(example * gates, d, gates);
    if (inputTangent != null) {
      inputTangent.read((example * steps + t) * gates, z, gates);
      for (int j = 0; j < gates; j++) {
        d[j] += z[j];
      }
    }
    opened.read(row * gates, z, gates);
    squashed.read(row * units, s, units);
    int at = example * units;
    for (int u = 0; u < units; u++) {
      double i = z[u];
      double f = z[units + u];
      double g = z[2 * units + u];
      double o = z[3 * units + u];
      double alongCell =
          f * cellTangents[at + u]
              + c[u] * f * (1 - f) * d[units + u]
              + g * i * (1 - i) * d[u]
              + i * (1 - g * g) * d[2 * units + u];
      cellTangents[at + u] = alongCell;
      h[u] = o * (1 - s[u] * s[u]) * alongCell + s[u] * o * (1 - o) * d[3 * units + u];
    }
    return h;
  }

  /**
   * Visits this layer with the gradient of the gates' sums instead of that of the output: all that
   * the gradient of the recurrent matrix needs.
   */
  @Override
  public @Nullable NativeArray backward(
      NativeArray outputGradient, Backward pass, boolean wantInputGradient) {
    NativeArray ofGates = inputGradient(outputGradient);
    pass.at(this, ofGates);
    return wantInputGradient ? ofGates : null;
  }

  @Override
  public void parameterGradient(NativeArray ofGates, double @Nullable [] weights) {
    gradient.sum(ofGates, weights, weight, null);
  }

  @Override
  public void addSquaredNorms(NativeArray ofGates, double[] squaredNorms) {
    gradient.addSquaredNorms(ofGates, false, squaredNorms);
  }

  /** Backpropagation through time. */
  @Override
  protected NativeArray inputGradient(NativeArray outputGradient) {
    hidden.clear(); // from here on the gradient that comes from the step after
    double[] cellGradients = new double[batch * units];
    for (int t = steps - 1; t >= 0; t--) {
      for (int i = 0; i < batch; i++) {
        stepGradient(t, i, outputGradient, cellGradients);
      }
      if (t > 0) {
        backward.run(product, weight.value(), hidden, batch, gates, units);
      }
    }
    return gateGradients;
  }

  private void stepGradient(
      int t, int example, NativeArray outputGradient, double[] cellGradients) {
    int row = t * batch + example;
    double[] z = memory.doubles(0, gates);
    double[] c = cellBefore(t, example);
    double[] s = memory.doubles(3, units);
    double[] h = memory.doubles(4, units);
    hidden.read(example * units, h, units);
    if (!lastOnly || t == steps - 1) {
      int at = lastOnly ? example * units : (example * steps + t) * units;
      outputGradient.read(at, s, units);
      for (int u = 0; u < units; u++) {
        h[u] += s[u];
      }
    }
    opened.read(row * gates, z, gates);
    squashed.read(row * units, s, units);
    int at = example * units;
    for (int u = 0; u < units; u++) {
      double i = z[u];
      double f = z[units + u];
      double g = z[2 * units + u];
      double o = z[3 * units + u];
      double ofCell = cellGradients[at + u] + h[u] * o * (1 - s[u] * s[u]);
      z[u] = ofCell * g * i * (1 - i);
      z[units + u] = ofCell * c[u] * f * (1 - f);
      z[2 * units + u] = ofCell * i * (1 - g * g);
      z[3 * units + u] = h[u] * s[u] * o * (1 - o);
      cellGradients[at + u] = ofCell * f;
    }
    product.write(example * gates, z, gates);
    gateGradients.write((example * steps + t) * gates, z, gates);
  }
}
