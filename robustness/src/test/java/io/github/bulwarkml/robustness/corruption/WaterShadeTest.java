// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Checksums were made with OpenCV 4.11.0. */
class WaterShadeTest {
  private static final int HEIGHT = 61;
  private static final int WIDTH = 77;

  private static int[] waves() {
    int[] liquid = new int[HEIGHT * WIDTH];
    for (int r = 0; r < HEIGHT; r++) {
      for (int c = 0; c < WIDTH; c++) {
        double wave =
            160
                + 60 * StrictMath.sin(c / 5.0) * StrictMath.cos(r / 7.0)
                + 20 * StrictMath.sin((c + 2 * r) / 3.0);
        int level = (int) Math.max(0, Math.min(255, wave));
        liquid[r * WIDTH + c] = level < 175 ? 0 : level;
      }
    }
    return liquid;
  }

  private static long crc(int[] values) {
    CRC32 crc = new CRC32();
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      crc.update(values[i]);
    }
    return crc.getValue();
  }

  @Test
  void shadeEqualsThePublishedChain() {
    assertThat(crc(waves())).isEqualTo(0x459353d3L);
    assertThat(crc(new WaterShade().of(waves(), HEIGHT, WIDTH))).isEqualTo(0x69a31462L);
  }

  @Test
  void edgesOfARoughLayer() {
    int[] liquid = new int[HEIGHT * WIDTH];
    for (int r = 0; r < HEIGHT; r++) {
      for (int c = 0; c < WIDTH; c++) {
        int level = (c * 7 + r * 13 + (c * r) % 31 * 5) % 256;
        liquid[r * WIDTH + c] = level < 160 ? 0 : level;
      }
    }
    boolean[] edge = new boolean[HEIGHT * WIDTH];
    new CannyEdges().find(liquid, HEIGHT, WIDTH, 50, 150, edge);
    int[] flags = new int[edge.length];
    for (int i = 0; i < edge.length; i++) {
      flags[i] = edge[i] ? 1 : 0;
    }
    assertThat(crc(flags)).isEqualTo(0x0ae9f8bcL);
  }

  @Test
  void dryLayerHasOneShade() {
    int[] shade = new WaterShade().of(new int[HEIGHT * WIDTH], HEIGHT, WIDTH);
    for (int i = 1; i < HEIGHT * WIDTH; i++) {
      assertThat(shade[i]).isEqualTo(shade[0]);
    }
  }
}
