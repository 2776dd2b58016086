// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("golden")
class RngTest {
  @Test
  void matchesTheSpecification() {
    Rng rng = Rng.of(Seed.of(42));
    assertThat(rng.nextLong()).isEqualTo(0xb2482ded0ba7ac12L);
    assertThat(rng.nextLong()).isEqualTo(0xabc6a30a803e9910L);
    assertThat(Rng.of(Seed.of(42).child("noise")).nextLong()).isEqualTo(0x0fb911579497c685L);
  }

  @Test
  void normalNumbersMatchTheSpecification() {
    double[] expected = {
      -1.5950614208557887, -1.759472912314983, -1.2230970361954625, -0.24822365973111038
    };
    var sampler = ZigguratSampler.NormalizedGaussian.of(Rng.of(Seed.of(42)));
    var same = Samplers.gaussian(Rng.of(Seed.of(42)));
    Rng direct = Rng.of(Seed.of(42));
    for (double value : expected) {
      assertThat(sampler.sample()).isEqualTo(value);
      assertThat(same.sample()).isEqualTo(value);
      assertThat(direct.nextGaussian()).isEqualTo(value);
    }
  }

  /** Our own definitions, kept as they are from the first release on. */
  @Test
  void derivedNumbersStayAsTheyAre() {
    RandomBits rng = Rng.of(Seed.of(42));
    assertThat(rng.nextInt()).isEqualTo(0xb2482ded);
    assertThat(rng.nextDouble()).isEqualTo((0xabc6a30a803e9910L >>> 11) * 0x1p-53);
    Rng first = Rng.of(Seed.of(7));
    Rng second = Rng.of(Seed.of(7));
    RandomGenerator asGenerator = second;
    UniformRandomProvider asProvider = second;
    assertThat(asGenerator.nextInt(1000)).isEqualTo(first.nextInt(1000));
    assertThat(asProvider.nextInt(5, 10)).isEqualTo(first.nextInt(5, 10));
    assertThat(asGenerator.nextLong(1L << 40)).isEqualTo(first.nextLong(1L << 40));
    assertThat(asProvider.nextLong(-5, 5)).isEqualTo(first.nextLong(-5, 5));
    assertThat(asGenerator.nextFloat()).isEqualTo(first.nextFloat());
    assertThat(asProvider.nextFloat(2)).isEqualTo(first.nextFloat(2));
    assertThat(asGenerator.nextFloat(1, 2)).isEqualTo(first.nextFloat(1, 2));
    assertThat(asProvider.nextDouble(2)).isEqualTo(first.nextDouble(2));
    assertThat(asGenerator.nextDouble(1, 2)).isEqualTo(first.nextDouble(1, 2));
    assertThat(asProvider.nextBoolean()).isEqualTo(first.nextBoolean());
    assertThat(asGenerator.nextExponential()).isEqualTo(first.nextExponential());
    assertThat(asGenerator.ints(3).toArray()).isEqualTo(first.ints(3).toArray());
    assertThat(asProvider.longs(3, 0, 9).toArray()).isEqualTo(first.longs(3, 0, 9).toArray());
    assertThat(asGenerator.doubles(3).toArray()).isEqualTo(first.doubles(3).toArray());
    assertThat(asGenerator.ints().limit(2).toArray()).isEqualTo(first.ints().limit(2).toArray());
    assertThat(asGenerator.longs(2).toArray()).isEqualTo(first.longs(2).toArray());
    byte[] a = new byte[11];
    byte[] b = new byte[11];
    asGenerator.nextBytes(a);
    first.nextBytes(b);
    assertThat(a).isEqualTo(b);
  }

  @Test
  void badBoundsAreRefused() {
    Rng rng = Rng.of(Seed.of(1));
    assertThatThrownBy(() -> rng.nextInt(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rng.nextLong(5, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rng.nextDouble(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rng.nextGaussian(0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stddev must be finite and >= 0, but was NaN");
  }

  @Test
  void testNoiseSaysThatItIsNotPrivate() {
    TestRandomSource source = TestRandomSource.seededForTesting(Seed.of(42));
    assertThat(source.isPrivate()).isFalse();
    assertThat(source.description()).isEqualTo("seeded \u2014 not private");
    assertThat(source.nextLong()).isEqualTo(0xb2482ded0ba7ac12L);
    assertThat(source.fork().nextLong()).isEqualTo(Rng.of(Seed.of(42).child("fork/0")).nextLong());
    assertThat(source.fork().nextLong()).isEqualTo(Rng.of(Seed.of(42).child("fork/1")).nextLong());
    source.close();
    assertThatThrownBy(source::nextLong).isInstanceOf(IllegalStateException.class);
  }
}
