// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.testing.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  private static CsvTable parse(String text) throws IOException {
    return CsvTable.parse("t.csv", text, CsvFormat.standard());
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(message);
  }

  @Test
  void readsMarksLineEndsQuotesAndAbsentCells(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.csv");
    Files.writeString(
        file,
        "\uFEFFmodel,val,note\r\n\"a, \"\"b\"\"\",1.5,\r\n\r\nc,,\"two\r\nlines\"\r\nd,-2e-3,é",
        UTF_8);
    CsvTable table = CsvTable.read(file);
    assertThat(table.name()).isEqualTo("a.csv");
    assertThat(table.columns()).containsExactly("model", "val", "note");
    assertThat(table.rowCount()).isEqualTo(3);
    assertThat(table.column("model").texts()).containsExactly("a, \"b\"", "c", "d");
    assertThat(table.column("val").numbers()).containsExactly(1.5, Double.NaN, -0.002);
    assertThat(table.column("val").number(1)).isEmpty();
    assertThat(table.column("val").isPresent(1)).isFalse();
    assertThat(table.column("note").text(0)).isEmpty();
    assertThat(table.column("note").text(1)).contains("two\r\nlines");
    assertThat(table.column("note").requireText(2)).isEqualTo("é");
    assertThat(table.line(0)).isEqualTo(2);
    assertThat(table.line(1)).isEqualTo(4);
    assertThat(table.line(2)).isEqualTo(6);
    assertThat(table).hasToString("a.csv: 3 rows of 3 columns");
  }

  @Test
  void refusesRaggedUnnamedRepeatedAndBroken(@TempDir Path folder) throws IOException {
    refused("a,b\n1,2\n3\n", "t.csv: line 3: a row must have 2 cells as the header has, but has 1");
    refused("a,b\n1,2,3\n", "t.csv: line 2: a row must have 2 cells as the header has, but has 3");
    refused("", "t.csv: must start with 1 header row, but has 0");
    refused("\n\n", "t.csv: must start with 1 header row, but has 0");
    refused("a,,b\n", "t.csv: line 1: column 2 of the header has no name");
    refused("a,b,a\n", "t.csv: line 1: columns 1 and 3 have the same name 'a'");
    assertThatThrownBy(() -> parse("a,b\n1,2\n\"open,3\n"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("t.csv: line 2: at or after this line: ");
    assertThatThrownBy(() -> parse("a,b\n\"1\"x,2\n"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("t.csv: line 1: at or after this line: ");
    Path file = folder.resolve("latin.csv");
    Files.write(file, new byte[] {'a', '\n', (byte) 0xE9, '\n'});
    assertThatThrownBy(() -> CsvTable.read(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("latin.csv: line 1: at or after this line: the text is not UTF-8");
    Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, '\n', 0});
    assertThatThrownBy(() -> CsvTable.read(file)).isInstanceOf(MalformedFileException.class);
    assertThatThrownBy(() -> CsvTable.read(folder.resolve("none.csv")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void unknownColumnListsThePresentOnesNearestFirst() throws IOException {
    CsvTable table = parse("model,imagenet-a,val\nx,1,2\n");
    assertThat(table.hasColumn("Val")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.column("Val"))
        .withMessage("t.csv: no column 'Val' (present: 'val', 'model', 'imagenet-a')");
    assertThatThrownBy(() -> table.requireColumn("Val"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("t.csv: no column 'Val' (present: 'val', 'model', 'imagenet-a')");
    StringBuilder wide = new StringBuilder("c0");
    for (int i = 1; i < 50; i++) {
      wide.append(",c").append(i);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(wide.toString()).column("c7x"))
        .withMessageContaining("(present: 'c7', ")
        .withMessageEndingWith(", ... 30 more)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1,5",
        "1.2.3",
        "NaN",
        "nan",
        "Infinity",
        "-inf",
        "1d",
        "1f",
        "0x10",
        "0x1p3",
        "1e",
        "e5",
        "+",
        "-",
        ".",
        "--1",
        "1 2",
        "1e999",
        "\uFF11",
        "\u0967",
        " "
      })
  void refusesWhatIsNoNumber(String cell) throws IOException {
    CsvTable table = parse("m,v\na,1\nb,\"" + cell + "\"\n");
    assertThatThrownBy(() -> table.column("v").numbers())
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("t.csv: line 3, column 2 ('v'): '" + cell + "' is not a finite decimal number");
    assertThatThrownBy(() -> table.column("v").integer(1))
        .hasMessage("t.csv: line 3, column 2 ('v'): '" + cell + "' is not a whole number");
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "+1.5,1.5",
    "-.5,-0.5",
    "5.,5",
    "1e3,1000",
    "1E-3,0.001",
    "' 7\t',7",
    "0.1,0.1",
    "55.770000457763672,55.77000045776367",
    "-0,-0.0"
  })
  void readsNumbers(String cell, double expected) throws IOException {
    CsvTable table = parse("v\n\"" + cell + "\"\n");
    assertThat(table.column("v").requireNumber(0)).isEqualTo(expected);
  }

  @Test
  void readsGroupedNumbersOnlyIfAllowed() throws IOException {
    String text =
        "v\n\"1,014.45\"\n\"-12,345,678\"\n\"999\"\n\"1,01\"\n\"1234,567\"\n\"1,234,5678\"\n\",123\"";
    CsvTable table = CsvTable.parse("t.csv", text, CsvFormat.standard().withThousandsSeparators());
    CsvColumn column = table.column("v");
    assertThat(column.requireNumber(0)).isEqualTo(1014.45);
    assertThat(column.requireInteger(1)).isEqualTo(-12_345_678);
    assertThat(column.requireInteger(2)).isEqualTo(999);
    for (int row = 3; row < 7; row++) {
      int bad = row;
      assertThatThrownBy(() -> column.number(bad)).isInstanceOf(MalformedFileException.class);
    }
    assertThatThrownBy(() -> parse(text).column("v").number(0))
        .isInstanceOf(MalformedFileException.class);
  }

  @Test
  void readsWholeNumbers() throws IOException {
    CsvColumn column = parse("v\n-9223372036854775808\n+7\n9223372036854775808\n1.0\n").column("v");
    assertThat(column.integer(0)).hasValue(Long.MIN_VALUE);
    assertThat(column.requireInteger(1)).isEqualTo(7);
    assertThatThrownBy(() -> column.integer(2)).isInstanceOf(MalformedFileException.class);
    assertThatThrownBy(() -> column.integer(3)).isInstanceOf(MalformedFileException.class);
    CsvColumn gap = parse("m,v\na,\n").column("v");
    assertThat(gap.integer(0)).isEmpty();
    assertThatThrownBy(() -> gap.requireInteger(0))
        .hasMessage("t.csv: line 2, column 2 ('v'): the cell is empty");
    assertThatThrownBy(() -> gap.requireNumber(0)).isInstanceOf(MalformedFileException.class);
    assertThatThrownBy(() -> gap.requireText(0)).isInstanceOf(MalformedFileException.class);
  }

  @Test
  void indexesRowsByKeyAndListsRepeatedKeys() throws IOException {
    CsvTable table = parse("m,s,v\na,1,x\na,2,y\nb,1,z\na,1,w\nb,,q\n");
    assertThatThrownBy(() -> table.index("m", "s"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "t.csv: keys of [m, s] must be unique, but 1 is repeated: [a, 1] on lines [2, 5]");
    assertThatThrownBy(() -> table.index("m"))
        .hasMessage(
            "t.csv: keys of [m] must be unique, but 2 are repeated: "
                + "[a] on lines [2, 3, 5], [b] on lines [4, 6]");
    Map<List<String>, Integer> index = table.index("v");
    assertThat(index.keySet().stream().map(key -> key.get(0)))
        .containsExactly("x", "y", "z", "w", "q");
    assertThat(index.get(List.of("w"))).isEqualTo(3);
    assertThatIllegalArgumentException().isThrownBy(() -> table.index("nope"));
    assertThatIllegalArgumentException().isThrownBy(table::index);
    assertThatThrownBy(() -> parse("m,v\n,1\n").index("m"))
        .hasMessage("t.csv: line 2, column 1 ('m'): the key is empty");
  }

  @Test
  void joinsSeveralHeaderRows() throws IOException {
    String text = ",fog,fog,snow\n,1,2,1\nnet,.5,.6,.7\n";
    CsvFormat format = CsvFormat.standard().withHeaderRows(2);
    assertThatThrownBy(() -> CsvTable.parse("t.csv", text, format))
        .hasMessage("t.csv: line 1: column 1 of the header has no name");
    CsvTable table = CsvTable.parse("t.csv", text, format.withUnnamedColumn("model"));
    assertThat(table.columns()).containsExactly("model", "fog/1", "fog/2", "snow/1");
    assertThat(table.line(0)).isEqualTo(3);
    assertThatThrownBy(() -> CsvTable.parse("t.csv", "a,b\n1\n", format))
        .hasMessage("t.csv: line 2: a row must have 2 cells as the header has, but has 1");
    assertThatThrownBy(() -> CsvTable.parse("t.csv", "a,b\n", format))
        .hasMessage("t.csv: must start with 2 header rows, but has 1");
  }

  @Test
  void formatOptions() throws IOException {
    CsvTable table =
        CsvTable.parse(
            "t.csv",
            "a\tb\nNA\t1\n-\tNA",
            CsvFormat.standard().withSeparator('\t').withAbsent("NA", "-"));
    assertThat(table.column("a").texts()).containsExactly("", "");
    assertThat(table.column("b").numbers()).containsExactly(1, Double.NaN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvFormat.standard().withSeparator('"'))
        .withMessage("separator must be neither a quote nor a line end nor U+0000, but was U+0022");
    assertThatIllegalArgumentException().isThrownBy(() -> CsvFormat.standard().withSeparator('\n'));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvFormat.standard().withHeaderRows(0))
        .withMessage("headerRows must be in [1, 16], but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvFormat.standard().withUnnamedColumn(""));
  }

  @Test
  void reportsRowsAndPlaces() throws IOException {
    CsvTable table = parse("a,b\n1,2\n");
    assertThat(table.problem(0, "odd")).hasMessage("t.csv: line 2: odd");
    assertThat(table.column(1).name()).isEqualTo("b");
    assertThat(table.column(1).index()).isEqualTo(1);
    assertThatThrownBy(() -> table.column(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> table.line(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> table.column("a").text(-1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void testbedTable() throws IOException {
    CsvTable table =
        CsvTable.read(RealData.require("robustness/imagenet-testbed/robustness_top1s.csv"));
    assertThat(table.rowCount()).isEqualTo(338);
    assertThat(table.columns()).hasSize(214);
    assertThat(table.index("model")).hasSize(338);
    int cells = 0;
    for (int c = 1; c < table.columns().size(); c++) {
      for (double value : table.column(c).numbers()) {
        cells += Double.isNaN(value) ? 0 : 1;
      }
    }
    assertThat(cells).isEqualTo(45_774); // counted with Python's csv module
    int row = table.index("model").getOrDefault(List.of("vit_b_32_clip_zeroshot"), -1);
    assertThat(table.column("val").requireNumber(row)).isEqualTo(63.302001953125);
  }

  @Test
  void timmTableHasRepeatedModelsAndGroupedNumbers() throws IOException {
    CsvTable table =
        CsvTable.read(
            RealData.require("robustness/timm/results-imagenet.csv"),
            CsvFormat.standard().withThousandsSeparators());
    assertThat(table.index("model", "img_size")).hasSize(1556);
    assertThatThrownBy(() -> table.index("model"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("must be unique, but ");
    double largest = 0;
    for (double value : table.column("param_count").numbers()) {
      largest = Math.max(largest, value);
    }
    assertThat(largest).isGreaterThan(1000);
  }

  @Test
  void robustBenchTableHasTwoHeaderRows() throws IOException {
    CsvTable table =
        CsvTable.read(
            RealData.require("robustness/robustbench/robustbench_cifar10_corruptions.csv"),
            CsvFormat.standard().withHeaderRows(2).withUnnamedColumn("model"));
    assertThat(table.columns()).hasSize(76).contains("fog/5");
    assertThat(table.rowCount()).isEqualTo(23);
    assertThat(table.column("shot_noise/1").requireNumber(0)).isEqualTo(0.9421);
  }
}
