// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import org.jspecify.annotations.Nullable;

/**
 * What attention heads do between the two dense layers, bound: rows of queries, keys and values
 * become rows of weighted means of values. One head of one example at a time is laid out in arrays
 * that stay in the cache, where six products do the work of a forward and a backward pass.
 */
final class AttentionHeads extends Layer {
  private final NativeMemory memory;
  private final NativeArray input;
  private final Transcendental functions;
  private final int batch;
  private final int places;
  private final int units;
  private final int heads;
  private final int width;
  private final double scale;
  private final NativeArray weights; // softmax of each head, [batch, heads, places, places]
  private final NativeArray queries;
  private final NativeArray keys;
  private final NativeArray values;
  private final NativeArray scores;
  private final NativeArray means;
  private final Gemm queriesByKeys;
  private final Gemm scoresByValues;
  private @Nullable Derivatives derivatives;

  AttentionHeads(Binding binding, int heads) {
    super(binding.allocate(binding.inputShape()[0], binding.inputShape()[1] / 3));
    this.memory = binding.memory();
    this.input = binding.input();
    this.functions = new Transcendental(memory.isDouble());
    this.batch = binding.batch();
    this.places = binding.inputShape()[0];
    this.units = binding.inputShape()[1] / 3;
    this.heads = heads;
    this.width = units / heads;
    this.scale = 1 / Math.sqrt(width);
    this.weights = memory.allocate(batch, heads, places, places);
    this.queries = memory.allocate(places, width);
    this.keys = memory.allocate(places, width);
    this.values = memory.allocate(places, width);
    this.scores = memory.allocate(places, places);
    this.means = memory.allocate(places, width);
    this.queriesByKeys = new Gemm(memory, false, true, 0);
    this.scoresByValues = new Gemm(memory, false, false, 0);
  }

  @Override
  public void forward(Mode mode) {
    for (int i = 0; i < batch; i++) {
      for (int h = 0; h < heads; h++) {
        stage(input, i, h, queries, keys, values);
        queriesByKeys.run(queries, keys, scores, places, width, places);
        softmax();
        weights.copy(weightsAt(i, h), scores, 0, places * places);
        scoresByValues.run(scores, values, means, places, places, width);
        unstage(means, output(), i * places * units + h * width, units);
      }
    }
  }

  private int weightsAt(int example, int head) {
    return (example * heads + head) * places * places;
  }

  /** Copies one head's queries, keys and values, or their derivatives, out of the joint rows. */
  private void stage(
      NativeArray rows, int example, int head, NativeArray q, NativeArray k, NativeArray v) {
    for (int t = 0; t < places; t++) {
      int at = (example * places + t) * 3 * units + head * width;
      q.copy(t * width, rows, at, width);
      k.copy(t * width, rows, at + units, width);
      v.copy(t * width, rows, at + 2 * units, width);
    }
  }

  /** Copies rows of one head into wider rows, from an element on. */
  private void unstage(NativeArray rows, NativeArray target, int at, int targetWidth) {
    for (int t = 0; t < places; t++) {
      target.copy(at + t * targetWidth, rows, t * width, width);
    }
  }

  /** Turns each row of scores into weights of the places up to its own. */
  private void softmax() {
    double[] row = memory.doubles(0, places);
    for (int t = 0; t < places; t++) {
      scores.read(t * places, row, places);
      double max = row[0];
      for (int s = 1; s <= t; s++) {
        max = Math.max(max, row[s]);
      }
      double sum = 0;
      for (int s = 0; s <= t; s++) {
        double e = functions.exp((row[s] - max) * scale);
        row[s] = e;
        sum += e;
      }
      for (int s = 0; s < places; s++) {
        row[s] = s <= t ? row[s] / sum : 0;
      }
      scores.write(t * places, row, places);
    }
  }

