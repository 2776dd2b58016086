// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.result.ChartScale.Tick;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Chooses the ticks of an axis: round values, not closer together than their labels need. */
final class ChartTicks {
  private static final String THIN_SPACE = "\u202f";

  /** Percent ticks of a logit or probit axis that spans much, from dense to sparse. */
  private static final double[][] PERCENT_LADDERS = {
    tails(5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95),
    tails(5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95),
    tails(5, 10, 25, 50, 75, 90, 95),
    {.0001, .001, .01, .1, .5, 1, 2, 5, 10, 25, 50, 75, 90, 95, 98, 99, 99.5, 99.9, 99.99, 99.999},
    {.0001, .001, .01, .1, 1, 5, 10, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 99.999},
    {.0001, .001, .01, .1, 1, 10, 50, 90, 99, 99.9, 99.99, 99.999},
    {.0001, .01, 1, 50, 99, 99.99}
  };

  private final ChartScale scale;
  private final boolean percent;
  private final double length;
  private final double labelSpace;

  ChartTicks(ChartScale scale, boolean percent, double length, double labelSpace) {
    this.scale = scale;
    this.percent = percent;
    this.length = length;
    this.labelSpace = labelSpace;
  }

  private static double[] tails(double... middle) {
    double[] low = {.0001, .001, .01, .02, .05, .1, .2, .5, 1, 2};
    double[] all = new double[2 * low.length + middle.length];
    System.arraycopy(low, 0, all, 0, low.length);
    System.arraycopy(middle, 0, all, low.length, middle.length);
    for (int i = 0; i < low.length; i++) {
      all[all.length - 1 - i] = 100 - low[i];
    }
    return all;
  }

  List<Tick> labelled() {
    return switch (scale.kind()) {
      case LINEAR -> linear();
      case LOG -> logarithmic();
      case LOGIT, PROBIT -> fractions();
    };
  }

  /** The lines between the decades of a logarithmic axis, where they are not too dense. */
  List<Double> minor() {
    List<Double> lines = new ArrayList<>();
    double decades = scale.high() - scale.low();
    if (scale.kind() != Chart.Scale.LOG || length / decades < 60 || decades < 1) {
      return lines;
    }
    for (int e = (int) Math.floor(scale.low()); e <= scale.high(); e++) {
      for (int digit = 2; digit < 10; digit++) {
        double position = scale.position(digit * power(e));
        if (position > 0 && position < 1) {
          lines.add(position);
        }
      }
    }
    return lines;
  }

