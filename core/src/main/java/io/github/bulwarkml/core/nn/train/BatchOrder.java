// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.Subsets;
import java.util.Arrays;

/** Which examples make the batch of a step: a function of the seed and the step alone. */
final class BatchOrder {
  private final Seed seed;
  private final int examples;
  private final int batchSize;
  private final boolean shuffle;
  private final int stepsPerEpoch;
  private int[] order = {};
  private int orderEpoch = -1;

  BatchOrder(Seed seed, int examples, int batchSize, boolean dropLast, boolean shuffle) {
    this.seed = seed;
    this.examples = examples;
    this.batchSize = Math.min(batchSize, examples);
    this.shuffle = shuffle;
    int whole = examples / this.batchSize;
    this.stepsPerEpoch = dropLast || examples % this.batchSize == 0 ? whole : whole + 1;
  }

  int stepsPerEpoch() {
    return stepsPerEpoch;
  }

  int epoch(int step) {
    return step / stepsPerEpoch;
  }

  int[] batch(int step) {
    int epoch = epoch(step);
    if (epoch != orderEpoch) {
      order = new int[examples];
      Arrays.setAll(order, i -> i);
      if (shuffle) {
        Subsets.shuffle(Rng.of(seed.child("epoch/" + epoch)), order);
      }
      orderEpoch = epoch;
    }
    int from = (step % stepsPerEpoch) * batchSize;
    return Arrays.copyOfRange(order, from, Math.min(examples, from + batchSize));
  }
}
