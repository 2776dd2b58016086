// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.io.Sha256;
import io.github.bulwarkml.core.random.Seed;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What came of a plan: examples, labels and the manifest that says how they were chosen. Immutable.
 *
 * @param seed the seed of the plan
 * @param inputSize the number of examples before
 * @param inputClasses the number of classes before
 * @param steps what each step did
 * @param index the examples chosen and their labels
 * @since 0.1.0
 */
public record InterventionResult(
    Seed seed, int inputSize, int inputClasses, List<Step> steps, LabelledIndex index) {

  /**
   * Checks the parts.
   *
   * @param seed the seed of the plan
   * @param inputSize the number of examples before, at least 1
   * @param inputClasses the number of classes before, at least 1
   * @param steps what each step did
   * @param index the examples chosen and their labels
   * @throws IllegalArgumentException if a number is out of range
   */
  public InterventionResult {
    Objects.requireNonNull(seed, "seed");
    Require.atLeast(inputSize, 1, "inputSize");
    Require.atLeast(inputClasses, 1, "inputClasses");
    steps = List.copyOf(steps);
    Objects.requireNonNull(index, "index");
  }

  /**
   * One step in the manifest.
   *
   * @param operation the name of the operation
   * @param parameters its parameters
   * @param size the number of examples after it
   * @param classes the number of classes after it
   * @param details what else there is to tell, such as classes merged
   * @param warnings what a reader should know
   */
  public record Step(
      String operation,
      Map<String, Object> parameters,
      int size,
      int classes,
      Map<String, Object> details,
      List<String> warnings) {
    /**
     * Checks the parts.
     *
     * @param operation the name of the operation
     * @param parameters its parameters
     * @param size the number of examples after it, at least 0
     * @param classes the number of classes after it, at least 1
     * @param details what else there is to tell
     * @param warnings what a reader should know
     * @throws IllegalArgumentException if a number is out of range
     */
    public Step {
      Objects.requireNonNull(operation, "operation");
      Objects.requireNonNull(parameters, "parameters");
      Require.atLeast(size, 0, "size");
      Require.atLeast(classes, 1, "classes");
      Objects.requireNonNull(details, "details");
      warnings = List.copyOf(warnings);
    }
  }

  /** {@return the warnings of all steps} */
  public List<String> warnings() {
    return steps.stream().flatMap(step -> step.warnings().stream()).toList();
  }

  /**
   * {@return the SHA-256 of the outcome: for each position the number of the example and its label,
   * both as 32-bit integers, big-endian}
   */
  public String sha256() {
    int size = index.size();
    Require.fitsHeap(8L * size, Byte.BYTES, "eight times the number of examples");
    ByteBuffer bytes = ByteBuffer.allocate(8 * size);
    for (int i = 0; i < size; i++) {
      bytes.putInt(index.example(i)).putInt(index.label(i));
    }
    return Sha256.of(bytes.array());
  }

  /**
   * {@return the chosen images with their new labels}
   *
   * @param source the set the index was made of
   * @throws IllegalArgumentException if the set has another size
   */
  public ImageSet images(ImageSet source) {
    Require.sameLength(source.size(), inputSize, "source", "the input of the plan");
    return source.select(index.examples()).withLabels(index.labels(), index.classes());
  }

  /**
   * {@return the manifest as JSON: seed, input, steps with parameters and warnings, counts per
   * class, relabelling map (null if labels do not follow from classes) and hash}
   */
  public String toJson() {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .member("schema", "bulwark/intervention/1")
            .member("seed", seed.value())
            .member("inputSize", inputSize)
            .member("inputClasses", inputClasses)
            .name("steps")
            .beginArray();
    for (Step step : steps) {
      json.beginObject()
          .member("operation", step.operation())
          .member("parameters", step.parameters())
          .member("size", step.size())
          .member("classes", step.classes())
          .member("details", step.details())
          .member("warnings", step.warnings())
          .endObject();
    }
    return json.endArray()
        .member("size", index.size())
        .member("classes", index.classes())
        .member("countsPerClass", index.labelCounts())
        .member("relabelling", index.relabelling())
        .member("sha256", sha256())
        .endObject()
        .toString();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(inputSize).append(" examples of ").append(inputClasses).append(" classes");
    for (Step step : steps) {
      text.append("\n  ")
          .append(step.operation())
          .append(step.parameters())
          .append(": ")
          .append(step.size())
          .append(" examples of ")
          .append(step.classes())
          .append(" classes");
      step.warnings().forEach(warning -> text.append("\n    warning: ").append(warning));
    }
    return text.append("\n  sha256 ").append(sha256(), 0, 12).toString();
  }
}
