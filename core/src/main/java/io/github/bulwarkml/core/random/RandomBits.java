// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.random;

import io.github.bulwarkml.core.internal.Require;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A stream of uniform random bits that works wherever the JDK's generators and wherever Commons
 * RNG's providers are expected. All variates but {@link #nextLong()} follow the definitions of
 * Commons RNG, which promises not to change them; normal and exponential numbers are its ziggurat
 * samplers'.
 *
 * <p>Two families, told apart by type because privacy depends on it: seeded streams ({@link Rng},
 * {@link SplitMix64}) that anyone who knows the seed can repeat, and {@link RandomSource}, the
 * noise of privacy mechanisms. None is thread-safe: use one per thread.
 *
 * @since 0.1.0
 */
public sealed interface RandomBits extends RandomGenerator, UniformRandomProvider
    permits Rng, SplitMix64, RandomSource {
  /** {@return the next 64 bits} */
  @Override
  long nextLong();

  /** {@return the next 32 bits} */
  @Override
  default int nextInt() {
    return UniformRandomProvider.super.nextInt();
  }

  /**
   * {@return an unbiased integer in [0, bound)}
   *
   * @param bound at least 1
   * @throws IllegalArgumentException if {@code bound < 1}
   */
  @Override
  default int nextInt(int bound) {
    return UniformRandomProvider.super.nextInt(bound);
  }

  /**
   * {@return an unbiased integer in [origin, bound)}
   *
   * @param origin the smallest result
   * @param bound above {@code origin}
   * @throws IllegalArgumentException if {@code origin >= bound}
   */
  @Override
  default int nextInt(int origin, int bound) {
    return UniformRandomProvider.super.nextInt(origin, bound);
  }

  /**
   * {@return an unbiased integer in [0, bound)}
   *
   * @param bound at least 1
   * @throws IllegalArgumentException if {@code bound < 1}
   */
  @Override
  default long nextLong(long bound) {
    return UniformRandomProvider.super.nextLong(bound);
  }

  /**
   * {@return an unbiased integer in [origin, bound)}
   *
   * @param origin the smallest result
   * @param bound above {@code origin}
   * @throws IllegalArgumentException if {@code origin >= bound}
   */
  @Override
  default long nextLong(long origin, long bound) {
    return UniformRandomProvider.super.nextLong(origin, bound);
  }

  /** {@return a fair coin} */
  @Override
  default boolean nextBoolean() {
    return UniformRandomProvider.super.nextBoolean();
  }

  /** {@return a multiple of 2<sup>-24</sup> in [0, 1)} */
  @Override
  default float nextFloat() {
    return UniformRandomProvider.super.nextFloat();
  }

  /**
   * {@return a number in [0, bound)}
   *
   * @param bound finite and above 0
   * @throws IllegalArgumentException if {@code bound} is not
   */
  @Override
  default float nextFloat(float bound) {
    return UniformRandomProvider.super.nextFloat(bound);
  }

  /**
   * {@return a number in [origin, bound)}
   *
   * @param origin the smallest result, finite
   * @param bound finite and above {@code origin}
   * @throws IllegalArgumentException if either is not
   */
  @Override
  default float nextFloat(float origin, float bound) {
    return UniformRandomProvider.super.nextFloat(origin, bound);
  }

  /** {@return a multiple of 2<sup>-53</sup> in [0, 1)} */
  @Override
  default double nextDouble() {
    return UniformRandomProvider.super.nextDouble();
  }

  /**
   * {@return a number in [0, bound)}
   *
   * @param bound finite and above 0
   * @throws IllegalArgumentException if {@code bound} is not
   */
  @Override
  default double nextDouble(double bound) {
    return UniformRandomProvider.super.nextDouble(bound);
  }

  /**
   * {@return a number in [origin, bound)}
   *
   * @param origin the smallest result, finite
   * @param bound finite and above {@code origin}
   * @throws IllegalArgumentException if either is not
   */
  @Override
  default double nextDouble(double origin, double bound) {
    return UniformRandomProvider.super.nextDouble(origin, bound);
  }

  /**
   * Fills an array.
   *
   * @param bytes the array to fill
   */
  @Override
  default void nextBytes(byte[] bytes) {
    UniformRandomProvider.super.nextBytes(bytes);
  }

  /**
   * {@return a standard normal number, by Commons RNG's modified ziggurat}
   *
   * @apiNote Not fit for release as privacy noise by itself, whatever the source: the bits of a
   *     floating-point result betray what it was added to.
   */
  @Override
  default double nextGaussian() {
    return ZigguratSampler.NormalizedGaussian.of(this).sample();
  }

  /**
   * {@return a normal number}
   *
   * @param mean its mean, finite
   * @param stddev its standard deviation, finite and at least 0
   * @throws IllegalArgumentException if either is not
   */
  @Override
  default double nextGaussian(double mean, double stddev) {
    Require.finite(mean, "mean");
    Require.nonNegative(stddev, "stddev");
    return mean + stddev * ZigguratSampler.NormalizedGaussian.of(this).sample();
  }

  /** {@return an exponential number of mean 1, by Commons RNG's modified ziggurat} */
  @Override
  default double nextExponential() {
    return ZigguratSampler.Exponential.of(this).sample();
  }

  @Override
  default IntStream ints() {
    return UniformRandomProvider.super.ints();
  }

  @Override
  default IntStream ints(int origin, int bound) {
    return UniformRandomProvider.super.ints(origin, bound);
  }

  @Override
  default IntStream ints(long streamSize) {
    return UniformRandomProvider.super.ints(streamSize);
  }

  @Override
  default IntStream ints(long streamSize, int origin, int bound) {
    return UniformRandomProvider.super.ints(streamSize, origin, bound);
  }

  @Override
  default LongStream longs() {
    return UniformRandomProvider.super.longs();
  }

  @Override
  default LongStream longs(long origin, long bound) {
    return UniformRandomProvider.super.longs(origin, bound);
  }

  @Override
  default LongStream longs(long streamSize) {
    return UniformRandomProvider.super.longs(streamSize);
  }

  @Override
  default LongStream longs(long streamSize, long origin, long bound) {
    return UniformRandomProvider.super.longs(streamSize, origin, bound);
  }

  @Override
  default DoubleStream doubles() {
    return UniformRandomProvider.super.doubles();
  }

  @Override
  default DoubleStream doubles(double origin, double bound) {
    return UniformRandomProvider.super.doubles(origin, bound);
  }

  @Override
  default DoubleStream doubles(long streamSize) {
    return UniformRandomProvider.super.doubles(streamSize);
  }

  @Override
  default DoubleStream doubles(long streamSize, double origin, double bound) {
    return UniformRandomProvider.super.doubles(streamSize, origin, bound);
  }
}