  private List<Tick> linear() {
    double unit = percent ? 100 : 1;
    double low = scale.low() * unit;
    double high = scale.high() * unit;
    double least = (high - low) * labelSpace / length;
    int exponent = (int) Math.floor(StrictMath.log10(least));
    BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen(exponent);
    for (int factor : new int[] {1, 2, 5, 10}) {
      step = BigDecimal.valueOf(factor).scaleByPowerOfTen(exponent);
      if (step.doubleValue() >= least) {
        break;
      }
    }
    double size = step.doubleValue();
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / size - 1e-9); i * size <= high + 1e-9 * size; i++) {
      BigDecimal value = step.multiply(BigDecimal.valueOf(i));
      ticks.add(new Tick(scale.position(value.doubleValue() / unit), label(value, step.scale())));
      if (ticks.size() > 50) {
        break; // the ends are closer together than numbers of this size are
      }
    }
    return ticks;
  }

  private List<Tick> logarithmic() {
    double decades = scale.high() - scale.low();
    if (decades < 0.8) {
      return even();
    }
    int[] digits = length / decades >= 4 * labelSpace ? new int[] {1, 2, 5} : new int[] {1};
    int stride = Math.max(1, (int) Math.ceil(decades * labelSpace / length));
    boolean plain = scale.low() >= -4.2 && scale.high() <= 4.2;
    List<Tick> ticks = new ArrayList<>();
    for (int e = (int) Math.floor(scale.low()); e <= scale.high() + 1e-9; e++) {
      if (Math.floorMod(e, stride) != 0) {
        continue;
      }
      for (int digit : digits) {
        double position = scale.position(digit * power(e));
        if (position >= -1e-9 && position <= 1 + 1e-9) {
          ticks.add(new Tick(position, powerLabel(digit, e, plain)));
        }
      }
    }
    return ticks;
  }

  private List<Tick> fractions() {
    double[] steps = {.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5};
    for (double step : steps) {
      List<Tick> ticks = stepped(step);
      if (ticks.size() >= 3 && spaced(ticks, labelSpace)) {
        return ticks;
      }
    }
    List<Tick> ticks = List.of();
    for (double[] ladder : PERCENT_LADDERS) {
      ticks = new ArrayList<>();
      for (double tick : ladder) {
        BigDecimal value = BigDecimal.valueOf(tick);
        addPercent(ticks, value, Math.max(0, value.stripTrailingZeros().scale()));
      }
      // Ladders are uneven: their closest pair may be closer than even ticks would be set.
      if (spaced(ticks, Math.max(0.72 * labelSpace, labelSpace - 12))) {
        break;
      }
    }
    return ticks.isEmpty() ? even() : ticks;
  }

  /** Ticks every so many percent, if there are not far too many. */
  private List<Tick> stepped(double step) {
    List<Tick> ticks = new ArrayList<>();
    double low = 100 * untransformed(scale.low());
    double high = 100 * untransformed(scale.high());
    if ((high - low) / step > length / labelSpace + 2) {
      return ticks;
    }
    BigDecimal size = BigDecimal.valueOf(step).stripTrailingZeros();
    for (long i = (long) Math.floor(low / step); i <= Math.ceil(high / step); i++) {
      addPercent(ticks, size.multiply(BigDecimal.valueOf(i)), size.scale());
    }
    return ticks;
  }

  private void addPercent(List<Tick> ticks, BigDecimal value, int digits) {
    double fraction = value.doubleValue() / 100;
    double position = scale.position(fraction);
    if (fraction > 0 && fraction < 1 && position >= -1e-9 && position <= 1 + 1e-9) {
      BigDecimal shown = percent ? value : value.movePointLeft(2);
      ticks.add(new Tick(position, label(shown, percent ? digits : digits + 2)));
    }
  }

  /** The inverse of a scale's transform by bisection: ticks need few digits. */
  private double untransformed(double placed) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (ChartScale.transform(scale.kind(), middle) < placed) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private boolean spaced(List<Tick> ticks, double least) {
    for (int i = 1; i < ticks.size(); i++) {
      if ((ticks.get(i).position() - ticks.get(i - 1).position()) * length < least) {
        return false;
      }
    }
    return true;
  }

  /** Round values at whatever places the scale gives them, for a short piece of any scale. */
  private List<Tick> even() {
    boolean log = scale.kind() == Chart.Scale.LOG;
    double unit = percent ? 100 : 1;
    double low = (log ? StrictMath.pow(10, scale.low()) : untransformed(scale.low())) * unit;
    double high = (log ? StrictMath.pow(10, scale.high()) : untransformed(scale.high())) * unit;
    int exponent = (int) Math.floor(StrictMath.log10((high - low) * labelSpace / length));
    List<Tick> ticks = new ArrayList<>();
    for (int factor : new int[] {1, 2, 5, 10, 20, 50}) {
      BigDecimal step = BigDecimal.valueOf(factor).scaleByPowerOfTen(exponent);
      double size = step.doubleValue();
      ticks.clear();
      long first = (long) Math.ceil(low / size - 1e-9);
      for (long i = first; i * size <= high && ticks.size() < 60; i++) {
        BigDecimal value = step.multiply(BigDecimal.valueOf(i));
        ticks.add(new Tick(scale.position(value.doubleValue() / unit), label(value, step.scale())));
      }
      if (spaced(ticks, labelSpace)) {
        break;
      }
    }
    return ticks;
  }

  private String label(BigDecimal value, int digits) {
    double size = Math.abs(value.doubleValue());
    if (size >= 1e7 || (size > 0 && size < 1e-5)) {
      BigDecimal bare = value.stripTrailingZeros();
      int exponent = bare.precision() - bare.scale() - 1;
      return bare.movePointLeft(exponent).toPlainString() + "·10" + superscript(exponent) + sign();
    }
    String text = value.setScale(Math.max(0, digits), RoundingMode.HALF_EVEN).toPlainString();
    int point = text.indexOf('.');
    StringBuilder grouped = new StringBuilder(text);
    for (int i = (point < 0 ? text.length() : point) - 3; size >= 1e4 && i > 0; i -= 3) {
      if (Character.isDigit(text.charAt(i - 1))) {
        grouped.insert(i, THIN_SPACE);
      }
    }
    return grouped.toString().replace('-', '−') + sign();
  }

  private String sign() {
    return percent ? THIN_SPACE + "%" : "";
  }

  private String powerLabel(int digit, int exponent, boolean plain) {
    int shown = percent ? exponent + 2 : exponent;
    if (plain || (shown >= 0 && shown <= 3)) {
      BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(shown);
      return label(value, Math.max(0, -shown));
    }
    return (digit == 1 ? "10" : digit + "·10") + superscript(shown) + sign();
  }

  private static double power(int exponent) {
    return BigDecimal.ONE.scaleByPowerOfTen(exponent).doubleValue();
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder();
    for (char c : Integer.toString(exponent).toCharArray()) {
      text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
    }
    return text.toString();
  }
}
