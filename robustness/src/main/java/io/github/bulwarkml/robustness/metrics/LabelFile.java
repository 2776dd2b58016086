// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.core.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A text file with one class label per line and no header: the prediction files of WILDS, and the
 * matching true labels and groups.
 *
 * <p>A label is a decimal integer; spaces around it, CRLF line ends, a byte order mark and empty
 * lines at the end are accepted. {@code 12.0} is not a label.
 *
 * @since 0.1.0
 */
public final class LabelFile {
  private static final int SHOWN_CHARACTERS = 40;

  private LabelFile() {}

  /**
   * {@return the labels of a file in line order}
   *
   * @param file an existing file
   * @param classes K: each label must lie in [0, K); at most {@value Labels#MAXIMUM_CLASSES}
   * @throws MalformedFileException naming the first line that is not such a label
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if {@code classes} is out of range
   */
  public static int[] read(Path file, int classes) throws IOException {
    Labels.requireClasses(classes);
    String text = new String(Files.readAllBytes(file), UTF_8);
    String name = String.valueOf(file.getFileName());
    int position = text.startsWith("\uFEFF") ? 1 : 0;
    int end = text.length();
    while (end > position && text.charAt(end - 1) <= ' ') {
      end--;
    }
    int[] labels = new int[1024];
    int lines = 0;
    while (position < end) {
      int lineEnd = text.indexOf('\n', position);
      lineEnd = lineEnd < 0 || lineEnd > end ? end : lineEnd;
      if (lines == labels.length) {
        labels = Arrays.copyOf(labels, 2 * lines);
      }
      labels[lines] = label(text.substring(position, lineEnd).strip(), classes, name, lines + 1L);
      lines++;
      position = lineEnd + 1;
    }
    return Arrays.copyOf(labels, lines);
  }

  private static int label(String cell, int classes, String file, long line)
      throws MalformedFileException {
    long value = -1;
    if (!cell.isEmpty() && cell.length() <= 9) {
      value = 0;
      for (int i = 0; i < cell.length() && value >= 0; i++) {
        int digit = cell.charAt(i) - '0';
        value = digit < 0 || digit > 9 ? -1 : 10 * value + digit;
      }
    }
    if (value < 0 || value >= classes) {
      String shown =
          cell.length() > SHOWN_CHARACTERS ? cell.substring(0, SHOWN_CHARACTERS) + "…" : cell;
      throw MalformedFileException.atLine(
          file,
          line,
          "must be an integer class label in [0, " + classes + "), but was '" + shown + "'");
    }
    return (int) value;
  }
}
