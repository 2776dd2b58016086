// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.robustness.metrics.Labels;
import io.github.bulwarkml.robustness.metrics.MacroAverage;
import io.github.bulwarkml.robustness.metrics.WildsPredictionFile;
import io.github.bulwarkml.robustness.metrics.WildsReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Evaluates a folder of WILDS prediction files against the labels of its splits. */
final class WildsFolder {
  private WildsFolder() {}

  static WildsReport evaluate(
      Path folder,
      List<String> labels,
      int classes,
      MacroAverage average,
      Provenance.Recorder recorder)
      throws IOException {
    Map<String, LabelInput> inputs = inputs(labels);
    List<WildsPredictionFile> all = WildsPredictionFile.list(folder);
    List<WildsPredictionFile> files =
        all.stream().filter(file -> inputs.containsKey(file.split())).toList();
    Set<String> datasets = new LinkedHashSet<>();
    Set<String> splits = new LinkedHashSet<>();
    all.forEach(file -> splits.add(file.split()));
    files.forEach(file -> datasets.add(file.dataset()));
    for (String split : inputs.keySet()) {
      if (!splits.contains(split)) {
        throw new MalformedFileException(
            folder.toString(),
            "holds no prediction file <dataset>_split:"
                + split
                + "_seed:<seed>*.csv (splits present: "
                + String.join(", ", splits)
                + ")");
      }
    }
    if (datasets.size() != 1) {
      throw new MalformedFileException(
          folder.toString(), "must hold predictions of one data set, but holds " + datasets);
    }
    Map<String, int[]> truth = new LinkedHashMap<>();
    for (Map.Entry<String, LabelInput> input : inputs.entrySet()) {
      LabelInput file = input.getValue();
      truth.put(input.getKey(), classes == 0 ? file.read() : file.read(classes));
      recorder.input(file.file());
    }
    return report(files, truth, classes, average, recorder);
  }

  private static WildsReport report(
      List<WildsPredictionFile> files,
      Map<String, int[]> truth,
      int classes,
      MacroAverage average,
      Provenance.Recorder recorder)
      throws IOException {
    List<int[]> predictions = new ArrayList<>();
    List<int[]> everything = new ArrayList<>(truth.values());
    for (WildsPredictionFile file : files) {
      int[] predicted = file.read(classes == 0 ? Labels.MAXIMUM_CLASSES : classes);
      int expected = labelsOf(truth, file.split()).length;
      if (predicted.length != expected) {
        throw new MalformedFileException(
            String.valueOf(file.path().getFileName()),
            "must hold "
                + expected
                + " predictions as the labels of split "
                + file.split()
                + ", but holds "
                + predicted.length);
      }
      recorder.input(file.path());
      predictions.add(predicted);
      everything.add(predicted);
    }
    int count = classes == 0 ? Labels.classCount(everything.toArray(new int[0][])) : classes;
    WildsReport.Builder builder = WildsReport.builder(files.get(0).dataset(), count, average);
    for (int i = 0; i < files.size(); i++) {
      WildsPredictionFile file = files.get(i);
      builder.add(file.split(), file.seed(), labelsOf(truth, file.split()), predictions.get(i));
    }
    return builder.build(recorder);
  }

  private static int[] labelsOf(Map<String, int[]> truth, String split) {
    int[] labels = truth.get(split);
    if (labels == null) {
      throw new IllegalStateException("no labels of split " + split);
    }
    return labels;
  }

  private static Map<String, LabelInput> inputs(List<String> labels) {
    Map<String, LabelInput> inputs = new LinkedHashMap<>();
    for (String value : labels) {
      int equals = value.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "--labels must be SPLIT=FILE together with --wilds, but was " + value);
      }
      String split = value.substring(0, equals);
      if (inputs.put(split, LabelInput.of(value.substring(equals + 1))) != null) {
        throw new IllegalArgumentException("--labels names split " + split + " twice");
      }
    }
    return inputs;
  }
}
