// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.testing.GoldenVectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the published code makes of the ramps of robustness.md section 5.3. */
class CorruptionVectorsTest {
  private static final Seed SEED = Seed.of(42);

  static Stream<GoldenVectors.Case> sums() {
    return GoldenVectors.load(CorruptionVectorsTest.class, "corruption-sums");
  }

  static Stream<GoldenVectors.Case> bytes() {
    return GoldenVectors.load(CorruptionVectorsTest.class, "corruption-bytes");
  }

  static Stream<GoldenVectors.Case> noise() {
    return GoldenVectors.load(CorruptionVectorsTest.class, "corruption-noise");
  }

  static Stream<GoldenVectors.Case> weather() {
    return GoldenVectors.load(CorruptionVectorsTest.class, "corruption-weather");
  }

  private static Image corrupt(Image image, GoldenVectors.Case one, long index) {
    Corruption corruption = Corruption.named(one.input().get("corruption").getAsString());
    return Corruptions.corrupt(image, corruption, (int) one.number("severity"), SEED, index);
  }

  @Test
  void testImageIsTheSpecifiedOne() {
    Image ramps = TestImages.ramps(64, 64);
    assertThat(TestImages.byteSum(ramps)).isEqualTo(1534208);
    assertThat(TestImages.crc32(ramps)).isEqualTo(0x537a5d72L);
  }

  @ParameterizedTest
  @MethodSource("sums")
  void byteSumsOfTheSpecification(GoldenVectors.Case one) {
    Image out = corrupt(TestImages.ramps(64, 64), one, 0);
    double expected = one.expected("byteSum");
    assertThat((double) TestImages.byteSum(out)).isCloseTo(expected, within(one.allowed(expected)));
  }

  /** Stricter than required: all sums but that of gaussian_blur 3 agree exactly. */
  @Test
  void byteSumsAreExact() {
    long exact =
        sums()
            .filter(
                one ->
                    TestImages.byteSum(corrupt(TestImages.ramps(64, 64), one, 0))
                        == (long) one.expected("byteSum"))
            .count();
    assertThat(exact).isEqualTo(34);
  }

  @ParameterizedTest
  @MethodSource("bytes")
  void everyByteOfThePublishedCode(GoldenVectors.Case one) {
    Image ramps = TestImages.ramps((int) one.number("height"), (int) one.number("width"));
    assertThat(TestImages.crc32(corrupt(ramps, one, 0))).isEqualTo((long) one.expected("crc32"));
  }

  @ParameterizedTest
  @CsvSource({
    "gaussian_blur, 3, 87, 45, 200",
    "defocus_blur, 4, 89, 48, 178",
    "zoom_blur, 5, 111, 88, 215",
    "brightness, 2, 102, 52, 255",
    "saturate, 1, 178, 165, 217"
  })
  void pixelsOfTheSpecification(String name, int severity, int red, int green, int blue) {
    Image out =
        Corruptions.corrupt(TestImages.ramps(64, 64), Corruption.named(name), severity, SEED, 0);
    assertThat(new int[] {out.value(5, 9, 0), out.value(5, 9, 1), out.value(5, 9, 2)})
        .containsExactly(red, green, blue);
  }

  @ParameterizedTest
  @MethodSource("noise")
  void noiseIsAsStrongAsPublished(GoldenVectors.Case one) {
    Image ramps = TestImages.ramps(224, 224);
    Image out = corrupt(ramps, one, 0);
    double rmse = one.expected("rmse");
    assertThat(TestImages.rmse(ramps, out)).isCloseTo(rmse, within(one.allowed(rmse)));
    assertThat(TestImages.mean(out)).isCloseTo(one.expected("mean"), within(1.0));
  }

