// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.Npz;
import io.github.bulwarkml.core.io.NpzFile;
import io.github.bulwarkml.core.nn.DifferentiableModel;
import io.github.bulwarkml.core.tensor.ParameterVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A model's parameters and state in one {@code .npz} file.
 *
 * <pre>{@code
 * ModelFile.save(model, Path.of("model.npz"));
 * ModelFile.load(Path.of("model.npz"), sameArchitecture);
 * }</pre>
 *
 * <p>Each segment is an array of its shape, {@code parameters/<name>} or {@code state/<name>}, in
 * single precision: NumPy reads it as {@code numpy.load("model.npz")["parameters/<name>"]}. The
 * array {@code model} holds a JSON text, as bytes, that describes the architecture. Equal models
 * give equal files.
 *
 * @since 0.1.0
 */
public final class ModelFile {
  static final String PARAMETERS = "parameters/";
  static final String STATE = "state/";
  private static final String DESCRIPTION = "model";
  private static final String SCHEMA = "bulwark-model/1";

  private ModelFile() {}

  /**
   * Writes parameters and state.
   *
   * @param model any model
   * @param file the final name; missing parent folders are made
   * @throws IOException if writing fails; a file of that name is then left as it was
   */
  public static void save(DifferentiableModel model, Path file) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .member("schema", SCHEMA)
            .member("architecture", Architecture.describe(model))
            .endObject();
    NamedArrays.putJson(arrays, DESCRIPTION, json.toString());
    NamedArrays.put(arrays, PARAMETERS, model.parameters());
    NamedArrays.put(arrays, STATE, model.state());
    Npz.write(file, arrays);
  }

  /**
   * Sets a model's parameters and state to those of a file that {@link #save} wrote, or of a {@link
   * Checkpoint}.
   *
   * @param file an existing file
   * @param model a model of the file's architecture; left as it was if the file is refused
   * @throws MalformedFileException if the file breaks the format
   * @throws IllegalArgumentException if the architecture differs; the message names the first
   *     segment that does, with both shapes
   * @throws IOException if the file cannot be read
   */
  public static void load(Path file, DifferentiableModel model) throws IOException {
    Objects.requireNonNull(model, "model");
    try (NpzFile npz = Npz.open(file)) {
      if (npz.names().contains(DESCRIPTION)) {
        NamedArrays.json(npz, DESCRIPTION, SCHEMA);
      } else if (!npz.names().contains(Checkpoint.DESCRIPTION)) {
        throw new MalformedFileException(
            npz.name(), "must hold a model or a checkpoint, but holds " + npz.names());
      }
      ParameterVector parameters = NamedArrays.vector(npz, PARAMETERS);
      ParameterVector state = NamedArrays.vector(npz, STATE);
      Architecture.requireSame(npz.name(), "parameters", parameters, model.parameters());
      Architecture.requireSame(npz.name(), "state", state, model.state());
      model.setParameters(parameters);
      model.setState(state);
    }
  }
}
