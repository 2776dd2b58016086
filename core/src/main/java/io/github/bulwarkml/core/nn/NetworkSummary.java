// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn;

import io.github.bulwarkml.core.nn.layer.LayerSpec;
import io.github.bulwarkml.core.nn.layer.ParameterSpec;
import io.github.bulwarkml.core.nn.layer.Sequence;
import io.github.bulwarkml.core.tensor.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A network as a table. */
final class NetworkSummary {
  private NetworkSummary() {}

  static String of(Network network) {
    int[] input = network.inputDimensions();
    Sequence layers = network.layers();
    List<int[]> shapes = layers.shapes(input);
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"", "layer", "output", "parameters"});
    rows.add(new String[] {"", "input", Arrays.toString(input), ""});
    for (int i = 0; i < layers.layers().size(); i++) {
      LayerSpec layer = layers.layers().get(i);
      long count = layer.parameters(shapes.get(i)).stream().mapToLong(NetworkSummary::length).sum();
      rows.add(
          new String[] {
            Integer.toString(i),
            layer.description(),
            Arrays.toString(shapes.get(i + 1)),
            count == 0 ? "" : grouped(count)
          });
    }
    rows.add(new String[] {"", "total", "", grouped(network.parameterCount())});
    return aligned(rows);
  }

  private static long length(ParameterSpec parameter) {
    return Shapes.length(parameter.dimensions());
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String aligned(List<String[]> rows) {
    int[] widths = new int[4];
    for (String[] row : rows) {
      for (int c = 0; c < 4; c++) {
        widths[c] = Math.max(widths[c], row[c].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      line.append(" ".repeat(widths[0] - row[0].length())).append(row[0]).append("  ");
      line.append(row[1]).append(" ".repeat(widths[1] - row[1].length())).append("  ");
      line.append(row[2]).append(" ".repeat(widths[2] - row[2].length())).append("  ");
      line.append(" ".repeat(widths[3] - row[3].length())).append(row[3]);
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
