// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.NumericalException;
import io.github.bulwarkml.core.io.Json;
import io.github.bulwarkml.core.nn.Examples;
import io.github.bulwarkml.core.nn.Loss;
import io.github.bulwarkml.core.nn.layer.Mode;
import io.github.bulwarkml.core.random.Rng;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.Subsets;
import io.github.bulwarkml.core.result.Charts;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.run.Cancellation;
import io.github.bulwarkml.core.run.Progress;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.core.testing.Blobs;
import io.github.bulwarkml.core.testing.Cases;
import io.github.bulwarkml.core.testing.SmallModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
  private static final Examples TRAINING = Blobs.of(203, 3, Seed.of(1));
  private static final Examples VALIDATION = Blobs.of(100, 3, Seed.of(2));

  @TempDir Path folder;

  static Stream<Seed> cases() {
    return Cases.seeds(8);
  }

  private static SmallModel model() {
    return SmallModel.of(2, 8, 3, Loss.SOFTMAX_CROSS_ENTROPY, Seed.of(3));
  }

  /** Everything that has a state: dropout, running means, Adam, shuffling, a random transform. */
  private static SmallModel stateful() {
    return model().withDropout(0.3).withRunningMean();
  }

  private static Examples jittered(Examples batch, Seed seed) {
    Rng random = Rng.of(seed);
    float[] moved = batch.inputs().clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (0.1 * random.nextDouble());
    }
    return Examples.labelled(moved, new int[] {2}, batch.labels());
  }

  private static TrainerBuilder plain(SmallModel model) {
    return Trainer.builder(model, TRAINING)
        .batchSize(20)
        .optimizer(Adam.standard())
        .schedule(Schedule.cosine(0.05))
        .seed(Seed.of(7));
  }

  private static TrainerBuilder eventful(SmallModel model) {
    return plain(model)
        .epochs(6)
        .dropLast(false)
        .clipNorm(0.7)
        .transform(TrainerTest::jittered)
        .validation(VALIDATION)
        .validateEverySteps(7)
        .restoreBest(true);
  }

  @Test
  void learnsWhatCanBeLearnt() {
    SmallModel model = model();
    double before = Evaluation.accuracy(model, VALIDATION);
    TrainingHistory history = plain(model).epochs(20).validation(VALIDATION).build().train();

    assertThat(before).isLessThan(0.8);
    assertThat(Evaluation.accuracy(model, VALIDATION)).isGreaterThan(0.97);
    assertThat(history.steps()).isEqualTo(200);
    assertThat(history.stepsPerEpoch()).isEqualTo(10);
    assertThat(history.epochs()).isEqualTo(20);
    assertThat(history.epochLoss(19)).isLessThan(0.2).isLessThan(history.epochLoss(0));
    assertThat(history.validations()).hasSize(20);
    assertThat(history.stopReason()).isEqualTo(StopReason.COMPLETED);
    assertThat(history.learningRates()[0]).isEqualTo(0.05);
    assertThat(history.learningRates()[100]).isCloseTo(0.025, within(1e-15));
  }

  /** The trainer's steps are those of a loop written out by hand. */
  @Test
  void stepsAreThoseOfAPlainLoop() {
    SmallModel trained = stateful();
    TrainingHistory history = plain(trained).steps(25).clipNorm(0.5).build().train();

    SmallModel model = stateful();
    ParameterVector w = model.parameters();
    ParameterVector gradient = w.zerosLike();
    Optimizer optimizer = Adam.standard().start(w);
    for (int step = 0; step < 25; step++) {
      int[] order = new int[203];
      Arrays.setAll(order, i -> i);
      Subsets.shuffle(Rng.of(Seed.of(7).child("epoch/" + step / 10)), order);
      int from = step % 10 * 20;
      model.reseed(Seed.of(7).child("step/" + step));
      double loss =
          model.gradient(
              TRAINING.select(Arrays.copyOfRange(order, from, from + 20)), Mode.TRAINING, gradient);
      assertThat(history.losses()[step]).isEqualTo(loss);
      gradient.clipTo(0.5);
      optimizer.step(w, gradient, Schedule.cosine(0.05).rate(step, 25));
      model.setParameters(w);
    }
    assertThat(trained.parameters()).isEqualTo(model.parameters());
    assertThat(trained.state()).isEqualTo(model.state());
  }

  @Test
  void equalSeedsGiveEqualBits() {
    SmallModel first = stateful();
    SmallModel second = stateful();
    TrainingHistory one = eventful(first).build().train();
    TrainingHistory two = eventful(second).build().train();

    assertThat(first.parameters()).isEqualTo(second.parameters());
    assertThat(first.state()).isEqualTo(second.state());
    assertThat(one.losses()).isEqualTo(two.losses());
    assertThat(one.provenance().fingerprint()).isEqualTo(two.provenance().fingerprint());
    assertThat(one.stepsPerEpoch()).isEqualTo(11);
  }

  /** Cancels when a number of steps is done. */
  private static final class CancelAt implements Progress {
    private final int steps;
    private final Cancellation cancellation;
    private int done;

    CancelAt(int steps, Cancellation cancellation) {
      this.steps = steps;
      this.cancellation = cancellation;
    }

    @Override
    public void start(String task, long totalSteps) {}

    @Override
    public void advance(long more) {
      done += (int) more;
      if (done == steps) {
        cancellation.cancel();
      }
    }

    @Override
    public void note(String key, String value) {}

    @Override
    public void finish() {}
  }

  @ParameterizedTest
  @MethodSource("cases")
  void interruptedTrainingEndsWithTheSameBits(Seed seed) throws IOException {
    SmallModel whole = stateful();
    TrainingHistory uninterrupted = eventful(whole).build().train();

    Path file = folder.resolve("run.npz");
    Rng random = Rng.of(seed);
    int first = 1 + random.nextInt(60);
    interrupt(first, file);
    int second = first + 1 + random.nextInt(66 - first - 1);
    interrupt(second, file);
    SmallModel last = stateful();
    TrainingHistory resumed = eventful(last).resume(Checkpoint.read(file)).build().train();

    assertThat(Checkpoint.read(file).step()).isEqualTo(second);
    assertThat(last.parameters()).isEqualTo(whole.parameters());
    assertThat(last.state()).isEqualTo(whole.state());
    assertThat(resumed.losses()).isEqualTo(uninterrupted.losses());
    assertThat(resumed.learningRates()).isEqualTo(uninterrupted.learningRates());
    assertThat(resumed.validations()).isEqualTo(uninterrupted.validations());
    assertThat(resumed.provenance().fingerprint())
        .isEqualTo(uninterrupted.provenance().fingerprint());
  }

  private void interrupt(int steps, Path file) throws IOException {
    Cancellation stop = new Cancellation();
    TrainerBuilder builder =
        eventful(stateful())
            .checkpoint(file, 1000)
            .cancellation(stop)
            .progress(new CancelAt(steps, stop));
    Checkpoint.find(file).ifPresent(builder::resume);
    Trainer trainer = builder.build();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(trainer::train)
        .withMessageStartingWith("cancelled by the caller after step " + steps + "; ");
  }

  @Test
  void cancellationWithoutACheckpointFileStopsAtOnce() {
    Cancellation stop = new Cancellation();
    stop.cancel();
    SmallModel model = model();
    Trainer trainer = plain(model).steps(5).cancellation(stop).build();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(trainer::train);
    assertThat(model.parameters()).isEqualTo(model().parameters());
  }

  @Test
  void checkpointsAreWrittenOnTheWayAndAtTheEnd() throws IOException {
    Path file = folder.resolve("deep/run.npz");
    List<Integer> seen = new ArrayList<>();
    SmallModel model = model();
    TrainingHistory history =
        plain(model)
            .steps(7)
            .checkpoint(file, 3)
            .transform(
                (batch, seed) -> {
                  if (Files.exists(file)) {
                    try {
                      seen.add(Checkpoint.read(file).step());
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }
                  return batch;
                })
            .build()
            .train();

    assertThat(seen).containsExactly(3, 3, 3, 6);
    Checkpoint last = Checkpoint.read(file);
    assertThat(last.step()).isEqualTo(7);
    assertThat(last.parameters()).isEqualTo(model.parameters());
    assertThat(last.series("losses")).isEqualTo(history.losses());
    try (Stream<Path> files = Files.list(folder.resolve("deep"))) {
      assertThat(files).containsExactly(file);
    }

    TrainingHistory again = plain(model()).steps(7).resume(last).build().train();
    assertThat(again.losses()).isEqualTo(history.losses());
    SmallModel longer = model();
    assertThat(plain(longer).steps(9).resume(last).build().train().steps()).isEqualTo(9);
    assertThat(longer.parameters()).isNotEqualTo(model.parameters());
  }

  /** The metric falls from the third look on: patience 2 ends it at the fifth. */
  @Test
  void patienceEndsTrainingAndTheBestIsTakenBack() throws IOException {
    Path file = folder.resolve("run.npz");
    List<ParameterVector> looked = new ArrayList<>();
    double[] values = {1, 3, 2, 3};
    Metric metric =
        new Metric(
            "made",
            true,
            (m, e) -> {
              looked.add(m.parameters());
              return looked.size() <= values.length ? values[looked.size() - 1] : 9;
            });
    SmallModel model = model();
    TrainingHistory history =
        plain(model)
            .steps(100)
            .validation(VALIDATION)
            .metric(metric)
            .validateEverySteps(4)
            .earlyStop(2)
            .checkpoint(file, 50)
            .build()
            .train();

    assertThat(history.stopReason()).isEqualTo(StopReason.NO_IMPROVEMENT);
    assertThat(history.steps()).isEqualTo(16);
    assertThat(history.bestValidation()).contains(new ValidationPoint(8, 3));
    assertThat(model.parameters()).isEqualTo(looked.get(1)).isNotEqualTo(looked.get(3));
    Checkpoint last = Checkpoint.read(file);
    assertThat(last.parameters()).isEqualTo(looked.get(3));
    assertThat(last.vector("bestParameters").orElseThrow())
        .containsExactly(looked.get(1).toArray());

    SmallModel resumed = model();
    TrainingHistory again =
        plain(resumed)
            .steps(100)
            .validation(VALIDATION)
            .metric(metric)
            .earlyStop(2)
            .resume(last)
            .build()
            .train();
    assertThat(again.stopReason()).isEqualTo(StopReason.NO_IMPROVEMENT);
    assertThat(again.steps()).isEqualTo(16);
    assertThat(resumed.parameters()).isEqualTo(looked.get(1));
  }

  @Test
  void aLossThatIsNotFiniteStopsTraining() {
    SmallModel model = SmallModel.of(2, 4, 3, Loss.MEAN_SQUARED_ERROR, Seed.of(3));
    Trainer trainer =
        Trainer.builder(model, TRAINING)
            .batchSize(20)
            .epochs(50)
            .optimizer(Sgd.plain())
            .schedule(Schedule.constant(1e30))
            .seed(Seed.of(7))
            .build();
    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(trainer::train)
        .withMessageMatching(
            "the (loss|norm of the gradient) became (NaN|Infinity) at step \\d+ \\(from 0; learning"
                + " rate 1.0E30, last finite loss [0-9.E]+ at step \\d+\\); a lower .*");

    SmallModel once = SmallModel.of(2, 4, 3, Loss.MEAN_SQUARED_ERROR, Seed.of(3));
    Trainer single =
        Trainer.builder(once, TRAINING)
            .batchSize(20)
            .steps(1)
            .optimizer(Sgd.plain())
            .schedule(Schedule.constant(1e300))
            .seed(Seed.of(7))
            .build();
    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(single::train)
        .withMessageStartingWith("the parameters became infinite or NaN in the last step");
  }

  @Test
  void aFirstLossThatIsNotFiniteSaysSo() {
    SmallModel model = model();
    ParameterVector broken = model.parameters();
    broken.set(0, Float.NaN);
    model.setParameters(broken);
    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(() -> plain(model).steps(3).build().train())
        .withMessage(
            "the loss became NaN at step 0 (from 0; learning rate 0.05, no finite loss before); a"
                + " lower learning rate, a warm-up or a clipNorm may help");
  }

  @Test
  void everyEpochHoldsEveryExampleOnce() {
    BatchOrder kept = new BatchOrder(Seed.of(1), 23, 5, false, true);
    assertThat(kept.stepsPerEpoch()).isEqualTo(5);
    List<Integer> first = epoch(kept, 0);
    assertThat(first).hasSize(23).doesNotHaveDuplicates();
    assertThat(epoch(kept, 1)).hasSize(23).doesNotHaveDuplicates().isNotEqualTo(first);
    assertThat(epoch(kept, 0)).isEqualTo(first);

    BatchOrder dropping = new BatchOrder(Seed.of(1), 23, 5, true, true);
    assertThat(dropping.stepsPerEpoch()).isEqualTo(4);
    assertThat(epoch(dropping, 0)).isEqualTo(first.subList(0, 20));

    BatchOrder plain = new BatchOrder(Seed.of(1), 4, 100, false, false);
    assertThat(plain.stepsPerEpoch()).isEqualTo(1);
    assertThat(plain.batch(3)).containsExactly(0, 1, 2, 3);
  }

  private static List<Integer> epoch(BatchOrder order, int epoch) {
    List<Integer> all = new ArrayList<>();
    for (int s = 0; s < order.stepsPerEpoch(); s++) {
      Arrays.stream(order.batch(epoch * order.stepsPerEpoch() + s)).forEach(all::add);
    }
    return all;
  }

  @Test
  void historyPrintsAndDrawsItself() throws IOException {
    TrainingHistory history =
        plain(model()).epochs(3).validation(VALIDATION).metric(Metric.loss()).build().train();

    assertThat(history.toText())
        .startsWith("Training: 30 steps, completed\nepoch  steps")
        .contains("validation: loss");
    assertThat(history.toCsv()).startsWith("epoch,steps,loss,learningRate,validation\n1,10,");
    assertThat(Charts.toSvg(history.chart().orElseThrow())).contains("Training loss");
    assertThat(history.chart().orElseThrow().series()).hasSize(2);
    assertThat(Charts.toSvg(history.validationChart().orElseThrow())).contains("Validation");
    String json = history.toJson();
    assertThat(Json.parse("json", json).get("losses").elements()).hasSize(30);
    assertThat(Json.parse("json", json).get("stopReason").string()).isEqualTo("completed");
    assertThat(Provenance.read(json).fingerprint()).isEqualTo(history.provenance().fingerprint());
    assertThat(history.provenance().parameters())
        .containsEntry("schedule", "cosine 0.05 to 0.0")
        .containsEntry("steps", 30L);
    TrainingHistory bare = plain(model()).steps(900).task("sample train").build().train();
    assertThat(bare.validationChart()).isEmpty();
    assertThat(bare.chart().orElseThrow().series().get(0).x()).hasSize(400);
    assertThat(bare.provenance().task()).isEqualTo("sample train");
  }

  @Test
  void lambdasAsSchedulesAreNamedWithoutTheirHash() {
    Trainer trainer =
        Trainer.builder(model(), TRAINING)
            .batchSize(20)
            .steps(2)
            .optimizer(Sgd.plain())
            .schedule(Schedule.warmUp(1, (step, total) -> 0.1))
            .seed(Seed.of(7))
            .build();
    assertThat(trainer)
        .hasToString(
            "2 steps, Sgd[momentum=0.0, nesterov=false, weightDecay=0.0], warm-up 1, then custom");
    assertThat(trainer.totalSteps()).isEqualTo(2);
    assertThat(trainer.stepsPerEpoch()).isEqualTo(10);
  }

  @Test
  void badOptionsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trainer.builder(model(), TRAINING.range(0, 0)))
        .withMessage("training must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trainer.builder(model(), Examples.unlabelled(new float[4], 2)))
        .withMessage("training must have labels or targets, but has none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trainer.builder(model(), Examples.unlabelled(new float[6], 3)))
        .withMessage("training must have inputs of the model's shape [2], but has [3]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Trainer.builder(model(), TRAINING).batchSize(300).steps(1).seed(Seed.of(1)).build())
        .withMessage(
            "batchSize must be in [1, 203], the number of training examples, but was 300 (or keep"
                + " the smaller last batch: dropLast(false))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain(model()).epochs(Integer.MAX_VALUE).build())
        .withMessage("epochs must be at most 214748364 with 10 steps each, but was 2147483647");
    assertThatIllegalStateException()
        .isThrownBy(() -> plain(model()).build())
        .withMessage("epochs or steps must be set");
    assertThatIllegalStateException()
        .isThrownBy(() -> plain(model()).epochs(1).steps(2))
        .withMessage("epochs was already set to 1");
    assertThatIllegalStateException()
        .isThrownBy(() -> plain(model()).steps(1).earlyStop(3).build())
        .withMessage("earlyStop needs a validation set");
    assertThatIllegalStateException()
        .isThrownBy(() -> plain(model()).validateEveryEpochs(1).validateEverySteps(2))
        .withMessage("validateEveryEpochs was already set to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain(model()).clipNorm(Double.NaN))
        .withMessage("clipNorm must be finite and > 0, but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain(model()).steps(1).checkpoint(folder, 0))
        .withMessage("everySteps must be >= 1, but was 0");
  }

  @Test
  void checkpointsOfOtherTrainingsAreRefused() throws IOException {
    Path file = folder.resolve("run.npz");
    plain(model()).steps(2).checkpoint(file, 5).build().train();
    Checkpoint checkpoint = Checkpoint.read(file);

    SmallModel wider = SmallModel.of(2, 9, 3, Loss.SOFTMAX_CROSS_ENTROPY, Seed.of(3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain(wider).steps(2).resume(checkpoint).build())
        .withMessage(
            "run.npz must be of the model's architecture, but of its parameters number"
                + " 1 is hidden.weight [8, 2] where the model has hidden.weight [9, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain(stateful()).steps(2).resume(checkpoint).build())
        .withMessage(
            "run.npz must be of the model's architecture, but of its state number 1"
                + " is none where the model has input.mean [2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain(model()).steps(2).clipNorm(1).resume(checkpoint).build())
        .withMessage("run.npz must be of a training with clipNorm 1.0, but has Infinity");
    Trainer other =
        Trainer.builder(model(), TRAINING)
            .batchSize(20)
            .steps(2)
            .optimizer(Sgd.withMomentum(0.9))
            .schedule(Schedule.constant(0.1))
            .seed(Seed.of(7))
            .resume(checkpoint)
            .build();
    assertThatIllegalArgumentException()
        .isThrownBy(other::train)
        .withMessageStartingWith("run.npz must be of the optimiser Sgd[momentum=0.9,");
  }
}
