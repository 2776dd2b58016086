// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.robustness.BaselineRule;
import io.github.bulwarkml.robustness.RobustnessReport;
import io.github.bulwarkml.robustness.RobustnessStudy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What imagenet-testbed declares of its settings: the natural shifts with their ID companions, the
 * sizes of the test sets, and which models draw the trend.
 *
 * <p>Reference: Taori et al., "Measuring robustness to natural distribution shifts in image
 * classification", NeurIPS 2020, arXiv:2007.00644, and its published table.
 *
 * @since 0.1.0
 */
public final class Testbed {
  private static final List<Shift> SHIFTS =
      List.of(
          new Shift("ImageNetV2", "val", "imagenetv2-matched-frequency-format-val"),
          new Shift("ImageNet-Sketch", "val", "imagenet-sketch"),
          new Shift("ImageNet-R", "val-on-imagenet-r-classes", "imagenet-r"),
          new Shift("ObjectNet", "val-on-objectnet-classes", "objectnet-1.0-beta"),
          new Shift("ImageNet-A", "val-on-imagenet-a-classes", "imagenet-a"),
          new Shift("ImageNet-Vid-Robust", "val-on-vid-robust-classes", "imagenet-vid-robust_pm0"),
          new Shift("YTBB-Robust", "val-on-ytbb-robust-classes", "ytbb-robust_pm0"));

  private static final Map<String, Long> SIZES =
      Map.ofEntries(
          Map.entry("val", 50_000L),
          Map.entry("imagenetv2-matched-frequency", 10_000L),
          Map.entry("imagenetv2-matched-frequency-format-val", 10_000L),
          Map.entry("imagenetv2-threshold0.7", 10_000L),
          Map.entry("imagenetv2-threshold-0.7-format-val", 10_000L),
          Map.entry("imagenetv2-topimages", 10_000L),
          Map.entry("imagenetv2-top-images-format-val", 10_000L),
          // Declared by the testbed; the set itself has 50,889 images.
          Map.entry("imagenet-sketch", 50_000L),
          Map.entry("imagenet-r", 30_000L),
          Map.entry("val-on-imagenet-r-classes", 10_000L),
          Map.entry("imagenet-a", 7_500L),
          Map.entry("val-on-imagenet-a-classes", 10_000L),
          Map.entry("objectnet-1.0-beta", 18_514L),
          Map.entry("val-on-objectnet-classes", 6_250L),
          Map.entry("imagenet-vid-robust_pm0", 1_109L),
          Map.entry("imagenet-vid-robust_pm10", 1_109L),
          Map.entry("val-on-vid-robust-classes", 14_400L),
          Map.entry("ytbb-robust_pm0", 2_530L),
          Map.entry("ytbb-robust_pm10", 2_530L),
          Map.entry("val-on-ytbb-robust-classes", 11_550L),
          Map.entry("val_subsampled_class_1_8", 6_250L),
          Map.entry("imagenetv2-matched-frequency-format-val_subsampled_class_1_8", 1_250L),
          Map.entry("greyscale", 50_000L),
          Map.entry("stylized_imagenet", 50_000L));

  private Testbed() {}

  /**
   * A natural distribution shift.
   *
   * @param name the data set's name
   * @param id the setting of the ID companion, restricted to the classes of the OOD set
   * @param ood the setting of the OOD set
   */
  public record Shift(String name, String id, String ood) {}

  /** {@return the seven natural shifts} */
  public static List<Shift> naturalShifts() {
    return SHIFTS;
  }

  /**
   * {@return the report of every natural shift, in the order of {@link #naturalShifts()}: LOGIT,
   * least squares through {@link #standardModels()}, 95 % intervals}
   *
   * @param table the testbed's table
   * @param types its types of models
   * @param resamples resamples of the baseline models per shift, in [1, 1,000,000]
   * @param seed the seed of the bootstraps
   * @param parallel the threads to use
   * @throws IllegalArgumentException if the table is not the testbed's or a number is out of range
   * @throws MalformedFileException if a cell is not an accuracy
   */
  public static Map<Shift, RobustnessReport> reports(
      AccuracyTable table, ModelTypes types, int resamples, Seed seed, Parallel parallel)
      throws MalformedFileException {
    Map<Shift, RobustnessReport> reports = new LinkedHashMap<>();
    for (Shift shift : SHIFTS) {
      PairedModels models =
          TablePairing.of(table, shift.id(), shift.ood())
              .withTypes(types, "type")
              .withExamples(examples(shift.id()).orElse(0), examples(shift.ood()).orElse(0))
              .read();
      reports.put(
          shift,
          RobustnessStudy.of(models.candidates())
              .settings(shift.id(), shift.ood())
              .skipped(models.skipped())
              .baseline(standardModels())
              .bootstrap(resamples)
              .seed(seed)
              .parallel(parallel)
              .run());
    }
    return reports;
  }

  /**
   * {@return the number of test examples of a setting; empty if the testbed declares none} The
   * attacks ({@code pgd.*}) ran on a tenth of the validation set.
   *
   * @param setting a column of the testbed's table
   */
  public static OptionalLong examples(String setting) {
    Objects.requireNonNull(setting, "setting");
    Long size = SIZES.get(setting);
    if (size != null) {
      return OptionalLong.of(size);
    }
    if (setting.startsWith("imagenet-c.")) {
      return OptionalLong.of(50_000);
    }
    return setting.startsWith("pgd.") ? OptionalLong.of(5_000) : OptionalLong.empty();
  }

  /**
   * {@return the rule of the testbed's figures: trained in the standard way on ImageNet alone, no
   * subsample, not from the series with small batches or one augmentation, at least 55 % on val}
   */
  public static BaselineRule standardModels() {
    return BaselineRule.attributeIs("nat_type", "STANDARD")
        .and(BaselineRule.nameWithout("subsample", "aws", "batch64"))
        .and(BaselineRule.attributeAtLeast("val", 55));
  }
}