  /**
   * The derivative of softmax with the scale of scores in front, along each row, in place: \(p (u -
   * \sum p u)\) times the scale. It is its own transpose.
   */
  private void alongSoftmax(NativeArray rows) {
    double[] p = memory.doubles(0, places);
    double[] u = memory.doubles(1, places);
    for (int t = 0; t < places; t++) {
      scores.read(t * places, p, places);
      rows.read(t * places, u, places);
      double sum = 0;
      for (int s = 0; s <= t; s++) {
        sum += p[s] * u[s];
      }
      for (int s = 0; s < places; s++) {
        u[s] = s <= t ? scale * p[s] * (u[s] - sum) : 0;
      }
      rows.write(t * places, u, places);
    }
  }

  private Derivatives derivatives() {
    if (derivatives == null) {
      derivatives = new Derivatives();
    }
    return derivatives;
  }

  @Override
  public @Nullable NativeArray tangent(@Nullable NativeArray inputTangent) {
    return inputTangent == null ? null : derivatives().tangent(inputTangent);
  }

  @Override
  protected NativeArray inputGradient(NativeArray outputGradient) {
    return derivatives().gradient(outputGradient);
  }

  /** The arrays and products that only derivatives need. */
  private final class Derivatives {
    private final NativeArray ofQueries = memory.allocate(places, width);
    private final NativeArray ofKeys = memory.allocate(places, width);
    private final NativeArray ofValues = memory.allocate(places, width);
    private final NativeArray ofScores = memory.allocate(places, places);
    private final NativeArray ofMeans = memory.allocate(places, width);
    private final Gemm rowsByColumns = new Gemm(memory, false, true, 0);
    private final Gemm addRowsByColumns = new Gemm(memory, false, true, 1);
    private final Gemm first = new Gemm(memory, false, false, 0);
    private final Gemm second = new Gemm(memory, false, false, 1);
    private final Gemm transposed = new Gemm(memory, true, false, 0);
    private final Gemm transposedByMeans = new Gemm(memory, true, false, 0);
    private @Nullable NativeArray joint;
    private @Nullable NativeArray tangent;

    NativeArray gradient(NativeArray outputGradient) {
      if (joint == null) {
        joint = memory.allocate(input.shape());
      }
      NativeArray target = joint;
      for (int i = 0; i < batch; i++) {
        for (int h = 0; h < heads; h++) {
          stage(input, i, h, queries, keys, values);
          for (int t = 0; t < places; t++) {
            int at = (i * places + t) * units + h * width;
            ofMeans.copy(t * width, outputGradient, at, width);
          }
          scores.copy(0, weights, weightsAt(i, h), places * places);
          transposedByMeans.run(scores, ofMeans, ofValues, places, places, width);
          rowsByColumns.run(ofMeans, values, ofScores, places, width, places);
          alongSoftmax(ofScores);
          first.run(ofScores, keys, ofQueries, places, places, width);
          transposed.run(ofScores, queries, ofKeys, places, places, width);
          int at = i * places * 3 * units + h * width;
          unstage(ofQueries, target, at, 3 * units);
          unstage(ofKeys, target, at + units, 3 * units);
          unstage(ofValues, target, at + 2 * units, 3 * units);
        }
      }
      return target;
    }

    NativeArray tangent(NativeArray inputTangent) {
      if (tangent == null) {
        tangent = memory.allocate(output().shape());
      }
      NativeArray target = tangent;
      for (int i = 0; i < batch; i++) {
        for (int h = 0; h < heads; h++) {
          stage(input, i, h, queries, keys, values);
          stage(inputTangent, i, h, ofQueries, ofKeys, ofValues);
          scores.copy(0, weights, weightsAt(i, h), places * places);
          rowsByColumns.run(ofQueries, keys, ofScores, places, width, places);
          addRowsByColumns.run(queries, ofKeys, ofScores, places, width, places);
          alongSoftmax(ofScores);
          first.run(ofScores, values, ofMeans, places, places, width);
          second.run(scores, ofValues, ofMeans, places, places, width);
          unstage(ofMeans, target, i * places * units + h * width, units);
        }
      }
      return target;
    }
  }
}
