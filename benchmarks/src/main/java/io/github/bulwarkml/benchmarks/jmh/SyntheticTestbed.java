// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.robustness.Transform;
import io.github.bulwarkml.robustness.table.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tables of the size and shape of imagenet-testbed's, for machines without the real ones. */
final class SyntheticTestbed {
  private static final int MODELS = 338;
  private static final int SETTINGS = 213;
  private static final int STANDARD = 85;

  private SyntheticTestbed() {}

  /** Writes {@code robustness_top1s.csv} and {@code model_types.csv}. */
  static void write(Path folder) throws IOException {
    Set<String> named = new LinkedHashSet<>();
    for (Testbed.Shift shift : Testbed.naturalShifts()) {
      named.add(shift.id());
      named.add(shift.ood());
    }
    List<String> settings = new ArrayList<>(named);
    for (int i = settings.size(); i < SETTINGS; i++) {
      settings.add("setting-" + i);
    }
    StringBuilder table = new StringBuilder("model,").append(String.join(",", settings));
    StringBuilder types = new StringBuilder("model,type,nat_type\n");
    SplitMix64 random = new SplitMix64(20200701);
    for (int m = 0; m < MODELS; m++) {
      boolean standard = m < STANDARD;
      String type = standard ? "STANDARD" : m % 2 == 0 ? "MORE_DATA" : "ROBUST_INTV";
      types.append("model-").append(m).append(',').append(type).append(',').append(type);
      types.append('\n');
      table.append("\nmodel-").append(m);
      double skill = 0.25 + 1.4 * random.nextDouble() + (standard ? 0 : 0.1);
      for (int s = 0; s < SETTINGS; s++) {
        // From the eighth shift's columns on most cells are missing, as in the real table.
        boolean present = s < named.size() || random.nextDouble() < 0.6;
        double z = skill * (0.6 + 0.002 * s) - 0.01 * s + 0.05 * random.nextDouble();
        table.append(',');
        if (present) {
          table.append(100 * Transform.LOGIT.inverse(settings.get(s).equals("val") ? skill : z));
        }
      }
    }
    Files.write(
        folder.resolve("robustness_top1s.csv"), table.append('\n').toString().getBytes(UTF_8));
    Files.write(folder.resolve("model_types.csv"), types.toString().getBytes(UTF_8));
  }
}
