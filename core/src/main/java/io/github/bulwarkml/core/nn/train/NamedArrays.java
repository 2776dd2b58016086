// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.nn.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.Json;
import io.github.bulwarkml.core.io.JsonValue;
import io.github.bulwarkml.core.io.NpyArray;
import io.github.bulwarkml.core.io.NpyHeader;
import io.github.bulwarkml.core.io.NpyScalar;
import io.github.bulwarkml.core.io.NpzFile;
import io.github.bulwarkml.core.tensor.ParameterVector;
import io.github.bulwarkml.core.tensor.ParameterVector.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Vectors, numbers and JSON as arrays of an {@code .npz} archive, by a prefix of their names. */
final class NamedArrays {
  private NamedArrays() {}

  /** Adds each segment as an array of its shape. */
  static void put(Map<String, NpyArray> arrays, String prefix, ParameterVector vector) {
    for (Segment segment : vector.segments()) {
      long[] shape = segment.shape().stream().mapToLong(Integer::longValue).toArray();
      float[] values = vector.array();
      arrays.put(
          prefix + segment.name(),
          NpyArray.build(
              NpyHeader.of(NpyScalar.F4, shape),
              out -> {
                for (int i = 0; i < segment.length(); i++) {
                  out.putDouble(values[segment.offset() + i]);
                }
              }));
    }
  }

  /** Adds a JSON document as the bytes of its text. */
  static void putJson(Map<String, NpyArray> arrays, String name, String json) {
    byte[] bytes = json.getBytes(UTF_8);
    int[] values = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] & 0xff;
    }
    arrays.put(name, NpyArray.of(NpyScalar.U1, values));
  }

  /** {@return the vector whose segments are the arrays under a prefix, in the archive's order} */
  static ParameterVector vector(NpzFile npz, String prefix) throws IOException {
    ParameterVector.Builder builder = ParameterVector.builder();
    List<NpyArray> arrays = new ArrayList<>();
    for (String name : npz.names()) {
      if (name.startsWith(prefix)) {
        NpyArray array = npz.read(name).requireType(NpyScalar.F4);
        try {
          int[] shape = array.header().shape().stream().mapToInt(Math::toIntExact).toArray();
          builder.segment(name.substring(prefix.length()), shape);
        } catch (ArithmeticException | IllegalArgumentException e) {
          MalformedFileException malformed =
              new MalformedFileException(
                  npz.name(), name + " is too large: " + array.header().shape());
          malformed.initCause(e);
          throw malformed;
        }
        arrays.add(array);
      }
    }
    ParameterVector vector = builder.build();
    int offset = 0;
    for (NpyArray array : arrays) {
      int count = Math.toIntExact(array.count());
      array.copyTo(0, vector.array(), offset, count);
      offset += count;
    }
    return vector;
  }

  /** {@return the JSON document of a schema} */
  static JsonValue json(NpzFile npz, String name, String schema) throws IOException {
    NpyArray array = npz.read(name).requireType(NpyScalar.U1).requireShape(-1);
    String label = npz.name() + "(" + name + ")";
    JsonValue document = Json.parse(label, new String(array.toBytes(), UTF_8));
    String given = document.get("schema").string();
    if (!given.equals(schema)) {
      throw new MalformedFileException(
          label, "schema must be '" + schema + "', but was '" + given + "'");
    }
    return document;
  }
}
