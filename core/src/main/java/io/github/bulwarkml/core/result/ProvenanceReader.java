// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.JsonKind;
import io.github.bulwarkml.core.io.JsonValue;
import io.github.bulwarkml.core.random.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link Provenance#writeTo} writes. */
final class ProvenanceReader {
  private ProvenanceReader() {}

  static Provenance read(JsonValue document) throws MalformedFileException {
    JsonValue json =
        document.members().containsKey("provenance") ? document.get("provenance") : document;
    JsonValue seed = json.get("seed");
    Provenance provenance;
    try {
      provenance =
          new Provenance(
              json.get("task").string(),
              parameters(json.get("parameters")),
              seed.isNull() ? null : Seed.of(seed.integer()),
              inputs(json.get("inputs")),
              json.get("library").string(),
              json.get("java").string(),
              json.get("os").string(),
              json.get("arch").string(),
              json.get("cpu").string(),
              Math.toIntExact(json.get("threads").integer()),
              json.get("kernels").string(),
              json.get("noise").string(),
              json.get("started").string(),
              json.get("elapsedSeconds").number(),
              strings(json.get("parent")));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw json.problem(String.valueOf(e.getMessage()));
    }
    JsonValue fingerprint = json.get("fingerprint");
    if (!fingerprint.string().equals(provenance.fingerprint())) {
      throw fingerprint.problem(
          "the fingerprint must be "
              + provenance.fingerprint()
              + " for this provenance, but was "
              + fingerprint);
    }
    return provenance;
  }

  private static Map<String, Object> parameters(JsonValue json) throws MalformedFileException {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonValue> member : json.members().entrySet()) {
      parameters.put(member.getKey(), parameter(member.getValue()));
    }
    return parameters;
  }

  private static Object parameter(JsonValue json) throws MalformedFileException {
    if (json.kind() == JsonKind.ARRAY) {
      List<Object> elements = new ArrayList<>();
      for (JsonValue element : json.elements()) {
        elements.add(parameter(element));
      }
      return elements;
    }
    return switch (json.kind()) {
      case OBJECT -> parameters(json);
      case BOOLEAN -> json.bool();
      case NUMBER -> json.isInteger() ? (Object) json.integer() : json.number();
      case STRING -> json.string();
      default -> throw json.problem("a parameter must not be null");
    };
  }

  private static List<Provenance.Input> inputs(JsonValue json) throws MalformedFileException {
    List<Provenance.Input> inputs = new ArrayList<>();
    for (JsonValue input : json.elements()) {
      inputs.add(
          new Provenance.Input(
              input.get("name").string(),
              input.get("sha256").string(),
              input.get("bytes").integer()));
    }
    return inputs;
  }

  private static List<String> strings(JsonValue json) throws MalformedFileException {
    List<String> strings = new ArrayList<>();
    for (JsonValue string : json.elements()) {
      strings.add(string.string());
    }
    return strings;
  }
}
