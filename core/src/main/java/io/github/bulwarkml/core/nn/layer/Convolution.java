// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.layer;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Applies kernels to images: {@code target = conv(images, weights)}, by whichever of two ways is
 * faster with the loaded ND4J. Its {@code conv2d} operation is fast only where oneDNN is built in;
 * elsewhere a product of matrices is.
 */
final class Convolution {
  /**
   * Elements of windows handled at a time: a megabyte of floats stays in the second-level cache.
   */
  private static final int STAGED = 1 << 18;

  private final NativeMemory memory;
  private final ImageWindow window;
  private final int filters;
  private final NativeArray images;
  private final NativeArray weights;
  private final @Nullable NativeArray bias;
  private final NativeArray target;
  private final int batch;
  private final boolean asProduct;
  private @Nullable NativeCall call;
  private @Nullable Products products;

  Convolution(
      NativeMemory memory,
      ImageWindow window,
      int filters,
      NativeArray images,
      NativeArray weights,
      @Nullable NativeArray bias,
      NativeArray target) {
    this(memory, window, filters, images, weights, bias, target, !NativeBuild.hasFastConvolution());
  }

  Convolution(
      NativeMemory memory,
      ImageWindow window,
      int filters,
      NativeArray images,
      NativeArray weights,
      @Nullable NativeArray bias,
      NativeArray target,
      boolean asProduct) {
    this.memory = memory;
    this.window = window;
    this.filters = filters;
    this.images = images;
    this.weights = weights;
    this.bias = bias;
    this.target = target;
    this.batch = images.length() / window.imageLength();
    this.asProduct = asProduct;
  }

  void run() {
    if (asProduct) {
      if (products == null) {
        products = new Products();
      }
      products.run();
    } else {
      if (call == null) {
        call =
            memory.call(
                "conv2d",
                inputs(),
                new INDArray[] {output(target, window, filters)},
                arguments(window));
      }
      call.run();
    }
  }

  private INDArray[] inputs() {
    INDArray x = images(images, window);
    INDArray w = weights(weights, window, filters);
    return bias == null ? new INDArray[] {x, w} : new INDArray[] {x, w, bias.nd4j()};
  }

  private INDArray images(NativeArray array, ImageWindow w) {
    return array.nd4j().reshape('c', batch, w.height(), w.width(), w.channels());
  }

  private INDArray output(NativeArray array, ImageWindow w, int channels) {
    return array.nd4j().reshape('c', batch, w.outputHeight(), w.outputWidth(), channels);
  }

  static INDArray weights(NativeArray array, ImageWindow w, int filters) {
    return array.nd4j().reshape('c', w.size(), w.size(), w.channels(), filters);
  }

  /** Kernel, stride, padding, dilation, explicit padding, NHWC, weights [k, k, in, out]. */
  static long[] arguments(ImageWindow w) {
    return new long[] {
      w.size(), w.size(), w.stride(), w.stride(), w.padding(), w.padding(), 1, 1, 0, 1, 0
    };
  }

  /** The convolution as products of matrices, some images at a time. */
  private final class Products {
    private final ImageColumns columns = new ImageColumns(window, memory, images);
    private final int group;
    private final NativeArray rows;
    private final NativeArray result;
    private final Gemm gemm = new Gemm(memory, false, false, bias == null ? 0 : 1);

    Products() {
      long each = (long) window.positions() * window.elements();
      group = (int) Math.max(1, Math.min(batch, STAGED / each));
      rows = memory.allocate(group * window.positions(), window.elements());
      result = memory.allocate(group * window.positions(), filters);
    }

    void run() {
      int each = window.positions() * filters;
      for (int example = 0; example < batch; example += group) {
        int count = Math.min(group, batch - example);
        columns.stage(example, count, rows);
        if (bias != null) {
          RowBias.fill(bias, result); // the product is added to it
        }
        gemm.run(rows, weights, result, group * window.positions(), window.elements(), filters);
        target.copy(example * each, result, 0, count * each);
      }
    }
  }
}
