// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness;

import io.github.bulwarkml.core.testing.RealData;
import io.github.bulwarkml.robustness.table.AccuracyTable;
import io.github.bulwarkml.robustness.table.ModelTypes;
import io.github.bulwarkml.robustness.table.PublishedTables;
import io.github.bulwarkml.robustness.table.TablePairing;
import io.github.bulwarkml.robustness.table.Testbed;
import java.io.IOException;
import java.util.List;

/** The published tables as the tests need them. */
final class RealTables {
  static final String V2 = "imagenetv2-matched-frequency-format-val";

  private RealTables() {}

  static AccuracyTable testbed() throws IOException {
    return PublishedTables.testbed(
        RealData.require("robustness/imagenet-testbed/robustness_top1s.csv"));
  }

  static ModelTypes types() throws IOException {
    return ModelTypes.read(
        RealData.require("robustness/imagenet-testbed/model_types.csv"), "model");
  }

  static List<Candidate> testbed(String id, String ood) throws IOException {
    return TablePairing.of(testbed(), id, ood)
        .withTypes(types(), "type")
        .withExamples(Testbed.examples(id).orElseThrow(), Testbed.examples(ood).orElseThrow())
        .read()
        .candidates();
  }

  static List<AccuracyPair> chosen(List<Candidate> candidates, BaselineRule rule) {
    return candidates.stream()
        .filter(candidate -> rule.objection(candidate).isEmpty())
        .map(Candidate::pair)
        .toList();
  }

  static List<AccuracyPair> standard(String id, String ood) throws IOException {
    return chosen(testbed(id, ood), Testbed.standardModels());
  }

  static AccuracyPair pair(List<Candidate> candidates, String model) {
    return candidates.stream()
        .map(Candidate::pair)
        .filter(pair -> pair.model().equals(model))
        .findFirst()
        .orElseThrow();
  }
}
