// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.random.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegCompressionTest {
  @TempDir private Path folder;

  private static Image compress(Image image, int severity) {
    return Corruptions.corrupt(image, Corruption.JPEG_COMPRESSION, severity, Seed.of(1), 0);
  }

  @Test
  void lowerQualityIsFurtherFromTheImage() {
    Image ramps = TestImages.ramps(224, 224);
    double previous = 0;
    for (int severity = 1; severity <= 5; severity++) {
      Image out = compress(ramps, severity);
      assertThat(out.sameShape(ramps)).isTrue();
      double rmse = TestImages.rmse(ramps, out);
      assertThat(rmse).isGreaterThan(previous);
      previous = rmse;
    }
  }

  /** The JDK's own encoder and decoder, at the same quality, see the same pixels. */
  @ParameterizedTest
  @CsvSource({
    "64, 64, 3, 1",
    "61, 77, 3, 3",
    "9, 8, 3, 5",
    "32, 47, 3, 4",
    "64, 64, 1, 1",
    "61, 77, 1, 5"
  })
  void pixelsEqualThoseOfARealFile(int height, int width, int channels, int severity)
      throws Exception {
    Image image = TestImages.ramps(height, width);
    if (channels == 1) {
      byte[] grey = new byte[height * width];
      for (int i = 0; i < grey.length; i++) {
        grey[i] = image.bytes()[3 * i];
      }
      image = Image.of(height, width, 1, grey);
    }
    int[] qualities = {25, 18, 15, 10, 7};
    Path file = folder.resolve("a.jpg");
    ImageFiles.writeJpeg(file, image, qualities[severity - 1]);
    assertThat(compress(image, severity)).isEqualTo(ImageFiles.read(file));
  }

  @Test
  void qualityMustBeAPercentage() {
    Image image = TestImages.ramps(8, 8);
    assertThatThrownBy(() -> ImageFiles.writeJpeg(folder.resolve("a.jpg"), image, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quality must be in [1, 100], but was 0");
  }
}
