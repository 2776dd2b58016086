// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.testing.StatCheck;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("statistical")
class PerturbationStreamTest {
  private final PerturbationStream stream = new PerturbationStream(Seed.of(42));

  @Test
  void anyPlaceCanBeReadAlone() {
    float[] target = new float[3 * PerturbationStream.BLOCK + 7];
    stream.add(new float[target.length], 1, target, Parallel.single());
    for (int i : new int[] {0, 1, 1023, 1024, 1025, 2048, 3072, 3078}) {
      assertThat(target[i]).isEqualTo((float) stream.at(i));
    }
    // Block b is the ziggurat on SplitMix64 seeded with output b of the seed's own sequence.
    SplitMix64 starts = new SplitMix64(42);
    assertThat(stream.at(0)).isEqualTo(new SplitMix64(starts.nextLong()).nextGaussian());
    assertThat(stream.at(1024)).isEqualTo(new SplitMix64(starts.nextLong()).nextGaussian());
    assertThat(stream.at(Long.MAX_VALUE)).isFinite();
  }

  @Test
  void threadsDoNotMatter() {
    float[] base = new float[200_003];
    Samplers.fillGaussian(Rng.of(Seed.of(1)), 1, base);
    float[] one = new float[base.length];
    stream.add(base, 0.01, one, Parallel.of(1));
    for (int threads : new int[] {2, 7}) {
      float[] many = new float[base.length];
      stream.add(base, 0.01, many, Parallel.of(threads));
      assertThat(many).isEqualTo(one);
    }
  }

  /** Null: standard normal. KS, n = 200,000, alpha 1e-9; finds 6 % in scale. */
  @Test
  void numbersAreNormal() {
    StatCheck check = StatCheck.of("PerturbationStreamTest");
    float[] target = new float[200_000];
    new PerturbationStream(check.seed()).add(new float[200_000], 1, target, Parallel.single());
    double[] sample = new double[target.length];
    double[] wide = new double[target.length];
    double[] products = new double[target.length - PerturbationStream.BLOCK];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = target[i];
      wide[i] = 1.06 * target[i];
    }
    for (int i = 0; i < products.length; i++) {
      products[i] = sample[i] * sample[i + PerturbationStream.BLOCK];
    }
    check.ks("stream", sample, x -> 0.5 * Erfc.value(-x / Math.sqrt(2))).holds();
    check.ks("6 % too wide", wide, x -> 0.5 * Erfc.value(-x / Math.sqrt(2))).isCaught();
    // Null: neighbouring blocks are uncorrelated; |z|, finds a correlation of 0.02.
    check.mean("products across blocks", products, 0, 1).holds();
    for (int i = 0; i < products.length; i++) {
      products[i] = 0.02 * sample[i] * sample[i] + products[i];
    }
    check.mean("correlated blocks", products, 0, 1).isCaught();
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> stream.at(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("index must be >= 0, but was -1");
    assertThatThrownBy(() -> stream.add(new float[2], Double.NaN, new float[2], Parallel.single()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scale must be finite, but was NaN");
    assertThatThrownBy(() -> stream.add(new float[2], 1, new float[3], Parallel.single()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target must be as long as base (2), but has 3");
  }
}
