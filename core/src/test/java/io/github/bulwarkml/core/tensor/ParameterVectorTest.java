// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.PerturbationStream;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.testing.Cases;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterVectorTest {
  private static ParameterVector random(int length, Seed seed) {
    SplitMix64 random = SplitMix64.of(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return ParameterVector.of(values);
  }

  static Stream<Seed> seeds() {
    return Cases.seeds(20);
  }

  @Test
  void segmentsLieOneAfterAnother() {
    ParameterVector vector =
        ParameterVector.builder()
            .segment("weight", 3, 2)
            .segment("temperature")
            .segment("bias", 3)
            .build();

    assertThat(vector.length()).isEqualTo(10);
    assertThat(vector.segment("bias"))
        .isEqualTo(new ParameterVector.Segment("bias", 7, 3, List.of(3)));
    vector.set(8, 5);
    assertThat(vector.toArray("bias")).containsExactly(0, 5, 0);
    vector.view("bias").put(0, 4);
    assertThat(vector.get(7)).isEqualTo(4);
    assertThat(vector)
        .hasToString(
            "ParameterVector, 10 parameters\n  weight [3, 2]\n  temperature []\n  bias [3]");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void arithmeticMatchesItsDefinition(Seed seed) {
    int length = 1 + SplitMix64.of(seed).nextInt(3000);
    ParameterVector x = random(length, seed.child("x"));
    ParameterVector y = random(length, seed.child("y"));
    double dot = 0;
    double square = 0;
    float[] sum = new float[length];
    for (int i = 0; i < length; i++) {
      dot += (double) x.get(i) * y.get(i);
      square += (double) x.get(i) * x.get(i);
      sum[i] = y.get(i) + 0.5f * x.get(i);
    }

    assertThat(x.dot(y)).isCloseTo(dot, within(1e-12 * length));
    assertThat(x.norm()).isCloseTo(Math.sqrt(square), within(1e-12 * length));
    y.axpy(0.5f, x);
    for (int i = 0; i < length; i++) {
      assertThat(y.get(i)).isCloseTo(sum[i], within(1.2e-7f));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void clippingBoundsTheNormAndKeepsTheDirection(Seed seed) {
    ParameterVector vector = random(1000, seed);
    ParameterVector before = vector.copy();

    double factor = vector.clipTo(0.75);

    assertThat(factor).isLessThan(1);
    assertThat(vector.norm()).isLessThanOrEqualTo(0.75).isCloseTo(0.75, within(1e-6));
    assertThat(vector.dot(before) / (vector.norm() * before.norm())).isCloseTo(1, within(1e-9));
    assertThat(vector.clipTo(0.75)).isEqualTo(1);
  }

  @Test
  void clippingRefusesWhatHasNoNorm() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterVector.of(1, 2).clipTo(0))
        .withMessage("clipNorm must be finite and > 0, but was 0.0");
    assertThatThrownBy(() -> ParameterVector.of(1, Float.NaN).clipTo(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void perturbationsComeFromTheSeedAloneForAnyThreadCount() {
    Seed seed = Seed.of(7);
    ParameterVector base = random(200_000, Seed.of(1));
    ParameterVector one = base.zerosLike();
    ParameterVector seven = base.zerosLike();

    one.perturbFrom(base, seed, 1e-3, Parallel.single());
    seven.perturbFrom(base, seed, 1e-3, Parallel.of(7));

    assertThat(seven).isEqualTo(one);
    double z = new PerturbationStream(seed).at(150_000);
    assertThat(one.get(150_000)).isEqualTo((float) (base.get(150_000) + 1e-3 * z));
  }

  @Test
  void takingAStepBackReturnsToWithinOneRoundingAndFromABaseExactly() {
    ParameterVector base = random(10_000, Seed.of(2));
    ParameterVector moved = base.copy();
    moved.perturb(Seed.of(3), 0.01);
    assertThat(moved).isNotEqualTo(base);

    moved.perturb(Seed.of(3), -0.01);
    for (int i = 0; i < base.length(); i++) {
      assertThat((double) moved.get(i)).isCloseTo(base.get(i), within(2e-7));
    }
    moved.copyFrom(base);
    assertThat(moved).isEqualTo(base);
  }

  @Test
  void nativeBuffersCarryTheSameBits() {
    ParameterVector vector = random(1000, Seed.of(4));
    FloatBuffer buffer = buffer(1200, ByteOrder.nativeOrder());
    vector.copyTo(buffer);
    assertThat(buffer.get(999)).isEqualTo(vector.get(999));

    ParameterVector back = vector.zerosLike();
    back.copyFrom(buffer);
    assertThat(back).isEqualTo(vector);
  }

  @Test
  void unsuitableBuffersAreRefused() {
    ParameterVector vector = ParameterVector.of(1, 2, 3);
    ByteOrder other =
        ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
            ? ByteOrder.LITTLE_ENDIAN
            : ByteOrder.BIG_ENDIAN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vector.copyTo(FloatBuffer.allocate(3)))
        .withMessage("target must be a direct buffer in native byte order, but was a heap buffer");
    assertThatIllegalArgumentException().isThrownBy(() -> vector.copyTo(buffer(3, other)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vector.copyFrom(buffer(2, ByteOrder.nativeOrder())))
        .withMessage("source must hold at least 3 floats, but holds 2");
  }

  @Test
  void mistakesAreNamed() {
    ParameterVector vector = ParameterVector.of(1, 2, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vector.axpy(1, ParameterVector.of(1)))
        .withMessage("x must be as long as this vector (3), but has 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vector.segment("bias"))
        .withMessage("name must be one of [parameters], but was 'bias'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterVector.builder().segment("a", 1).segment("a", 2))
        .withMessage("name must be unique, but 'a' is among [a]");
    assertThatThrownBy(() -> vector.get(3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("index");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vector.perturb(Seed.of(1), Double.NaN))
        .withMessage("scale must be finite, but was NaN");
  }

  private static FloatBuffer buffer(int floats, ByteOrder order) {
    return ByteBuffer.allocateDirect(4 * floats).order(order).asFloatBuffer();
  }
}
