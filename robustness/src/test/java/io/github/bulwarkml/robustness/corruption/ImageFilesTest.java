// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.random.SplitMix64;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void pngKeepsEveryByte(int channels) throws Exception {
    Image image = TestImages.random(new SplitMix64(1), 19, 33, channels);
    Path file = folder.resolve("sub/a.PNG");
    ImageFiles.write(file, image);
    assertThat(ImageFiles.read(file)).isEqualTo(image);
    assertThat(ImageFiles.of(ImageFiles.toBuffered(image))).isEqualTo(image);
  }

  @Test
  void jpegIsClose() throws Exception {
    Image image = TestImages.flat(16, 24, 3, 90);
    Path file = folder.resolve("a.jpeg");
    ImageFiles.write(file, image);
    assertThat(TestImages.rmse(image, ImageFiles.read(file))).isLessThan(2);
  }

  @Test
  void sixteenBitGreyAndTransparencyAreUnderstood() throws Exception {
    BufferedImage deep = new BufferedImage(9, 8, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(3, 2, 0, 0xABCD);
    ImageIO.write(deep, "png", folder.resolve("deep.png").toFile());
    assertThat(ImageFiles.read(folder.resolve("deep.png")).value(2, 3, 0)).isEqualTo(0xAB);
    BufferedImage clear = new BufferedImage(9, 8, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(3, 2, 0x40112233);
    ImageIO.write(clear, "png", folder.resolve("clear.png").toFile());
    Image read = ImageFiles.read(folder.resolve("clear.png"));
    assertThat(read.channels()).isEqualTo(3);
    assertThat(read.value(2, 3, 2)).isEqualTo(0x33);
  }

  @Test
  void damagedFilesAreNamed() throws Exception {
    Path text = folder.resolve("a.png");
    Files.writeString(text, "not an image");
    assertThatThrownBy(() -> ImageFiles.read(text))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("a.png: must be a PNG or JPEG image");
    Path cut = folder.resolve("cut.png");
    ImageFiles.write(cut, TestImages.ramps(64, 64));
    byte[] bytes = Files.readAllBytes(cut);
    for (int length : new int[] {0, 7, 20, 40, bytes.length / 2}) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> ImageFiles.read(cut))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageStartingWith("cut.png: ");
    }
    Path small = folder.resolve("small.png");
    ImageIO.write(new BufferedImage(7, 9, BufferedImage.TYPE_BYTE_GRAY), "png", small.toFile());
    assertThatThrownBy(() -> ImageFiles.read(small))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("width must be in [8, 8192], but was 7");
    assertThatThrownBy(() -> ImageFiles.read(folder.resolve("none.png")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void otherNamesAreRefused() {
    assertThatThrownBy(() -> ImageFiles.write(folder.resolve("a.gif"), TestImages.ramps(8, 8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an image file must end in .png, .jpg or .jpeg, but was");
    assertThat(folder).isEmptyDirectory();
  }
}
