// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void writesTheHouseForm() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", 1);
    map.put("a", List.of());
    String json =
        new JsonWriter()
            .beginObject()
            .member("schema", "bulwark/test/1")
            .member("numbers", new double[] {1, 0.1, Double.parseDouble("1e23"), -0.0, Double.NaN})
            .member("infinite", List.of(Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY))
            .member("map", map)
            .member("empty", Map.of())
            .member("none", null)
            .member("flag", true)
            .member("path", Path.of("a"))
            .name("list")
            .beginArray()
            .value("x")
            .beginObject()
            .endObject()
            .endArray()
            .endObject()
            .toString();
    assertThat(json)
        .isEqualTo(
            """
            {
              "schema": "bulwark/test/1",
              "numbers": [
                1.0,
                0.1,
                1.0E23,
                -0.0,
                "NaN"
              ],
              "infinite": [
                "Infinity",
                "-Infinity"
              ],
              "map": {
                "z": 1,
                "a": []
              },
              "empty": {},
              "none": null,
              "flag": true,
              "path": "a",
              "list": [
                "x",
                {}
              ]
            }
            """);
  }

  @Test
  void writesArraysOfEveryType() throws IOException {
    Object[] arrays = {
      new double[] {1},
      new float[] {1},
      new long[] {1},
      new int[] {1},
      new short[] {1},
      new byte[] {1},
      new boolean[] {true},
      new char[] {'1'},
      new Object[] {"1", null, new int[] {2}},
      Optional.of(1),
      Optional.empty()
    };
    JsonValue json = Json.parse("t", new JsonWriter().value(Arrays.asList(arrays)).toString());
    assertThat(json)
        .hasToString("[[1.0], [1.0], [1], [1], [1], [1], [true], [1], [1, null, [2]], 1, null]");
  }

  /** What is written comes back, and has a UTF-8 form whatever the text. */
  @Test
  void escapesWhatMustBeEscaped() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0x10000; c += c < 0x100 || c >= 0xD7FE && c < 0xE002 ? 1 : 97) {
      all.append((char) c).append('x');
    }
    all.appendCodePoint(0x1F600);
    String json = new JsonWriter().value(all).toString();
    assertThat(new String(json.getBytes(UTF_8), UTF_8)).isEqualTo(json);
    assertThat(Json.parse("t", json).string()).isEqualTo(all.toString());
    assertThat(new JsonWriter().value("\"\\\n\r\t\u0001\uD800/é\u007F").toString())
        .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0001\\ud800/é\u007F\"\n");
  }

  @Test
  void refusesMisuse() {
    assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().toString());
    assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().beginArray().toString());
    assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().value(1).value(2));
    assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().name("a"));
    assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().beginObject().value(1));
    assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().beginArray().name("a"));
    assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().beginArray().endObject());
    assertThatIllegalStateException().isThrownBy(() -> new JsonWriter().endArray());
    assertThatIllegalStateException()
        .isThrownBy(() -> new JsonWriter().beginObject().name("a").endObject());
    assertThatIllegalStateException()
        .isThrownBy(() -> new JsonWriter().beginObject().name("a").name("b"));
    assertThatIllegalStateException()
        .isThrownBy(() -> new JsonWriter().beginObject().member("a", 1).member("a", 2))
        .withMessage("the object has a member 'a' already");
  }
}
