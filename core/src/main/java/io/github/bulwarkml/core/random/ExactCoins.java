// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import io.github.bulwarkml.core.internal.Require;
import java.math.BigInteger;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Coins whose probabilities are exact, for privacy mechanisms: \(a/b\) and \(e^{-a/b}\) for
 * integers \(a, b\).
 *
 * <p>A coin is a comparison of a uniform real number, of which bits are drawn as needed, with the
 * probability. The first 53 bits against an interval of floating-point numbers that certainly holds
 * the probability decide all but about one coin in 10<sup>14</sup>; that one is decided by 64, 128,
 * ... bits and integer arithmetic, so that no rounding ever enters a decision. The law is that of
 * {@code bernExp} in [1].
 *
 * <p>The time a coin takes can depend on its outcome, which is not hidden from who can measure it.
 *
 * <p>Stateless; as thread-safe as the generator passed in.
 *
 * <p>Reference: [1] Canonne, Kamath, Steinke, "The discrete Gaussian for differential privacy",
 * NeurIPS 2020, arXiv 2004.00010, algorithm 1.
 *
 * @since 0.1.0
 */
public final class ExactCoins {
  /** Exponents above it need more than 53 leading zeros in the uniform number: 2^-72 < 2^-53. */
  private static final double HOPELESS = 50;

  private ExactCoins() {}

  /**
   * {@return true with probability {@code numerator / denominator}, exactly}
   *
   * @param random the bits
   * @param numerator in [0, denominator]
   * @param denominator at least 1
   * @throws IllegalArgumentException if a number is out of range
   */
  public static boolean rational(UniformRandomProvider random, long numerator, long denominator) {
    Require.inRange(denominator, 1, Long.MAX_VALUE, "denominator");
    Require.inRange(numerator, 0, denominator, "numerator");
    return random.nextLong(denominator) < numerator;
  }

  /**
   * {@return true with probability {@code exp(-numerator / denominator)}, exactly}
   *
   * @param random the bits
   * @param numerator at least 0
   * @param denominator at least 1
   * @throws IllegalArgumentException if a number is out of range
   */
  public static boolean exponential(
      UniformRandomProvider random, long numerator, long denominator) {
    Require.inRange(numerator, 0, Long.MAX_VALUE, "numerator");
    Require.inRange(denominator, 1, Long.MAX_VALUE, "denominator");
    // Three roundings: two conversions and a quotient.
    double exponent = (double) numerator / denominator;
    return exponential(
        random,
        exponent,
        exponent * 0x1p-51,
        () -> new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator)));
  }

  /**
   * {@return true with probability {@code exp(-numerator / denominator)}, exactly}
   *
   * @param random the bits
   * @param numerator at least 0
   * @param denominator at least 1
   * @throws IllegalArgumentException if a number is out of range
   */
  public static boolean exponential(
      UniformRandomProvider random, BigInteger numerator, BigInteger denominator) {
    if (numerator.signum() < 0) {
      throw new IllegalArgumentException("numerator must be >= 0, but was " + numerator);
    }
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException("denominator must be >= 1, but was " + denominator);
    }
    // Leading bits only: quotients of huge numbers would overflow double.
    int shift = Math.max(0, Math.max(numerator.bitLength(), denominator.bitLength()) - 900);
    double divisor = denominator.shiftRight(shift).doubleValue();
    double exponent = numerator.shiftRight(shift).doubleValue() / divisor;
    boolean usable = shift == 0 && exponent <= Double.MAX_VALUE;
    return exponential(
        random,
        usable ? exponent : 0,
        usable ? exponent * 0x1p-51 : 1,
        () -> new Fraction(numerator, denominator));
  }

  /**
   * True with probability exp(-x), where {@code |x - exponent| <= error} and {@code exact} gives x
   * itself.
   */
  static boolean exponential(
      UniformRandomProvider random, double exponent, double error, Exact exact) {
    long prefix = random.nextLong();
    double lowest = (prefix >>> 11) * 0x1p-53;
    if (exponent - error > HOPELESS && lowest > 0) {
      return false;
    }
    // StrictMath.exp errs by less than 2^-52, the products and sums below by less than 2^-52 in
    // all,
    // and exp(error) - 1 by less than error^2 more than error.
    if (error < 0x1p-20) {
      double estimate = StrictMath.exp(-exponent);
      double slack = estimate * (1.001 * error + 0x1p-50) + Double.MIN_NORMAL;
      if (lowest + 0x1p-53 <= estimate - slack) {
        return true;
      }
      if (lowest >= estimate + slack) {
        return false;
      }
    }
    Fraction x = exact.exponent();
    return decide(random, prefix, x.numerator, x.denominator);
  }

  /**
   * Compares the uniform number that starts with {@code prefix} with exp(-numerator/denominator).
   */
  static boolean decide(
      UniformRandomProvider random, long prefix, BigInteger numerator, BigInteger denominator) {
    BigInteger uniform = unsigned(prefix);
    for (int bits = Long.SIZE; ; bits += Long.SIZE) {
      BigInteger[] range = exponentialRange(numerator, denominator, bits);
      if (uniform.compareTo(range[0]) < 0) {
        return true;
      }
      if (uniform.compareTo(range[1]) >= 0) {
        return false;
      }
      uniform = uniform.shiftLeft(Long.SIZE).or(unsigned(random.nextLong()));
    }
  }

  private static BigInteger unsigned(long bits) {
    BigInteger low = BigInteger.valueOf(bits & Long.MAX_VALUE);
    return bits < 0 ? low.setBit(Long.SIZE - 1) : low;
  }

  /**
   * Integers low and high with {@code low <= 2^bits exp(-numerator/denominator) <= high}. The
   * Taylor series runs at {@code numerator/denominator/2^halvings < 1/2} in fixed point with at
   * most four units of error per term and as many terms as bits; every squaring then doubles the
   * error and adds two. The guard of 64 + 2 halvings bits is far above that.
   */
  static BigInteger[] exponentialRange(BigInteger numerator, BigInteger denominator, int bits) {
    if (numerator.compareTo(denominator.multiply(BigInteger.valueOf(bits))) > 0) {
      return new BigInteger[] {BigInteger.ZERO, BigInteger.ONE};
    }
    int halvings = numerator.divide(denominator).bitLength() + 1;
    int guard = Long.SIZE + 2 * halvings;
    int precision = bits + guard;
    BigInteger x = numerator.shiftLeft(precision).divide(denominator.shiftLeft(halvings));
    BigInteger term = BigInteger.ONE.shiftLeft(precision);
    BigInteger sum = term;
    for (int j = 1; term.signum() != 0; j++) {
      term = term.multiply(x).shiftRight(precision).divide(BigInteger.valueOf(j));
      sum = (j & 1) == 0 ? sum.add(term) : sum.subtract(term);
    }
    for (int h = 0; h < halvings; h++) {
      sum = sum.multiply(sum).shiftRight(precision);
    }
    BigInteger error = BigInteger.valueOf(4L * precision + 8).shiftLeft(halvings);
    return new BigInteger[] {
      sum.subtract(error).shiftRight(guard), sum.add(error).shiftRight(guard).add(BigInteger.ONE)
    };
  }

  /** A rational number. */
  record Fraction(BigInteger numerator, BigInteger denominator) {}

  /** Gives an exponent exactly when it is needed. */
  @FunctionalInterface
  interface Exact {
    /** {@return the exponent, at least 0} */
    Fraction exponent();
  }
}
