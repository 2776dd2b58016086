// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.JsonValue;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.NpyScalar;
import io.github.bulwarkml.core.io.Npz;
import io.github.bulwarkml.core.io.NpzFile;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Training that stands still: a model's parameters and state, its optimiser's memory, the step, the
 * settings that must not change, and series of numbers.
 *
 * <pre>{@code
 * Checkpoint.find(file).ifPresent(builder::resume);      // the trainer's own
 *
 * Checkpoint.builder(model, optimizer)                   // a loop of one's own
 *     .setting("seed", "42")
 *     .series("losses", losses)
 *     .build()
 *     .write(file);
 * }</pre>
 *
 * <p>The file is an {@code .npz} that NumPy reads: {@code parameters/<name>} and {@code
 * state/<name>} as in {@link ModelFile}, {@code optimizer/<name>} and {@code vectors/<name>} in
 * single and {@code series/<name>} in double precision, and a JSON text {@code checkpoint}, as
 * bytes, with the rest. It is written beside its final name and moved there when complete. Equal
 * checkpoints give equal files.
 *
 * <p>Immutable and safe to share.
 *
 * @since 0.1.0
 */
public final class Checkpoint {
  static final String DESCRIPTION = "checkpoint";
  private static final String SCHEMA = "bulwark-checkpoint/1";
  private static final String MEMORY = "optimizer/";
  private static final String VECTORS = "vectors/";
  private static final String SERIES = "series/";

  private final String name;
  private final String architecture;
  private final String optimizer;
  private final int step;
  private final Map<String, String> settings;
  private final ParameterVector parameters;
  private final ParameterVector state;
  private final ParameterVector memory;
  private final ParameterVector vectors;
  private final Map<String, double[]> series;

  private Checkpoint(
      String name,
      String architecture,
      String optimizer,
      int step,
      Map<String, String> settings,
      ParameterVector parameters,
      ParameterVector state,
      ParameterVector memory,
      ParameterVector vectors,
      Map<String, double[]> series) {
    this.name = name;
    this.architecture = architecture;
    this.optimizer = optimizer;
    this.step = step;
    this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    this.parameters = parameters;
    this.state = state;
    this.memory = memory;
    this.vectors = vectors;
    this.series = new LinkedHashMap<>(series);
  }

  /**
   * {@return a builder of a checkpoint of a model and its optimiser as they are now}
   *
   * @param model what is trained; copied
   * @param optimizer what trains it; its memory is copied, its count of steps is the checkpoint's
   */
  public static Builder builder(DifferentiableModel model, Optimizer optimizer) {
    return new Builder(model, optimizer);
  }

  /**
   * {@return the checkpoint of a file}
   *
   * @param file an existing file
   * @throws MalformedFileException if the file is no checkpoint or breaks the format
   * @throws IOException if the file cannot be read
   */
  public static Checkpoint read(Path file) throws IOException {
    try (NpzFile npz = Npz.open(file)) {
      JsonValue json = NamedArrays.json(npz, DESCRIPTION, SCHEMA);
      Map<String, String> settings = new LinkedHashMap<>();
      for (Map.Entry<String, JsonValue> setting : json.get("settings").members().entrySet()) {
        settings.put(setting.getKey(), setting.getValue().string());
      }
      long step = json.get("step").integer();
      if (step < 0 || step > Integer.MAX_VALUE) {
        throw json.problem("step must be in [0, 2147483647], but was " + step);
      }
      Map<String, double[]> series = new LinkedHashMap<>();
      for (String array : npz.names()) {
        if (array.startsWith(SERIES)) {
          double[] values = npz.read(array).requireType(NpyScalar.F8).requireShape(-1).toDoubles();
          series.put(array.substring(SERIES.length()), values);
        }
      }
      return new Checkpoint(
          npz.name(),
          json.get("architecture").string(),
          json.get("optimizer").string(),
          (int) step,
          settings,
          NamedArrays.vector(npz, ModelFile.PARAMETERS),
          NamedArrays.vector(npz, ModelFile.STATE),
          NamedArrays.vector(npz, MEMORY),
          NamedArrays.vector(npz, VECTORS),
          series);
    }
  }

