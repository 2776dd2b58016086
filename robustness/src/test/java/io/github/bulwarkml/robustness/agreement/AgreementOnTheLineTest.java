// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.stats.LeastSquares;
import io.github.bulwarkml.core.stats.LineFit;
import io.github.bulwarkml.core.testing.RealData;
import io.github.bulwarkml.robustness.ExtremePolicy;
import io.github.bulwarkml.robustness.SkippedModel;
import io.github.bulwarkml.robustness.Transform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementOnTheLineTest {
  private static final Offset<Double> NINE = within(5e-10);
  private static final Offset<Double> SIX = within(5e-7);

  @TempDir Path folder;

  @Test
  void scratchModelsOfTheSyntheticCameraTraps() throws IOException {
    Path file = RealData.require("robustness/synthtrap/predictions.csv");
    PredictionTable id = PredictionTable.read(file, "id");
    PredictionTable ood = PredictionTable.read(file, "ood");
    List<String> scratch =
        id.models().stream().filter(model -> model.startsWith("scratch")).toList();
    assertThat(scratch).hasSize(10);
    PredictionTable scratchId = id.select(scratch);
    PredictionTable scratchOod = ood.select(scratch);
    AgreementOnTheLine aline =
        AgreementOnTheLine.fit(
            scratchId, id.predictions("TRUE"), scratchOod, ExtremePolicy.exclude(), Parallel.of(2));
    assertThat(aline.pairs()).hasSize(45);
    assertThat(aline.line().slope()).isCloseTo(0.634601024, NINE);
    assertThat(aline.line().intercept()).isCloseTo(-0.440337320, NINE);
    assertThat(aline.line().rSquared()).isCloseTo(0.724744331, NINE);
    assertThat(aline.isTrusted()).isFalse();
    double[] idAccuracies = scratchId.accuracies(id.predictions("TRUE"));
    double[] oodAccuracies = scratchOod.accuracies(ood.predictions("TRUE"));
    LineFit accuracyLine = LeastSquares.line(probits(idAccuracies), probits(oodAccuracies));
    assertThat(accuracyLine.slope()).isCloseTo(0.689788936, NINE);
    assertThat(accuracyLine.intercept()).isCloseTo(-0.806891914, NINE);
    assertThat(accuracyLine.rSquared()).isCloseTo(0.983449258, NINE);
    assertThat(100 * aline.errorOfS(oodAccuracies).orElseThrow().meanAbsolute())
        .isCloseTo(12.341586, SIX);
    assertThat(100 * aline.errorOfD(oodAccuracies).orElseThrow().meanAbsolute())
        .isCloseTo(12.388720, SIX);
    AgreementEstimate first = aline.estimates().get(scratch.indexOf("scratch_s0_n100"));
    assertThat(first.alineS().orElseThrow()).isCloseTo(0.396244, SIX);
    assertThat(first.alineD().orElseThrow()).isCloseTo(0.379188, SIX);
    assertThat(oodAccuracies[scratch.indexOf("scratch_s0_n100")]).isEqualTo(0.251);
  }

  private static double[] probits(double[] accuracies) {
    double[] z = new double[accuracies.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = Transform.PROBIT.apply(accuracies[i]);
    }
    return z;
  }

  /** Models that flip labels independently, with a probability that grows with the model. */
  private static PredictionTable simulated(long seed, int models, int n, double base) {
    SplitMix64 random = new SplitMix64(seed);
    List<String> names = new ArrayList<>();
    List<int[]> predictions = new ArrayList<>();
    for (int m = 0; m < models; m++) {
      names.add("m" + m);
      int[] labels = new int[n];
      for (int i = 0; i < n; i++) {
        boolean right = random.nextDouble() > base + 0.03 * m;
        labels[i] = right ? i % 10 : random.nextInt(10);
      }
      predictions.add(labels);
    }
    return PredictionTable.of(names, predictions);
  }

  private static int[] truth(int n) {
    int[] truth = new int[n];
    for (int i = 0; i < n; i++) {
      truth[i] = i % 10;
    }
    return truth;
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "7"})
  void theThreadCountDoesNotMatter(int threads) {
    PredictionTable id = simulated(1, 9, 997, 0.1);
    PredictionTable ood = simulated(2, 9, 1009, 0.3);
    AgreementOnTheLine one =
        AgreementOnTheLine.fit(id, truth(997), ood, ExtremePolicy.exclude(), Parallel.single());
    AgreementOnTheLine many =
        AgreementOnTheLine.fit(id, truth(997), ood, ExtremePolicy.exclude(), Parallel.of(threads));
    assertThat(many.estimates()).isEqualTo(one.estimates());
    assertThat(many.pairs()).isEqualTo(one.pairs());
  }

  @Test
  void agreementOfZeroAndOneFollowsThePolicy() {
    int n = 40;
    List<int[]> idRows = new ArrayList<>();
    List<int[]> oodRows = new ArrayList<>();
    PredictionTable id = simulated(3, 5, n, 0.2);
    PredictionTable ood = simulated(4, 5, n, 0.3);
    List<String> names = new ArrayList<>(id.models());
    for (int m = 0; m < 5; m++) {
      idRows.add(id.predictions(m));
      oodRows.add(ood.predictions(m));
    }
    names.add("twin of m0");
    idRows.add(id.predictions(0));
    oodRows.add(ood.predictions(0));
    names.add("perfect");
    idRows.add(truth(n));
    oodRows.add(truth(n));
    PredictionTable allId = PredictionTable.of(names, idRows);
    PredictionTable allOod = PredictionTable.of(names, oodRows);
    AgreementOnTheLine excluded =
        AgreementOnTheLine.fit(allId, truth(n), allOod, ExtremePolicy.exclude(), Parallel.single());
    assertThat(excluded.excludedPairs()).containsExactly(new AgreementPair(0, 5, 1, 1));
    assertThat(excluded.skippedModels())
        .containsExactly(new SkippedModel("perfect", "ID accuracy is 1"));
    assertThat(excluded.estimates().get(6).alineS()).isEmpty();
    assertThat(excluded.estimates().get(6).alineD()).isEmpty();
    assertThat(excluded.estimates().get(5).alineD()).isPresent();
    AgreementOnTheLine clipped =
        AgreementOnTheLine.fit(allId, truth(n), allOod, ExtremePolicy.clip(), Parallel.single());
    assertThat(clipped.excludedPairs()).isEmpty();
    assertThat(clipped.skippedModels()).isEmpty();
    assertThat(clipped.pairs()).contains(new AgreementPair(0, 5, 1 - 0.5 / n, 1 - 0.5 / n));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AgreementOnTheLine.fit(
                    allId, truth(n), allOod, ExtremePolicy.fail(), Parallel.single()))
        .withMessage("ID agreement of 'm0' and 'twin of m0' is 1.0; its probit is infinite");
  }

  @Test
  void errorsAreMeansOverModels() {
    EstimationError error = EstimationError.of(new double[] {0.5, 0.9}, new double[] {0.4, 1});
    assertThat(error.meanAbsolute()).isCloseTo(0.1, within(1e-15));
    assertThat(error.meanAbsolutePercentage().orElseThrow()).isCloseTo(0.175, within(1e-15));
    assertThat(EstimationError.of(new double[] {0.5}, new double[] {0}).meanAbsolutePercentage())
        .isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EstimationError.of(new double[] {Double.NaN}, new double[] {0}))
        .withMessage("estimates[0] must be in [0, 1], but was NaN");
  }

  @Test
  void badInputIsNamed() {
    PredictionTable three = simulated(1, 3, 20, 0.2);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AgreementOnTheLine.fit(
                    three.select(List.of("m0", "m1")),
                    truth(20),
                    three.select(List.of("m0", "m1")),
                    ExtremePolicy.exclude(),
                    Parallel.single()))
        .withMessage("the number of models must be >= 3, but was 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AgreementOnTheLine.fit(
                    three, truth(19), three, ExtremePolicy.exclude(), Parallel.single()))
        .withMessage("idTruth must be as long as the ID predictions (20), but has 19");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AgreementOnTheLine.fit(
                    three,
                    truth(20),
                    three.select(List.of("m1", "m0", "m2")),
                    ExtremePolicy.exclude(),
                    Parallel.single()))
        .withMessage(
            "ID and OOD models must be the same in the same order, but model 0 is 'm0' and 'm1'");
    PredictionTable equal =
        PredictionTable.of(List.of("a", "b", "c"), List.of(truth(5), truth(5), truth(5)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AgreementOnTheLine.fit(
                    equal, truth(5), equal, ExtremePolicy.exclude(), Parallel.single()))
        .withMessageStartingWith("at least 2 pairs of models must agree on some but not all");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> three.predictions("m9"))
        .withMessage("no model 'm9' (present: m0, m1, m2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PredictionTable.of(List.of("a", "b"), List.of(new int[1], new int[2])))
        .withMessage("the predictions of 'b' must be as long as those of 'a' (1), but has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PredictionTable.of(List.of("a", "a"), List.of(new int[1], new int[1])))
        .withMessage("models must be distinct, but 'a' repeats");
  }

  @Test
  void readsBothFormsOfLabels() throws IOException {
    Path file = folder.resolve("p.csv");
    Files.writeString(file, "model,set,labels\na,id,0fz\nb,id,0 15 100\na,ood,1\n");
    PredictionTable table = PredictionTable.read(file, "id");
    assertThat(table.predictions("a")).containsExactly(0, 15, 35);
    assertThat(table.predictions("b")).containsExactly(0, 15, 100);
    assertThat(table.models()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,id,0-1|line 2, column 3 ('labels'): label 2 must be a digit 0-9 or a-z, but was '-'",
        "a,id,0 x|line 2, column 3 ('labels'): label 2 must be an integer in [0, 1048576), but was"
            + " 'x'",
        "a,id,01@b,id,0|line 3, column 3 ('labels'): must hold 2 labels as the rows above, but"
            + " holds 1",
        "a,id,01@a,id,01|line 3, column 1 ('model'): 'a' has two rows for set 'id'",
        "a,ood,01|no row of set 'id' (present: ood)",
        "a,id,|line 2, column 3 ('labels'): the cell is empty"
      })
  void refusesMalformedTables(String rows, String message) throws IOException {
    Path file = folder.resolve("p.csv");
    Files.writeString(file, "model,set,labels\n" + rows.replace('@', '\n') + "\n");
    assertThatThrownBy(() -> PredictionTable.read(file, "id"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("p.csv: " + message);
  }
}
