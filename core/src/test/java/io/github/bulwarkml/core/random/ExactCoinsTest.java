// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class ExactCoinsTest {
  private static final BigInteger ONE = BigInteger.ONE;

  /**
   * exp(-a/b) to 400 digits by the plain series in decimals, which shares nothing with the code.
   */
  private static BigDecimal exponential(BigInteger a, BigInteger b) {
    MathContext digits = new MathContext(400);
    BigDecimal x = new BigDecimal(a).divide(new BigDecimal(b), digits);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int j = 1; j < 1200; j++) {
      term = term.multiply(x, digits).divide(BigDecimal.valueOf(j), digits);
      sum = sum.add(term, digits);
    }
    return BigDecimal.ONE.divide(sum, digits);
  }

  @Test
  void theIntegerRangeHoldsTheExponentialAndIsNarrow() {
    long[][] cases = {
      {0, 1}, {1, 1}, {1, 3}, {22, 7}, {50, 1}, {127, 2}, {1, 1_000_000}, {199, 100}
    };
    for (long[] c : cases) {
      BigInteger a = BigInteger.valueOf(c[0]);
      BigInteger b = BigInteger.valueOf(c[1]);
      for (int bits : new int[] {64, 128, 256, 512}) {
        BigInteger[] range = ExactCoins.exponentialRange(a, b, bits);
        BigDecimal value = exponential(a, b).multiply(new BigDecimal(ONE.shiftLeft(bits)));
        assertThat(new BigDecimal(range[0])).isLessThanOrEqualTo(value);
        assertThat(new BigDecimal(range[1])).isGreaterThanOrEqualTo(value);
        assertThat(range[1].subtract(range[0])).isLessThanOrEqualTo(BigInteger.TWO);
      }
    }
    BigInteger[] hopeless = ExactCoins.exponentialRange(BigInteger.TEN.pow(30), ONE, 64);
    assertThat(hopeless).containsExactly(BigInteger.ZERO, ONE);
  }

  @Test
  void quickAndExactDecisionsAreTheSame() {
    Rng quick = Rng.of(Seed.of(3));
    Rng exact = Rng.of(Seed.of(3));
    SplitMix64 cases = new SplitMix64(4);
    for (int i = 0; i < 20_000; i++) {
      long a = cases.nextLong() >>> 1 + cases.nextInt(62);
      long b = 1 + (cases.nextLong() >>> 1 + cases.nextInt(62));
      boolean expected =
          ExactCoins.decide(exact, exact.nextLong(), BigInteger.valueOf(a), BigInteger.valueOf(b));
      assertThat(ExactCoins.exponential(quick, a, b)).isEqualTo(expected);
    }
  }

  /** Bits that make the uniform number start with any chosen prefix of the probability. */
  private static final class Chosen implements UniformRandomProvider {
    private final long[] words;
    private int next;

    Chosen(long... words) {
      this.words = words;
    }

    @Override
    public long nextLong() {
      return words[next++];
    }
  }

  @Test
  void tiesAreBrokenByFurtherBits() {
    // floor(2^128 / e) and its neighbours decide as real numbers do.
    BigInteger digits =
        exponential(ONE, ONE).multiply(new BigDecimal(ONE.shiftLeft(128))).toBigInteger();
    for (int step = -2; step <= 3; step++) {
      BigInteger uniform = digits.add(BigInteger.valueOf(step));
      Chosen bits = new Chosen(uniform.shiftRight(64).longValue(), uniform.longValue(), 0, 0);
      // Below the floor: certainly less. Above it: not less. At it, zeros follow: less.
      assertThat(ExactCoins.exponential(bits, 1, 1)).isEqualTo(step <= 0);
      assertThat(bits.next).isGreaterThanOrEqualTo(2);
    }
    assertThat(ExactCoins.exponential(new Chosen(Long.MIN_VALUE), 1, 1)).isFalse();
    assertThat(ExactCoins.exponential(new Chosen(0), 1, 1)).isTrue();
    assertThat(ExactCoins.exponential(new Chosen(-1L, -1L, 0), 0, 1)).isTrue();
  }

  @Test
  void hugeExponentsEndQuickly() {
    Rng random = Rng.of(Seed.of(5));
    assertThat(ExactCoins.exponential(random, Long.MAX_VALUE, 1)).isFalse();
    assertThat(ExactCoins.exponential(random, BigInteger.TEN.pow(5000), ONE)).isFalse();
    assertThat(ExactCoins.exponential(random, ONE, BigInteger.TEN.pow(5000))).isTrue();
    assertThat(ExactCoins.exponential(new Chosen(0, 0, 7), Long.MAX_VALUE, 1)).isFalse();
  }

  @Test
  void badInputIsRefused() {
    Rng random = Rng.of(Seed.of(1));
    assertThatThrownBy(() -> ExactCoins.rational(random, 3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("numerator must be in [0, 2], but was 3");
    assertThatThrownBy(() -> ExactCoins.exponential(random, -1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("numerator must be >= 0, but was -1");
    assertThatThrownBy(() -> ExactCoins.exponential(random, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("denominator must be >= 1, but was 0");
    assertThatThrownBy(() -> ExactCoins.exponential(random, ONE, BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