  /**
   * {@return the checkpoint of a file, or nothing if there is no such file}
   *
   * @param file where a checkpoint may be
   * @throws MalformedFileException if the file is no checkpoint or breaks the format
   * @throws IOException if the file cannot be read
   */
  public static Optional<Checkpoint> find(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /**
   * Writes this checkpoint, replacing a file of that name only when it is complete.
   *
   * @param file the final name; missing parent folders are made
   * @throws IOException if writing fails; a file of that name is then left as it was
   */
  public void write(Path file) throws IOException {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .member("schema", SCHEMA)
            .member("architecture", architecture)
            .member("optimizer", optimizer)
            .member("step", step)
            .member("settings", settings)
            .endObject();
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    NamedArrays.putJson(arrays, DESCRIPTION, json.toString());
    NamedArrays.put(arrays, ModelFile.PARAMETERS, parameters);
    NamedArrays.put(arrays, ModelFile.STATE, state);
    NamedArrays.put(arrays, MEMORY, memory);
    NamedArrays.put(arrays, VECTORS, vectors);
    series.forEach((key, values) -> arrays.put(SERIES + key, NpyArray.of(NpyScalar.F8, values)));
    Npz.write(file, arrays);
  }

  /**
   * Takes a model and an optimiser to where this checkpoint stands.
   *
   * @param model a model of the same architecture
   * @param target an optimiser of the same settings
   * @throws IllegalArgumentException if the architecture differs (the message names the first
   *     segment that does, with both shapes) or the optimiser's settings do; nothing is changed
   *     then
   */
  public void restore(DifferentiableModel model, Optimizer target) {
    requireArchitecture(model);
    if (!optimizer.equals(target.settings().toString())) {
      throw new IllegalArgumentException(
          name + " must be of the optimiser " + target.settings() + ", but is of " + optimizer);
    }
    Map<String, ParameterVector> moments = new LinkedHashMap<>();
    for (ParameterVector.Segment segment : memory.segments()) {
      moments.put(segment.name(), ParameterVector.of(memory.toArray(segment.name())));
    }
    target.restore(step, moments);
    model.setParameters(parameters);
    model.setState(state);
  }

  void requireArchitecture(DifferentiableModel model) {
    Architecture.requireSame(name, "parameters", parameters, model.parameters());
    Architecture.requireSame(name, "state", state, model.state());
  }

  /**
   * Refuses a checkpoint of other settings.
   *
   * @param expected the settings of the training that wants to go on
   * @throws IllegalArgumentException if a setting differs or is missing; the message names the
   *     first
   */
  public void requireSettings(Map<String, String> expected) {
    expected.forEach(
        (key, value) -> {
          String own = settings.get(key);
          if (!value.equals(own)) {
            throw new IllegalArgumentException(
                name + " must be of a training with " + key + " " + value + ", but has " + own);
          }
        });
  }

  /** {@return the file's name, or {@code checkpoint} if it was never written} */
  public String name() {
    return name;
  }

  /** {@return the layout of the model, for people} */
  public String architecture() {
    return architecture;
  }

  /** {@return how many steps were made} */
  public int step() {
    return step;
  }

  /** {@return what must not change when training goes on, by name} */
  public Map<String, String> settings() {
    return settings;
  }

  /** {@return a copy of the parameters} */
  public ParameterVector parameters() {
    return parameters.copy();
  }

  /** {@return a copy of the model's state} */
  public ParameterVector state() {
    return state.copy();
  }

  /**
   * {@return a copy of a series of numbers}
   *
   * @param key its name
   * @throws IllegalArgumentException if there is none of that name
   */
  public double[] series(String key) {
    double[] values = series.get(Objects.requireNonNull(key, "key"));
    if (values == null) {
      throw new IllegalArgumentException(
          name + " must hold a series '" + key + "', but holds " + series.keySet());
    }
    return values.clone();
  }

  /**
   * {@return a copy of a further vector, or nothing if there is none of that name}
   *
   * @param key its name
   */
  public Optional<float[]> vector(String key) {
    boolean present = vectors.segments().stream().anyMatch(segment -> segment.name().equals(key));
    return present ? Optional.of(vectors.toArray(key)) : Optional.empty();
  }

  @Override
  public String toString() {
    return name + " after " + step + " steps, " + settings + "\n" + architecture;
  }

  /** Collects what goes with model and optimiser. Single use. */
  public static final class Builder {
    private final DifferentiableModel model;
    private final Optimizer optimizer;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, double[]> series = new LinkedHashMap<>();
    private final Map<String, float[]> vectors = new LinkedHashMap<>();

    private Builder(DifferentiableModel model, Optimizer optimizer) {
      this.model = Objects.requireNonNull(model, "model");
      this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    }

    /**
     * {@return this builder, with a setting that must not change}
     *
     * @param key its name, unique
     * @param value its value
     * @throws IllegalArgumentException if the name is taken
     */
    public Builder setting(String key, String value) {
      requireNew(settings.putIfAbsent(key, value), key);
      return this;
    }

    /**
     * {@return this builder, with a series of numbers}
     *
     * @param key its name, unique and printable
     * @param values any numbers; copied
     * @throws IllegalArgumentException if the name is taken
     */
    public Builder series(String key, double... values) {
      requireNew(series.putIfAbsent(key, values.clone()), key);
      return this;
    }

    /**
     * {@return this builder, with a further vector, such as an average of the parameters}
     *
     * @param key its name, unique and printable
     * @param values any numbers; copied
     * @throws IllegalArgumentException if the name is taken
     */
    public Builder vector(String key, float... values) {
      requireNew(vectors.putIfAbsent(key, values.clone()), key);
      return this;
    }

    private static void requireNew(@Nullable Object before, String key) {
      if (before != null) {
        throw new IllegalArgumentException("key must be new, but '" + key + "' was set before");
      }
    }

    /** {@return the checkpoint} */
    public Checkpoint build() {
      Map<String, float[]> moments = new LinkedHashMap<>();
      optimizer.state().forEach((key, vector) -> moments.put(key, vector.array()));
      return new Checkpoint(
          DESCRIPTION,
          Architecture.describe(model),
          optimizer.settings().toString(),
          optimizer.steps(),
          settings,
          model.parameters(),
          model.state(),
          joined(moments),
          joined(vectors),
          series);
    }

    private static ParameterVector joined(Map<String, float[]> parts) {
      ParameterVector.Builder builder = ParameterVector.builder();
      parts.forEach((key, values) -> builder.segment(key, values.length));
      ParameterVector whole = builder.build();
      parts.forEach((key, values) -> whole.view(key).put(values));
      return whole;
    }
  }
}
