// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two ways of a convolution, and the plain sum that both must give. */
class ConvolutionTest {
  @ParameterizedTest
  @CsvSource({
    "1, 5, 5, 1, 1, 1, 1, 0",
    "3, 6, 5, 2, 3, 3, 1, 1",
    "2, 9, 8, 4, 5, 3, 2, 1",
    "5, 7, 7, 3, 2, 5, 1, 2",
    "2, 32, 32, 16, 16, 3, 1, 1",
    "7, 12, 12, 8, 8, 4, 3, 2"
  })
  void bothWaysGiveThePlainSum(
      int batch, int height, int width, int channels, int filters, int size, int stride, int pad) {
    ImageWindow window = ImageWindow.of(new int[] {height, width, channels}, size, stride, pad);
    for (boolean doubles : new boolean[] {false, true}) {
      try (NativeMemory memory = new NativeMemory(doubles)) {
        NativeArray images = random(memory, 1, batch, height, width, channels);
        NativeArray weights = random(memory, 2, size, size, channels, filters);
        NativeArray bias = random(memory, 3, filters);
        NativeArray target =
            memory.allocate(batch, window.outputHeight(), window.outputWidth(), filters);
        double[] expected = plain(window, batch, filters, images, weights, bias);
        double error = doubles ? 1e-12 : 1e-4;
        for (boolean asProduct : new boolean[] {false, true}) {
          target.clear();
          new Convolution(memory, window, filters, images, weights, bias, target, asProduct).run();
          assertThat(target.toDoubles()).containsExactly(expected, within(error));
        }
      }
    }
  }

  private static NativeArray random(NativeMemory memory, long seed, int... shape) {
    NativeArray array = memory.allocate(shape);
    Rng random = Rng.of(Seed.of(seed));
    float[] values = new float[array.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    array.set(values);
    return array;
  }

  private static double[] plain(
      ImageWindow w,
      int batch,
      int filters,
      NativeArray images,
      NativeArray weights,
      NativeArray bias) {
    double[] x = images.toDoubles();
    double[] k = weights.toDoubles();
    double[] y = new double[batch * w.positions() * filters];
    double[] start = bias.toDoubles();
    for (int i = 0; i < y.length; i++) {
      int filter = i % filters;
      int column = i / filters % w.outputWidth();
      int row = i / filters / w.outputWidth() % w.outputHeight();
      int image = i / filters / w.positions();
      double sum = start[filter];
      for (int a = 0; a < w.size(); a++) {
        for (int b = 0; b < w.size(); b++) {
          int v = row * w.stride() + a - w.padding();
          int u = column * w.stride() + b - w.padding();
          if (v >= 0 && v < w.height() && u >= 0 && u < w.width()) {
            for (int c = 0; c < w.channels(); c++) {
              sum +=
                  x[((image * w.height() + v) * w.width() + u) * w.channels() + c]
                      * k[((a * w.size() + b) * w.channels() + c) * filters + filter];
            }
          }
        }
      }
      y[i] = sum;
    }
    return y;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 7", "16, 300", "300, 9", "257, 33"})
  void channelPassesOnFloatsAgreeWithThoseOnDoubles(int channels, int rows) {
    try (NativeMemory floats = new NativeMemory(false);
        NativeMemory doubles = new NativeMemory(true)) {
      NativeArray x = random(floats, 1, rows, channels);
      NativeArray g = random(floats, 2, rows, channels);
      NativeArray xd = random(doubles, 1, rows, channels);
      NativeArray gd = random(doubles, 2, rows, channels);
      ChannelPasses fast = ChannelPasses.of(floats, channels);
      ChannelPasses plain = ChannelPasses.of(doubles, channels);
      double[][] sums = new double[4][channels];
      fast.moments(x, rows, sums[0], sums[1]);
      plain.moments(xd, rows, sums[2], sums[3]);
      assertThat(sums[0]).containsExactly(sums[2], within(1e-5));
      assertThat(sums[1]).containsExactly(sums[3], within(1e-5));
      for (double[] sum : sums) {
        Arrays.fill(sum, 0);
      }
      int first = rows / 3;
      fast.addSums(x, g, first, rows - first, sums[0], sums[1]);
      plain.addSums(xd, gd, first, rows - first, sums[2], sums[3]);
      assertThat(sums[0]).containsExactly(sums[2], within(1e-4));
      assertThat(sums[1]).containsExactly(sums[3], within(1e-4));
      fast.combine(x, g, sums[0], sums[1], sums[2]);
      plain.combine(xd, gd, sums[0], sums[1], sums[2]);
      fast.affine(g, sums[0], sums[1], x);
      plain.affine(gd, sums[0], sums[1], xd);
      double[] expected = xd.toDoubles();
      double[] actual = x.toDoubles();
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i])
            .isCloseTo(expected[i], within(1e-5 * (1 + Math.abs(expected[i])) * 100));
      }
    }
  }
}
