// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class NativeThreadsTest {
  private static final Pattern VIRTUAL_MACHINE =
      Pattern.compile(
          "^(C1|C2|G1|GC|VM|Sweeper|Common-Cleaner|Finalizer|Reference|Signal|surefire)");

  private final NativeThreads before = NativeThreads.current();

  @BeforeEach
  void one() {
    NativeThreads.limit(1);
  }

  @AfterEach
  void restore() {
    before.apply();
  }

  @Test
  void theNumbersAreInForce() {
    assertThat(NativeThreads.current()).isEqualTo(new NativeThreads(1, 1, 1));
    before.apply();
    assertThat(NativeThreads.current()).isEqualTo(before);
  }

  @Test
  void oneThreadMeansThatNoOtherWorks() {
    assertThat(shareOfNativeThreads()).isLessThan(0.5);
  }

  @Test
  void withoutTheLimitOthersWork() {
    int cpus = Runtime.getRuntime().availableProcessors();
    Assumptions.assumeTrue(
        cpus > 1 && System.getenv("OMP_NUM_THREADS") == null, "one CPU, or limited from outside");
    NativeThreads.limit(cpus);
    assertThat(shareOfNativeThreads()).isGreaterThan(0.2);
  }

  @Test
  void everyThreadSetsItsOwn() throws InterruptedException {
    AtomicReference<Double> share = new AtomicReference<>();
    Thread other =
        new Thread(
            () -> {
              NativeThreads.limit(1);
              share.set(shareOfNativeThreads());
            });
    other.start();
    other.join();
    assertThat(share.get()).isLessThan(0.5); // near 1 with two threads
  }

  /**
   * CPU time of the native threads of this process, per CPU time of this one, while this one runs
   * products, element-wise loops and convolutions. With two native threads each it is near 1.
   */
  private static double shareOfNativeThreads() {
    INDArray square = Nd4j.rand(DataType.FLOAT, 700, 700);
    INDArray images = Nd4j.rand(DataType.FLOAT, 16, 16, 32, 32);
    INDArray filters = Nd4j.rand(DataType.FLOAT, 3, 3, 16, 16);
    INDArray convolved = Nd4j.create(DataType.FLOAT, 16, 16, 32, 32);
    double[] start = nanos();
    for (int i = 0; i < 20; i++) {
      square.mmul(square);
      Transforms.tanh(square, true);
      Nd4j.exec(
          DynamicCustomOp.builder("conv2d")
              .addInputs(images, filters)
              .addOutputs(convolved)
              .addIntegerArguments(3, 3, 1, 1, 0, 0, 1, 1, 1, 0)
              .build());
    }
    double[] end = nanos();
    return (end[1] - start[1]) / (end[0] - start[0]);
  }

  /** CPU time so far of this thread, and of all others but those of the virtual machine itself. */
  private static double[] nanos() {
    Path threads = Path.of("/proc/self/task");
    Assumptions.assumeTrue(Files.isDirectory(threads), "Linux tells the CPU time of threads");
    try (Stream<Path> folders = Files.list(threads)) {
      Path self = Path.of("/proc/thread-self").toRealPath();
      double[] sums = new double[2];
      for (Path thread : folders.toList()) {
        String name = Files.readString(thread.resolve("comm"));
        if (thread.getFileName().equals(self.getFileName())) {
          sums[0] += cpu(thread);
        } else if (!VIRTUAL_MACHINE.matcher(name).find()) {
          sums[1] += cpu(thread);
        }
      }
      return sums;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double cpu(Path thread) throws IOException {
    return Double.parseDouble(Files.readString(thread.resolve("schedstat")).split(" ", -1)[0]);
  }

  @Test
  void badNumbersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NativeThreads.limit(0))
        .withMessageStartingWith("threads must be in [1, ")
        .withMessageEndingWith("but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NativeThreads(1, 1, 5000))
        .withMessage("openMp must be in [1, 4096], but was 5000");
  }
}
