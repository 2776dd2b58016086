// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void resultsComeInTaskOrder(int threads) {
    for (int count : new int[] {0, 1, 2, 6, 7, 8, 1000}) {
      List<Integer> squares = Parallel.of(threads).map(count, i -> i * i);
      assertThat(squares)
          .isEqualTo(IntStream.range(0, count).mapToObj(i -> i * i).toList())
          .isUnmodifiable();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void everyTaskRunsOnce(int threads) {
    AtomicInteger[] runs = new AtomicInteger[500];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = new AtomicInteger();
    }
    Parallel.of(threads).forEach(runs.length, i -> runs[i].incrementAndGet());
    for (AtomicInteger run : runs) {
      assertThat(run).hasValue(1);
    }
  }

  @Test
  void usesAsManyThreadsAsAllowed() {
    Set<String> names = ConcurrentHashMap.newKeySet();
    CountDownLatch together = new CountDownLatch(3);
    Parallel.of(3)
        .forEach(
            3,
            i -> {
              names.add(Thread.currentThread().getName());
              together.countDown();
              try {
                together.await(); // needs all three at once
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(names)
        .containsExactlyInAnyOrder(
            Thread.currentThread().getName(), "bulwark-parallel-1", "bulwark-parallel-2");
  }

  /** With the last failure in time, instead of the first in order, this fails for 2 threads. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void theFailureOfTheEarliestTaskIsThrown(int threads) {
    AtomicInteger started = new AtomicInteger();
    CountDownLatch laterFailed = new CountDownLatch(threads == 1 ? 0 : 1);
    assertThatThrownBy(
            () ->
                Parallel.of(threads)
                    .forEach(
                        100_000,
                        i -> {
                          started.incrementAndGet();
                          if (i == 10) {
                            try {
                              laterFailed.await();
                            } catch (InterruptedException e) {
                              throw new AssertionError(e);
                            }
                            throw new IllegalStateException("task 10");
                          }
                          if (i == 11) {
                            laterFailed.countDown();
                            throw new IllegalStateException("task 11");
                          }
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("task 10");
    assertThat(started).hasValueLessThan(100_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void errorsAndCancellationsPassThrough(int threads) {
    Cancellation cancellation = new Cancellation();
    assertThatThrownBy(
            () ->
                Parallel.of(threads)
                    .map(
                        1000,
                        i -> {
                          if (i == 20) {
                            cancellation.cancel();
                          }
                          cancellation.check();
                          return i;
                        }))
        .isInstanceOf(CancellationException.class);
    assertThat(cancellation.isCancelled()).isTrue();
    assertThat(Cancellation.none().isCancelled()).isFalse();
    assertThatThrownBy(
            () ->
                Parallel.of(threads)
                    .forEach(
                        5,
                        i -> {
                          throw new AssertionError("defect");
                        }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("defect");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void anInterruptionIsKeptAndTheWorkIsDone(int threads) {
    Thread.currentThread().interrupt();
    List<Integer> results = Parallel.of(threads).map(50, i -> i);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(results).hasSize(50);
  }

  @Test
  void nestedCallsWork() {
    List<Integer> sums =
        Parallel.of(3)
            .map(5, i -> Parallel.of(2).map(4, j -> i * j).stream().mapToInt(x -> x).sum());
    assertThat(sums).containsExactly(0, 6, 12, 18, 24);
  }

  @Test
  void refusesOtherNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parallel.of(0))
        .withMessage("threads must be in [1, 1024], but was 0");
    assertThatIllegalArgumentException().isThrownBy(() -> Parallel.of(1025));
    for (int count : new int[] {-1, Parallel.MAXIMUM_TASKS + 1, Integer.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Parallel.single().forEach(count, i -> {}))
          .withMessage("count must be in [0, 16777216], but was " + count);
      assertThatIllegalArgumentException().isThrownBy(() -> Parallel.single().map(count, i -> i));
    }
    assertThat(Parallel.available().threads()).isPositive();
    assertThat(Parallel.single().threads()).isEqualTo(1);
  }
}
