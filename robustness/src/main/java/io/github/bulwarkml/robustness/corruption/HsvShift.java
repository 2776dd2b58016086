// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

/**
 * {@link Corruption#BRIGHTNESS} (adds to V) and {@link Corruption#SATURATE} (scales and shifts S),
 * clipped. On a grey image brightness adds to the value, and saturate changes nothing.
 */
final class HsvShift implements Distortion {
  private final HueSaturationValue colour = new HueSaturationValue();
  private final boolean brightness;

  HsvShift(boolean brightness) {
    this.brightness = brightness;
  }

  @Override
  public void apply(Job job) {
    if (job.channels == 1) {
      applyGrey(job);
      return;
    }
    double first = job.parameters[0];
    double second = brightness ? 0 : job.parameters[1];
    for (int i = 0; i < job.in.length; i += 3) {
      colour.fromRgb(job.unit(i), job.unit(i + 1), job.unit(i + 2));
      if (brightness) {
        colour.value = clip(colour.value + first);
      } else {
        colour.saturation = clip(colour.saturation * first + second);
      }
      colour.toRgb();
      job.out[i] = job.quantize(colour.red);
      job.out[i + 1] = job.quantize(colour.green);
      job.out[i + 2] = job.quantize(colour.blue);
    }
  }

  private void applyGrey(Job job) {
    double added = brightness ? job.parameters[0] : 0;
    for (int i = 0; i < job.in.length; i++) {
      job.out[i] = job.quantize(job.unit(i) + added);
    }
  }

  private static double clip(double x) {
    return Math.max(0, Math.min(1, x));
  }
}
