// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.random.SplitMix64;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The test image of robustness.md section 5.3, random images, and what is measured on them. */
final class TestImages {
  private TestImages() {}

  /** T64 and T224 of the specification, at any size. */
  static Image ramps(int height, int width) {
    byte[] bytes = new byte[height * width * 3];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        int at = (r * width + c) * 3;
        bytes[at] = (byte) (8 * c + 3 * r);
        bytes[at + 1] = (byte) (c * r);
        bytes[at + 2] = (byte) (255 - 7 * c + 5 * r);
      }
    }
    return Image.of(height, width, 3, bytes);
  }

  static Image random(SplitMix64 random, int height, int width, int channels) {
    byte[] bytes = new byte[height * width * channels];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(256);
    }
    return Image.of(height, width, channels, bytes);
  }

  static Image flat(int height, int width, int channels, int level) {
    byte[] bytes = new byte[height * width * channels];
    Arrays.fill(bytes, (byte) level);
    return Image.of(height, width, channels, bytes);
  }

  static long byteSum(Image image) {
    long sum = 0;
    for (byte value : image.bytes()) {
      sum += value & 0xFF;
    }
    return sum;
  }

  static double mean(Image image) {
    return byteSum(image) / (double) image.size();
  }

  static long crc32(Image image) {
    CRC32 crc = new CRC32();
    crc.update(image.bytes());
    return crc.getValue();
  }

  static double rmse(Image a, Image b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      double difference = (a.bytes()[i] & 0xFF) - (b.bytes()[i] & 0xFF);
      sum += difference * difference;
    }
    return Math.sqrt(sum / a.size());
  }
}
