// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.NpyScalar;
import io.github.bulwarkml.core.io.Npz;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.core.testing.Blobs;
import io.github.bulwarkml.core.testing.Cases;
import io.github.bulwarkml.core.testing.SmallModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
  @TempDir Path folder;

  static Stream<Seed> cases() {
    return Cases.seeds(150);
  }

  private static SmallModel model(int seed) {
    SmallModel model =
        SmallModel.of(2, 4, 3, Loss.SOFTMAX_CROSS_ENTROPY, Seed.of(seed)).withRunningMean();
    model.setState(ParameterVector.of(seed, -0.5f));
    return model;
  }

  private Path saved() throws IOException {
    Path file = folder.resolve("model.npz");
    ModelFile.save(model(1), file);
    return file;
  }

  private Path checkpoint() throws IOException {
    Path file = folder.resolve("checkpoint.npz");
    SmallModel model = model(1);
    Trainer.builder(model, Blobs.of(40, 3, Seed.of(1)))
        .batchSize(8)
        .steps(9)
        .optimizer(AdamW.standard())
        .schedule(Schedule.constant(0.01))
        .validation(Blobs.of(10, 3, Seed.of(2)))
        .restoreBest(true)
        .seed(Seed.of(5))
        .checkpoint(file, 100)
        .build()
        .train();
    return file;
  }

  @Test
  void modelsComeBack() throws IOException {
    SmallModel other = model(2);
    ModelFile.load(saved(), other);
    assertThat(other.parameters()).isEqualTo(model(1).parameters());
    assertThat(other.state()).isEqualTo(model(1).state());
    assertThat(other.logits(Blobs.of(5, 3, Seed.of(1))))
        .isEqualTo(model(1).logits(Blobs.of(5, 3, Seed.of(1))));
  }

  @Test
  void arraysAreNamedAndShapedAsTheSegments() throws IOException {
    Map<String, NpyArray> arrays = Npz.read(saved());
    assertThat(arrays.keySet())
        .containsExactly(
            "model",
            "parameters/hidden.weight",
            "parameters/hidden.bias",
            "parameters/output.weight",
            "parameters/output.bias",
            "state/input.mean");
    NpyArray weight = Objects.requireNonNull(arrays.get("parameters/hidden.weight"));
    assertThat(weight.header().shape()).containsExactly(4L, 2L);
    assertThat(weight.header().type()).isEqualTo(NpyScalar.F4);
    assertThat(weight.toFloats()).isEqualTo(model(1).parameters().toArray("hidden.weight"));
    assertThat(new String(Objects.requireNonNull(arrays.get("model")).toBytes(), UTF_8))
        .contains("bulwark-model/1")
        .contains("input [2], output [3], loss SOFTMAX_CROSS_ENTROPY")
        .contains("hidden.weight [4, 2]");
  }

  @Test
  void equalModelsGiveEqualFiles() throws IOException {
    byte[] first = Files.readAllBytes(saved());
    assertThat(Files.readAllBytes(saved())).isEqualTo(first);
    byte[] point = Files.readAllBytes(checkpoint());
    assertThat(Files.readAllBytes(checkpoint())).isEqualTo(point);
  }

  @Test
  void checkpointsAreModelFilesToo() throws IOException {
    Path file = checkpoint();
    SmallModel other = model(2);
    ModelFile.load(file, other);
    assertThat(other.parameters()).isEqualTo(Checkpoint.read(file).parameters());
    assertThat(other.state()).isEqualTo(Checkpoint.read(file).state());
  }

  @Test
  void otherArchitecturesAreRefusedAndChangeNothing() throws IOException {
    SmallModel plain = SmallModel.of(2, 4, 3, Loss.SOFTMAX_CROSS_ENTROPY, Seed.of(9));
    Path file = saved();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelFile.load(file, plain))
        .withMessage(
            "model.npz must be of the model's architecture, but of its state number 1 is input.mean"
                + " [2] where the model has none");
    SmallModel wide = SmallModel.of(2, 4, 7, Loss.SOFTMAX_CROSS_ENTROPY, Seed.of(9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelFile.load(file, wide))
        .withMessage(
            "model.npz must be of the model's architecture, but of its parameters number 3 is"
                + " output.weight [3, 4] where the model has output.weight [7, 4]");
    assertThat(plain.parameters())
        .isEqualTo(SmallModel.of(2, 4, 3, plain.loss(), Seed.of(9)).parameters());
  }

  @Test
  void scalarsAndEmptySegmentsComeBack() throws IOException {
    ParameterVector vector =
        ParameterVector.builder().segment("scale").segment("none", 3, 0).segment("w", 2).build();
    vector.set(0, -0f);
    vector.set(1, Float.NEGATIVE_INFINITY);
    vector.set(2, Float.MIN_VALUE);
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    NamedArrays.put(arrays, "p/", vector);
    Path file = folder.resolve("odd.npz");
    Npz.write(file, arrays);
    try (var npz = Npz.open(file)) {
      assertThat(NamedArrays.vector(npz, "p/")).isEqualTo(vector);
      assertThat(NamedArrays.vector(npz, "q/").length()).isZero();
    }
  }

  @Test
  void otherFilesAreMalformed() throws IOException {
    Path file = folder.resolve("other.npz");
    Npz.write(file, Map.of("x", NpyArray.of(NpyScalar.F4, new float[2])));
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> ModelFile.load(file, model(1)))
        .withMessage("other.npz: must hold a model or a checkpoint, but holds [x]");
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> Checkpoint.read(file))
        .withMessageStartingWith("other.npz: no array 'checkpoint'");
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> Checkpoint.read(saved()))
        .withMessageStartingWith("model.npz: no array 'checkpoint'");
    assertThat(Checkpoint.find(folder.resolve("nowhere.npz"))).isEmpty();
  }

  @Test
  void otherSchemasTypesAndShapesAreMalformed() throws IOException {
    malformed(
        "checkpoint",
        NpyArray.of(NpyScalar.U1, bytes("{\"schema\":\"bulwark-checkpoint/9\"}")),
        "changed.npz(checkpoint): schema must be 'bulwark-checkpoint/1', but was"
            + " 'bulwark-checkpoint/9'");
    malformed("checkpoint", NpyArray.of(NpyScalar.U1, bytes("{")), "changed.npz(checkpoint)");
    malformed("checkpoint", NpyArray.of(NpyScalar.U1, new int[4], 2, 2), "shape must be [any]");
    malformed("parameters/hidden.bias", NpyArray.of(NpyScalar.F8, new double[4]), "hidden.bias");
    malformed("series/losses", NpyArray.of(NpyScalar.F4, new float[9]), "series/losses");
    malformed("series/losses", NpyArray.of(NpyScalar.F8, new double[9], 3, 3), "series/losses");
  }

  private static int[] bytes(String text) {
    return text.chars().toArray();
  }

  private void malformed(String name, NpyArray array, String message) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>(Npz.read(checkpoint()));
    arrays.put(name, array);
    Path file = folder.resolve("changed.npz");
    Npz.write(file, arrays);
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> Checkpoint.read(file))
        .withMessageContaining(message);
  }

  /** A series that does not fit the steps is noticed when training wants to go on. */
  @Test
  void historiesThatDoNotFitAreRefused() throws IOException {
    for (double[] steps : new double[][] {{5, 5}, {5, 10}, {0, 5}, {5, 8.5}, {5}}) {
      Map<String, NpyArray> arrays = new LinkedHashMap<>(Npz.read(checkpoint()));
      arrays.put("series/validationSteps", NpyArray.of(NpyScalar.F8, steps));
      Path file = folder.resolve("changed.npz");
      Npz.write(file, arrays);
      Checkpoint changed = Checkpoint.read(file);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> StepRecord.of(changed))
          .withMessage(
              "changed.npz must hold one loss per step and validations in order, but does not");
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>(Npz.read(checkpoint()));
    arrays.remove("series/losses");
    Path file = folder.resolve("changed.npz");
    Npz.write(file, arrays);
    Checkpoint changed = Checkpoint.read(file);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepRecord.of(changed))
        .withMessageStartingWith("changed.npz must hold a series 'losses', but holds [");
  }

  /** A byte changed, or an end cut off, is a checkpoint or malformed, and nothing else. */
  @ParameterizedTest
  @MethodSource("cases")
  void damagedFilesAreMalformed(Seed seed) throws IOException {
    byte[] bytes = Files.readAllBytes(checkpoint());
    Rng random = Rng.of(seed);
    if (random.nextBoolean()) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    } else {
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    Path file = folder.resolve("damaged.npz");
    Files.write(file, bytes);
    try {
      Checkpoint.read(file);
    } catch (MalformedFileException e) {
      assertThat(e).hasMessageStartingWith("damaged.npz");
    }
  }

  @Test
  void ownLoopsKeepWhatTheyNeed() throws IOException {
    SmallModel model = model(1);
    ParameterVector w = model.parameters();
    Optimizer optimizer = Sgd.withMomentum(0.9).start(w);
    optimizer.step(w, w.copy(), 0.1);
    model.setParameters(w);
    Path file = folder.resolve("own.npz");
    Checkpoint.builder(model, optimizer)
        .setting("noise", "1.1")
        .series("epsilon", 0.1, 0.2)
        .vector("average", 1, 2, 3)
        .build()
        .write(file);

    Checkpoint read = Checkpoint.read(file);
    assertThat(read.settings()).containsExactly(Map.entry("noise", "1.1"));
    assertThat(read.series("epsilon")).containsExactly(0.1, 0.2);
    assertThat(read.vector("average").orElseThrow()).containsExactly(1, 2, 3);
    assertThat(read.vector("median")).isEmpty();
    assertThat(read.architecture()).contains("hidden.weight [4, 2]");
    assertThat(read.name()).isEqualTo("own.npz");
    assertThat(read.toString()).startsWith("own.npz after 1 steps, {noise=1.1}\ninput [2]");
    SmallModel other = model(2);
    Optimizer restored = Sgd.withMomentum(0.9).start(other.parameters());
    read.restore(other, restored);
    assertThat(values(restored)).isEqualTo(values(optimizer));
    assertThat(restored.steps()).isEqualTo(1);
    assertThat(other.parameters()).isEqualTo(w);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read.requireSettings(Map.of("noise", "2")))
        .withMessage("own.npz must be of a training with noise 2, but has 1.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.builder(model, optimizer).setting("a", "b").setting("a", "c"))
        .withMessage("key must be new, but 'a' was set before");
  }

  private static float[] values(Optimizer optimizer) {
    return Objects.requireNonNull(optimizer.state().get("velocity")).array();
  }
}
