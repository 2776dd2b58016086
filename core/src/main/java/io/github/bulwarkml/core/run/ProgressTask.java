// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** One task of a {@link ConsoleProgress} and the texts that show it. Not thread-safe. */
final class ProgressTask {
  private static final int BAR = 20;

  private final String name;
  private final long total;
  private final long startNanos;
  private final Map<String, String> notes = new LinkedHashMap<>();
  private long done;

  ProgressTask(String name, long total, long startNanos) {
    this.name = name;
    this.total = total;
    this.startNanos = startNanos;
  }

  String name() {
    return name;
  }

  long startNanos() {
    return startNanos;
  }

  void advance(long steps) {
    done = done > Long.MAX_VALUE - steps ? Long.MAX_VALUE : done + steps;
  }

  void note(String key, String value) {
    notes.put(
        oneLine(Objects.requireNonNull(key, "key")),
        oneLine(Objects.requireNonNull(value, "value")));
  }

  /** {@return the line that is redrawn} */
  String bar(long now) {
    StringBuilder text = new StringBuilder(name);
    if (total > 0) {
      int filled = (int) (BAR * fraction());
      text.append(String.format(Locale.ROOT, "  %d %% [", percent()))
          .append("#".repeat(filled))
          .append("-".repeat(BAR - filled))
          .append("] ")
          .append(count());
    } else {
      text.append("  ").append(count());
    }
    return append(text, now, "  ").toString();
  }

  /** {@return the line for logs} */
  String line(long now) {
    StringBuilder text = new StringBuilder(name).append(": ").append(count());
    if (total > 0) {
      text.append(" (").append(percent()).append(" %)");
    }
    return append(text, now, ", ").toString();
  }

  /** {@return the line for a finished task} */
  String summary(long now) {
    StringBuilder text = new StringBuilder(name).append(": done");
    if (done > 0) {
      text.append(", ").append(grouped(done));
    }
    double seconds = seconds(now);
    text.append(" in ").append(clock(seconds));
    if (done > 0 && seconds > 0) {
      text.append(", ").append(rate(done / seconds));
    }
    notes.forEach((key, value) -> text.append(", ").append(key).append(' ').append(value));
    return text.toString();
  }

  private StringBuilder append(StringBuilder text, long now, String separator) {
    double seconds = seconds(now);
    if (done > 0 && seconds > 0) {
      text.append(separator).append(rate(done / seconds));
      if (total > done) {
        double left = (total - done) * (seconds / done);
        text.append(separator).append("ETA ").append(clock(left));
      }
    }
    notes.forEach((key, value) -> text.append(separator).append(key).append(' ').append(value));
    return text;
  }

  /** {@return done and, if known, total} */
  String count() {
    return total > 0 ? grouped(done) + "/" + grouped(total) : grouped(done);
  }

  private double fraction() {
    return Math.min(1, (double) done / total);
  }

  /** {@return whole percent; 100 only when all is done} */
  private int percent() {
    return (int) (100 * fraction());
  }

  private double seconds(long now) {
    return Math.max(0, now - startNanos) / 1e9;
  }

  private static String rate(double perSecond) {
    double value = perSecond;
    String unit = "/s";
    if (value < 1) {
      value *= 60;
      unit = "/min";
    }
    if (value < 1) {
      value *= 60;
      unit = "/h";
    }
    return (value < 100 ? String.format(Locale.ROOT, "%.1f", value) : grouped(Math.round(value)))
        + unit;
  }

  /** {@return m:ss or h:mm:ss} */
  private static String clock(double seconds) {
    if (seconds >= 100 * 3600) {
      return "over 99 h";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  private static String grouped(long value) {
    StringBuilder text = new StringBuilder(Long.toString(value));
    for (int i = text.length() - 3; i > 0; i -= 3) {
      text.insert(i, ' ');
    }
    return text.toString();
  }

  /** {@return the text without line ends and other control characters} */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text);
    for (int i = 0; i < line.length(); i++) {
      if (Character.isISOControl(line.charAt(i))) {
        line.setCharAt(i, ' ');
      }
    }
    return line.toString();
  }
}
