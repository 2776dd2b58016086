// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @TempDir Path folder;

  @Test
  void readsATreeThatKnowsItsPlaces() throws IOException {
    JsonValue json =
        Json.parse(
            "t.json",
            "{\n  \"users\": [\"a\", \"\\u00e9\"],\n  \"n\": [3, -1.5e3, 9007199254740993],\n"
                + "  \"flag\": true, \"none\": null,\n  \"nan\": \"NaN\", \"inf\": \"-Infinity\"}");
    assertThat(json.kind()).isEqualTo(JsonKind.OBJECT);
    assertThat(json.members().keySet()).containsExactly("users", "n", "flag", "none", "nan", "inf");
    assertThat(json.get("users").elements().get(1).string()).isEqualTo("é");
    List<JsonValue> numbers = json.get("n").elements();
    assertThat(numbers.get(0).number()).isEqualTo(3);
    assertThat(numbers.get(1).number()).isEqualTo(-1500);
    assertThat(numbers.get(2).integer()).isEqualTo(9007199254740993L);
    assertThat(numbers.get(1).isInteger()).isFalse();
    assertThat(json.get("flag").bool()).isTrue();
    assertThat(json.get("none").isNull()).isTrue();
    assertThat(json.find("none")).isEmpty();
    assertThat(json.find("flag")).isPresent();
    assertThat(json.get("nan").number()).isNaN();
    assertThat(json.get("inf").number()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> numbers.get(1).integer())
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "t.json: line 3, column 12 ($.n[1]): the number must be whole and fit into 64 bits,"
                + " but was -1.5e3");
    assertThatThrownBy(() -> json.get("user"))
        .hasMessageStartingWith("t.json: line 1, column 2: no 'user' (present: 'users', 'n', ");
    assertThatThrownBy(() -> json.get("users").string())
        .hasMessageEndingWith("($.users): the value must be of kind STRING, but was ARRAY");
    assertThatThrownBy(() -> json.get("users").elements().get(0).number())
        .hasMessageEndingWith("the value must be of kind NUMBER, but was 'a'");
    assertThat(json.get("n")).hasToString("[3, -1.5e3, 9007199254740993]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "[1,,2]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1}x",
        "{\"a\":1}{}",
        "[1] 2",
        "NaN",
        "[NaN]",
        "[Infinity]",
        "[01]",
        "[1.]",
        "[.5]",
        "[+1]",
        "[0x1]",
        "TRUE",
        "nul",
        "[1] // no",
        "/* no */ []",
        "# no\n[]",
        ")]}'\n[]",
        "\"a\nb\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"open",
        "{\"a\":1,\"a\":2}",
        "[1;2]",
        "{\"a\"=1}"
      })
  void refusesWhatIsNotStrict(String text) {
    assertThatThrownBy(() -> Json.parse("t.json", text))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("t.json: line ")
        .hasMessageNotContaining("http")
        .hasMessageNotContaining("setStrictness");
  }

  @Test
  void refusesDeepNestingAndHugeNumbers() {
    assertThatThrownBy(() -> Json.parse("t.json", "[".repeat(100_000)))
        .isInstanceOf(MalformedFileException.class);
    assertThatThrownBy(() -> Json.parse("t.json", "[1e999]").elements().get(0).number())
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("range of a double, but was 1e999");
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    Path file = folder.resolve("latin.json");
    Files.write(file, new byte[] {'[', '"', (byte) 0xE9, '"', ']'});
    assertThatThrownBy(() -> Json.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("the text is not UTF-8");
    assertThatThrownBy(() -> Json.read(folder.resolve("none.json")))
        .isInstanceOf(java.nio.file.NoSuchFileException.class);
  }

  /** The shape of LEAF's files, read without keeping them. */
  @Test
  void streamsALeafFile() throws IOException {
    Path file = folder.resolve("leaf.json");
    Files.writeString(
        file,
        "{\"users\": [\"u1\", \"u0\"], \"num_samples\": [1, 2],\n\"user_data\": {\"u1\": {\"x\":"
            + " [[0, 0.5]], \"y\": [7]}, \"u0\": {\"x\": [[1, 0], [1, 1]], \"y\": [3, 4]}},"
            + " \"hierarchies\": [null, {\"deep\": [true]}]}");
    List<String> seen = new ArrayList<>();
    double sum = 0;
    try (JsonInput json = Json.open(file)) {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.name()) {
          case "users" -> {
            json.beginArray();
            while (json.hasNext()) {
              seen.add(json.string());
            }
            json.endArray();
          }
          case "user_data" -> {
            json.beginObject();
            while (json.hasNext()) {
              seen.add(json.name());
              json.beginObject();
              assertThat(json.name()).isEqualTo("x");
              json.beginArray();
              while (json.hasNext()) {
                for (double value : json.numbers()) {
                  sum += value;
                }
              }
              json.endArray();
              assertThat(json.name()).isEqualTo("y");
              json.beginArray();
              while (json.hasNext()) {
                sum += json.integer();
              }
              json.endArray();
              json.endObject();
            }
            json.endObject();
          }
          default -> json.skip();
        }
      }
      json.endObject();
      json.end();
    }
    assertThat(seen).containsExactly("u1", "u0", "u1", "u0");
    assertThat(sum).isEqualTo(17.5);
  }

  @Test
  void reportsWhatWasAskedForInAStream() throws IOException {
    Path file = folder.resolve("s.json");
    Files.writeString(file, "[\n 1,\n \"a\", true, null, {\"k\": 1.5}]");
    try (JsonInput json = Json.open(file)) {
      json.beginArray();
      assertThatThrownBy(json::string)
          .hasMessageStartingWith("s.json: line 2, column ")
          .hasMessageEndingWith(" ($[0]): the value must be of kind STRING, but was NUMBER");
      assertThat(json.number()).isEqualTo(1);
      assertThatThrownBy(json::number).isInstanceOf(MalformedFileException.class);
      assertThatThrownBy(json::endArray).isInstanceOf(MalformedFileException.class);
      assertThatThrownBy(json::name).isInstanceOf(MalformedFileException.class);
      assertThat(json.string()).isEqualTo("a");
      assertThatThrownBy(json::beginObject).isInstanceOf(MalformedFileException.class);
      assertThat(json.bool()).isTrue();
      assertThatThrownBy(json::bool).isInstanceOf(MalformedFileException.class);
      json.nothing();
      json.beginObject();
      json.name();
      assertThatThrownBy(json::beginArray).isInstanceOf(MalformedFileException.class);
      assertThatThrownBy(json::endObject).isInstanceOf(MalformedFileException.class);
      assertThat(json.number()).isEqualTo(1.5);
      json.endObject();
      assertThatThrownBy(json::peek).isInstanceOf(MalformedFileException.class);
      assertThatThrownBy(json::skip).isInstanceOf(MalformedFileException.class);
      json.endArray();
      json.end();
    }
  }
}
