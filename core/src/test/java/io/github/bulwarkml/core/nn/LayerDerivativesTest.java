// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.nn.layer.Conv2d;
import io.github.bulwarkml.core.nn.layer.Dense;
import io.github.bulwarkml.core.nn.layer.Lstm;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.nn.layer.Pool2d;
import io.github.bulwarkml.core.nn.layer.Subsample;
import io.github.bulwarkml.core.random.Seed;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer's derivatives against central differences, in double precision. */
class LayerDerivativesTest {
  private static final Seed SEED = Seed.of(20260101);

  /** Each layer behind and before others, so that all of its derivatives are needed. */
  private static Map<String, NetworkBuilder> networks() {
    Map<String, NetworkBuilder> all = new TreeMap<>();
    all.put("dense", Network.withInput(5).dense(4).dense(3));
    all.put("dense without bias", Network.withInput(5).add(Dense.of(4).withoutBias()).dense(3));
    all.put("dense on rows", Network.withInput(3, 5).dense(4).dense(2));
    all.put("relu", Network.withInput(5).dense(8).relu().dense(3));
    all.put("selu", Network.withInput(5).dense(8).selu().dense(3));
    all.put("gelu", Network.withInput(5).dense(8).gelu().dense(3));
    all.put("tanh", Network.withInput(5).dense(8).tanh().dense(3));
    all.put("sigmoid", Network.withInput(5).dense(8).sigmoid().dense(3));
    all.put("two activations", Network.withInput(5).dense(8).tanh().sigmoid().gelu().dense(3));
    all.put("conv", Network.withInput(6, 5, 2).conv(3, 3).conv(2, 3));
    all.put("conv 5x5", Network.withInput(7, 6, 2).conv(3, 5).conv(2, 1));
    all.put(
        "conv without padding",
        Network.withInput(6, 5, 2).conv(3, 3).add(Conv2d.of(2, 3).padding(0)));
    all.put(
        "conv with stride",
        Network.withInput(7, 6, 2).conv(3, 3).add(Conv2d.of(2, 3).stride(2).withoutBias()));
    all.put("even kernel", Network.withInput(6, 6, 1).conv(2, 2).conv(2, 3));
    all.put("max pool", Network.withInput(6, 5, 2).conv(3, 3).maxPool(2).flatten().dense(2));
    all.put(
        "max pool, overlapping",
        Network.withInput(7, 7, 2)
            .conv(3, 3)
            .add(new Pool2d(Pool2d.Rule.MAX, 3, 2))
            .flatten()
            .dense(2));
    all.put("average pool", Network.withInput(6, 4, 2).conv(3, 3).averagePool(2).conv(2, 1));
    all.put("global pool", Network.withInput(4, 5, 2).conv(3, 3).globalAveragePool().dense(2));
    all.put("dropout", Network.withInput(5).dense(8).dropout(0.3).dense(3));
    all.put(
        "residual",
        Network.withInput(5).dense(6).residual(b -> b.dense(6).tanh().dense(6)).dense(2));
    all.put(
        "residual after activation",
        Network.withInput(5).dense(6).tanh().residual(b -> b.selu().dense(6)).tanh().dense(2));
    all.put(
        "residual with shortcut",
        Network.withInput(6, 6, 2)
            .conv(2, 3)
            .residual(b -> b.add(Conv2d.of(4, 3).stride(2)).tanh().conv(4, 3), new Subsample(2, 4))
            .tanh()
            .flatten()
            .dense(3));
    all.put("layer norm", Network.withInput(5).dense(6).layerNorm().dense(3));
    all.put(
        "layer norm on rows",
        Network.withInput(3, 4).layerNorm().dense(5).tanh().layerNorm().dense(2));
    all.put(
        "layer norm in residual",
        Network.withInput(3, 4).dense(4).residual(b -> b.layerNorm().dense(4)).layerNorm());
    all.put("positions", Network.withInput(3, 4).positions().dense(4).tanh().positions().dense(2));
    all.put("attention", Network.withInput(5, 4).attention(2).dense(3));
    all.put(
        "attention, one head",
        Network.withInput(3, 4).dense(6).attention(1).tanh().attention(3).dense(2));
    all.put("attention on one place", Network.withInput(1, 4).dense(4).attention(2));
    all.put("lstm", Network.withInput(5, 3).lstm(4).dense(2));
    all.put("two lstms", Network.withInput(4, 3).dense(3).lstm(4).lstm(2));
    all.put(
        "last step of lstm",
        Network.withInput(4, 3).lstm(3).tanh().add(Lstm.of(4).lastStep()).dense(2));
    all.put(
        "whole cnn",
        Network.withInput(8, 8, 1)
            .conv(4, 3)
            .relu()
            .maxPool(2)
            .conv(6, 3)
            .relu()
            .maxPool(2)
            .flatten()
            .dense(5));
    return all;
  }

  static Stream<String> names() {
    return networks().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreeWithCentralDifferences(String name) {
    try (Network network =
        Objects.requireNonNull(networks().get(name)).buildInDoublePrecision(SEED)) {
      double[] input = input(network, 4);
      new DerivativeChecks(network, 4, Mode.TRAINING, input, SEED).checkAll(true, true);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void batchNormAgreesWithCentralDifferences(Mode mode) {
    NetworkBuilder builder =
        Network.withInput(4, 4, 2)
            .batchNorm()
            .conv(3, 3)
            .batchNorm()
            .tanh()
            .residual(b -> b.conv(3, 3).batchNorm())
            .flatten()
            .dense(2);
    try (Network network = builder.buildInDoublePrecision(SEED)) {
      double[] input = input(network, 5);
      DerivativeChecks checks = new DerivativeChecks(network, 5, mode, input, SEED);
      checks.checkAll(true, mode != Mode.TRAINING);
    }
  }

  /** Token networks: inputs are whole numbers, and repeat within an example. */
  private static Map<String, NetworkBuilder> tokenNetworks() {
    Map<String, NetworkBuilder> all = new TreeMap<>();
    all.put("embedding", Network.withInput(6).embedding(4, 3).dense(2));
    all.put("embedding alone", Network.withInput(6).embedding(4, 3));
    all.put(
        "embedding with positions",
        Network.withInput(6).embedding(4, 3).positions().layerNorm().dense(2));
    all.put(
        "transformer",
        Network.withInput(6)
            .embedding(4, 4)
            .positions()
            .residual(b -> b.layerNorm().attention(2))
            .residual(b -> b.layerNorm().dense(8).gelu().dense(4))
            .layerNorm()
            .dense(4));
    all.put("lstm of tokens", Network.withInput(6).embedding(4, 3).lstm(4).lstm(3).dense(4));
    return all;
  }

  static Stream<String> tokenNames() {
    return tokenNetworks().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("tokenNames")
  void ofTokensAgreeWithCentralDifferences(String name) {
    try (Network network =
        Objects.requireNonNull(tokenNetworks().get(name)).buildInDoublePrecision(SEED)) {
      double[] tokens = new double[4 * 6];
      Arrays.setAll(tokens, i -> (i * i + i / 6) % 4);
      new DerivativeChecks(network, 4, Mode.TRAINING, tokens, SEED).checkAll(false, true);
    }
  }

  private static double[] input(Network network, int batch) {
    int length = batch * network.inputShape().stream().reduce(1, (a, b) -> a * b);
    return DerivativeChecks.gaussian(length, SEED.child("input"));
  }
}
