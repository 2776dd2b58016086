// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bulwarkml.core.cli.ErrorReport;
import io.github.bulwarkml.core.io.Npy;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.NpyScalar;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.testing.RealData;
import io.github.bulwarkml.robustness.corruption.Corruption;
import io.github.bulwarkml.robustness.corruption.CorruptionOptions;
import io.github.bulwarkml.robustness.corruption.CorruptionScale;
import io.github.bulwarkml.robustness.corruption.Corruptor;
import io.github.bulwarkml.robustness.corruption.Image;
import io.github.bulwarkml.robustness.corruption.ImageFiles;
import io.github.bulwarkml.robustness.corruption.ImageStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CorruptCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(new RobustnessCommand())
        .setExecutionExceptionHandler(new ErrorReport())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
  }

  private static Image ramps(int height, int width, int shift) {
    byte[] bytes = new byte[height * width * 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 5 / 3 + shift);
    }
    return Image.of(height, width, 3, bytes);
  }

  private Path photos() throws Exception {
    Path photos = folder.resolve("photos");
    ImageFiles.write(photos.resolve("b/two.png"), ramps(70, 80, 1));
    ImageFiles.write(photos.resolve("a/one.png"), ramps(90, 64, 2));
    ImageFiles.write(photos.resolve("c.jpg"), ramps(64, 64, 3));
    Files.writeString(photos.resolve("notes.txt"), "not an image");
    return photos;
  }

  private static List<String> tree(Path root) throws Exception {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void folderGivesAFolderPerCorruptionAndSeverity() throws Exception {
    Path target = folder.resolve("out");
    assertThat(
            run(
                "corrupt",
                "--input",
                photos(),
                "--out",
                target,
                "--corruption",
                "fog",
                "--corruption",
                "jpeg_compression",
                "--severity",
                3,
                "--severity",
                1,
                "--seed",
                7,
                "--threads",
                2))
        .as(err.toString())
        .isZero();
    assertThat(tree(target))
        .containsExactly(
            "fog/1/a/one.png",
            "fog/1/b/two.png",
            "fog/1/c.jpg",
            "fog/3/a/one.png",
            "fog/3/b/two.png",
            "fog/3/c.jpg",
            "jpeg_compression/1/a/one.png",
            "jpeg_compression/1/b/two.png",
            "jpeg_compression/1/c.jpg",
            "jpeg_compression/3/a/one.png",
            "jpeg_compression/3/b/two.png",
            "jpeg_compression/3/c.jpg");
    Image expected =
        new Corruptor(CorruptionOptions.defaults())
            .corrupt(ramps(70, 80, 1), Corruption.FOG, 3, Seed.of(7), 1);
    assertThat(ImageFiles.read(target.resolve("fog/3/b/two.png"))).isEqualTo(expected);
    assertThat(out.toString())
        .contains("Corrupted images, IMAGENET scale")
        .contains("2.5 1.7")
        .contains("rerun: bulwark robustness corrupt --input");
    assertThat(err.toString()).contains("scale: imagenet, chosen for the first image of 90 x 64");
  }

  @Test
  void threadsDoNotMatter() throws Exception {
    Path photos = photos();
    for (int threads : new int[] {1, 2, 7}) {
      assertThat(
              run(
                  "corrupt",
                  "--input",
                  photos,
                  "--out",
                  folder.resolve("t" + threads),
                  "--corruption",
                  "snow",
                  "--severity",
                  2,
                  "--threads",
                  threads))
          .isZero();
    }
    for (String file : tree(folder.resolve("t1"))) {
      byte[] one = Files.readAllBytes(folder.resolve("t1").resolve(file));
      assertThat(folder.resolve("t2").resolve(file)).hasBinaryContent(one);
      assertThat(folder.resolve("t7").resolve(file)).hasBinaryContent(one);
    }
  }

  @Test
  void losslessTurnsJpegIntoPng() throws Exception {
    Path photos = photos();
    assertThat(
            run(
                "corrupt",
                "--input",
                photos.resolve("c.jpg"),
                "--out",
                folder.resolve("out"),
                "--corruption",
                "contrast",
                "--severity",
                2,
                "--lossless",
                "--quiet"))
        .isZero();
    assertThat(tree(folder.resolve("out"))).containsExactly("contrast/2/c.png");
    assertThat(err.toString()).isEmpty();
    Image expected =
        new Corruptor(CorruptionOptions.defaults())
            .corrupt(
                ImageFiles.read(photos.resolve("c.jpg")), Corruption.CONTRAST, 2, Seed.of(42), 0);
    assertThat(ImageFiles.read(folder.resolve("out/contrast/2/c.png"))).isEqualTo(expected);
  }

  @Test
  void numpyStaysNumpy() throws Exception {
    int[] values = new int[5 * 32 * 32 * 3];
    Arrays.setAll(values, i -> i * 7 % 256);
    Path file = folder.resolve("x.npy");
    Npy.write(file, NpyArray.of(NpyScalar.U1, values, 5, 32, 32, 3));
    assertThat(
            run(
                "corrupt",
                "--input",
                file,
                "--out",
                folder.resolve("out"),
                "--corruption",
                "glass_blur",
                "--severity",
                "5",
                "--format",
                "json"))
        .as(err.toString())
        .isZero();
    assertThat(err.toString()).contains("scale: cifar");
    assertThat(out.toString()).contains("\"schema\": \"bulwark/corruption-summary/1\"");
    try (ImageStack clean = ImageStack.open(file);
        ImageStack corrupted = ImageStack.open(folder.resolve("out/glass_blur/5/x.npy"))) {
      Corruptor corruptor =
          new Corruptor(CorruptionOptions.defaults().withScale(CorruptionScale.CIFAR));
      List<Image> images = clean.next(5);
      for (int i = 0; i < 5; i++) {
        assertThat(corrupted.next(1).get(0))
            .isEqualTo(corruptor.corrupt(images.get(i), Corruption.GLASS_BLUR, 5, Seed.of(42), i));
      }
    }
  }

  @Test
  void fashionMnistStaysIdx() throws Exception {
    Path file = RealData.require("fashion-mnist/t10k-images-idx3-ubyte.gz");
    assertThat(
            run(
                "corrupt",
                "--input",
                file,
                "--out",
                folder.resolve("out"),
                "--corruption",
                "gaussian_noise",
                "--severity",
                3,
                "--format",
                "csv"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("gaussian_noise,3,10000,");
    try (ImageStack stack =
        ImageStack.open(folder.resolve("out/gaussian_noise/3/t10k-images-idx3-ubyte.gz"))) {
      assertThat(stack.count()).isEqualTo(10_000);
      assertThat(stack.next(1).get(0).width()).isEqualTo(28);
    }
  }

  @Test
  void sheetShowsTheFirstImage() throws Exception {
    Path sheet = folder.resolve("sheet.png");
    assertThat(
            run(
                "corrupt",
                "--input",
                photos(),
                "--sheet",
                sheet,
                "--corruption",
                "all",
                "--scale",
                "cifar",
                "--variant",
                "original",
                "--quantization",
                "round",
                "--glass",
                "swap"))
        .as(err.toString())
        .isZero();
    assertThat(ImageFiles.read(sheet).height()).isGreaterThan(19 * 90);
    assertThat(err.toString()).doesNotContain("chosen for");
  }

  @Test
  void ownFrostIsUsed() throws Exception {
    Path textures = folder.resolve("frost");
    for (int k = 0; k < 6; k++) {
      ImageFiles.write(textures.resolve("frost" + k + ".png"), ramps(100, 120, 11 * k));
    }
    assertThat(
            run(
                "corrupt",
                "--input",
                photos(),
                "--out",
                folder.resolve("out"),
                "--frost",
                textures,
                "--corruption",
                "frost",
                "--format",
                "json"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("\"frost\": \"5 of 6 supplied\"");
  }

  @Test
  void usageErrors() throws Exception {
    Path photos = photos();
    Path target = folder.resolve("out");
    assertThat(run("corrupt", "--out", target)).isEqualTo(2);
    assertThat(run("corrupt", "--input", photos)).isEqualTo(2);
    assertThat(err.toString()).contains("give --out DIR, --sheet FILE.png or both");
    assertThat(run("corrupt", "--input", photos, "--out", target, "--severity", 6)).isEqualTo(2);
    assertThat(err.toString()).contains("--severity must be 1, 2, 3, 4, 5 or all, but was '6'");
    assertThat(run("corrupt", "--input", photos, "--out", target, "--corruption", "fogg"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("(nearest: fog)");
    assertThat(run("corrupt", "--input", photos, "--out", target, "--scale", "big")).isEqualTo(2);
    assertThat(err.toString()).contains("must be one of imagenet, cifar, auto, but was 'big'");
    assertThat(run("corrupt", "--input", photos, "--sheet", folder.resolve("s.jpg"))).isEqualTo(2);
    assertThat(err.toString()).contains("--sheet must end in .png");
    assertThat(run("corrupt", "--input", photos.resolve("notes.txt"), "--out", target))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--input must be a folder or end in");
    assertThat(target).doesNotExist();
  }

  @Test
  void earlierResultsAreNotOverwritten() throws Exception {
    Path photos = photos();
    Path target = folder.resolve("out");
    Object[] line = {
      "corrupt", "--input", photos, "--out", target, "--corruption", "contrast", "--severity", 1
    };
    assertThat(run(line)).isZero();
    assertThat(run(line)).isEqualTo(2);
    assertThat(err.toString()).contains("--out must not hold earlier results, but ");
  }

  @Test
  void badFilesLeaveNothingBehind() throws Exception {
    Path photos = photos();
    Files.writeString(photos.resolve("z.png"), "broken");
    Path target = folder.resolve("out");
    assertThat(run("corrupt", "--input", photos, "--out", target, "--corruption", "contrast"))
        .isEqualTo(3);
    assertThat(err.toString()).contains("z.png: must be a PNG or JPEG image");
    assertThat(tree(target)).isEmpty();
    assertThat(target.resolve("contrast/1")).doesNotExist();
    assertThat(run("corrupt", "--input", folder.resolve("none"), "--out", target)).isEqualTo(3);
    assertThat(err.toString()).contains("no such file");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(run("corrupt", "--input", empty, "--out", target)).isEqualTo(3);
    Path idx = folder.resolve("bad-ubyte");
    Files.write(idx, new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 8, 0, 0, 0, 8, 1, 2});
    assertThat(run("corrupt", "--input", idx, "--out", target)).isEqualTo(3);
    assertThat(err.toString()).contains("bad-ubyte: must hold 2 images");
    assertThat(tree(target)).isEmpty();
  }

  @Test
  void helpExplains() {
    assertThat(run("corrupt", "--help")).isZero();
    assertThat(out.toString())
        .contains("Example: bulwark robustness corrupt")
        .contains("arxiv.org/abs/1903.12261")
        .contains("DIR/<corruption>/<severity> must not exist yet");
    assertThat(run("corruption-error", "--help")).isZero();
    assertThat(out.toString()).contains("mCE is in percent of the normaliser");
  }

  @Test
  void corruptionErrorOfATable() throws Exception {
    Path table = RealData.require("robustness/robustbench/robustbench_imagenet_corruptions.csv");
    assertThat(
            run(
                "corruption-error",
                "--table",
                table,
                "--layout",
                "robustbench",
                "--normalizer",
                "model",
                "--reference",
                "AlexNet"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("normaliser: model AlexNet, 15 corruptions")
        .contains("76.38");
    Path testbed = RealData.require("robustness/imagenet-testbed/robustness_top1s.csv");
    assertThat(
            run(
                "corruption-error",
                "--table",
                testbed,
                "--unit",
                "percent",
                "--pattern",
                "imagenet-c.{corruption}.{severity}_on-disk",
                "--clean",
                "val",
                "--normalizer",
                "model",
                "--reference",
                "alexnet",
                "--model",
                "resnet50"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("mCE % 76.51, relative 102.65, mean error 0.6190");
    assertThat(
            run(
                "corruption-error",
                "--table",
                testbed,
                "--layout",
                "testbed",
                "--normalizer",
                "alexnet",
                "--out",
                folder.resolve("ranking.csv")))
        .isZero();
    assertThat(folder.resolve("ranking.csv")).content().startsWith("model,meanCorruptionError");
  }

  @Test
  void corruptionErrorRefusesWhatItCannotKnow() throws Exception {
    Path table = folder.resolve("t.csv");
    StringBuilder header = new StringBuilder("model");
    StringBuilder row = new StringBuilder("a");
    for (Corruption corruption : Corruption.common()) {
      for (int severity = 1; severity <= 5; severity++) {
        header.append(',').append(corruption.id()).append('/').append(severity);
        row.append(",50");
      }
    }
    Files.writeString(table, header + "\n" + row + "\n");
    assertThat(run("corruption-error", "--table", table)).isEqualTo(2);
    assertThat(run("corruption-error", "--table", table, "--normalizer", "none")).isEqualTo(2);
    assertThat(err.toString()).contains("--layout wide needs --unit and --pattern");
    String pattern = "{corruption}/{severity}";
    assertThat(
            run(
                "corruption-error",
                "--table",
                table,
                "--normalizer",
                "none",
                "--unit",
                "percent",
                "--pattern",
                pattern))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("50.00");
    assertThat(
            run(
                "corruption-error",
                "--table",
                table,
                "--normalizer",
                "none",
                "--unit",
                "fraction",
                "--pattern",
                pattern))
        .isEqualTo(3);
    assertThat(err.toString()).contains("t.csv");
    assertThat(
            run(
                "corruption-error",
                "--table",
                table,
                "--normalizer",
                "model",
                "--unit",
                "percent",
                "--pattern",
                pattern))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--reference MODEL goes with --normalizer model");
    assertThat(
            run(
                "corruption-error",
                "--table",
                table,
                "--normalizer",
                "none",
                "--unit",
                "percent",
                "--pattern",
                pattern,
                "--model",
                "b"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("no model 'b' (nearest: 'a')");
    assertThat(
            run(
                "corruption-error",
                "--table",
                folder.resolve("none.csv"),
                "--normalizer",
                "none",
                "--unit",
                "percent",
                "--pattern",
                pattern))
        .isEqualTo(3);
  }
}