  /**
   * Means over 16 images of each side. A difference of means has standard deviation sd sqrt(2/16);
   * 6.1 of those, plus 0.5 % of the value for the published code's rounding, are allowed: a false
   * alarm has a probability of about 1e-9 per number.
   */
  @ParameterizedTest
  @MethodSource("weather")
  void weatherIsAsStrongAsPublished(GoldenVectors.Case one) {
    Image ramps = TestImages.ramps(224, 224);
    double rmse = 0;
    double mean = 0;
    int images = 16;
    for (int index = 0; index < images; index++) {
      Image out = corrupt(ramps, one, index);
      rmse += TestImages.rmse(ramps, out) / images;
      mean += TestImages.mean(out) / images;
    }
    double sigmas = 6.1 * Math.sqrt(2.0 / images);
    assertThat(rmse)
        .isCloseTo(
            one.expected("rmse"),
            within(sigmas * one.number("rmseDeviation") + 0.005 * one.expected("rmse")));
    assertThat(mean)
        .isCloseTo(
            one.expected("mean"),
            within(sigmas * one.number("meanDeviation") + 0.005 * one.expected("mean")));
  }

  @ParameterizedTest
  @CsvSource({
    "10, 3, 30, 1551151.411473",
    "15, 8, -20, 1527569.991481",
    "20, 15, 45, 1556064.851490"
  })
  void motionSumsOfTheSpecification(int radius, double sigma, double degrees, double sum) {
    Raster out = motion(radius, sigma, degrees);
    double total = 0;
    for (int y = 0; y < 64; y++) {
      for (int i = 0; i < 192; i++) {
        total += out.row(y)[i];
      }
    }
    assertThat(total).isCloseTo(sum, within(1e-2));
  }

  @Test
  void motionPixelOfTheSpecification() {
    double[] row = motion(10, 3, 30).row(5);
    assertThat(row[27]).isCloseTo(104.518233, within(1e-6));
    assertThat(row[28]).isCloseTo(64.770195, within(1e-6));
    assertThat(row[29]).isCloseTo(207.968724, within(1e-6));
  }

  private static Raster motion(int radius, double sigma, double degrees) {
    byte[] bytes = TestImages.ramps(64, 64).bytes();
    Raster in = new Raster();
    in.reshape(64, 192);
    for (int y = 0; y < 64; y++) {
      for (int i = 0; i < 192; i++) {
        in.row(y)[i] = bytes[y * 192 + i] & 0xFF;
      }
    }
    Raster out = new Raster();
    new MotionFilter().filter(in, out, 64, 3, radius, sigma, degrees);
    return out;
  }

  @ParameterizedTest
  @CsvSource({
    "3, .1, .03448276, 1",
    "4, .5, .02040816, 1",
    "6, .5, .00884956, 1",
    "8, .5, .00507614, 1.01297545",
    "10, .5, .00315457, 1.01078582"
  })
  void diskKernelsOfTheSpecification(
      double radius, double alias, double centre, double expectedSum) {
    double[][] quarter = DiskKernel.quarter(radius, alias);
    double sum = 0;
    for (int y = 0; y < quarter.length; y++) {
      for (int x = 0; x < quarter.length; x++) {
        sum += quarter[y][x] * (y == 0 ? 1 : 2) * (x == 0 ? 1 : 2);
      }
    }
    assertThat(quarter[0][0]).isCloseTo(centre, within(5e-9));
    assertThat(sum).isCloseTo(expectedSum, within(1e-6));
  }

  /** The published range includes its end at the first severity of ImageNet scale. */
  @Test
  void zoomFactorsFollowThePublishedRange() {
    assertThat(ZoomBlur.factors(.01, 1.11)).hasSize(12);
    assertThat(ZoomBlur.factors(.01, 1.16)).hasSize(16);
    assertThat(ZoomBlur.factors(.02, 1.21)).hasSize(11);
    assertThat(ZoomBlur.factors(.02, 1.26)).hasSize(13);
    assertThat(ZoomBlur.factors(.03, 1.31)).hasSize(11);
    assertThat(ZoomBlur.factors(.01, 1.06)).hasSize(7);
  }
}
