// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.io.CsvFormat;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.core.stats.Interval;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  /** house-style.md section 7: the layout of a printed result. */
  @Test
  void printsTheHouseLayout() {
    Table table =
        Table.titled("Block error rate, PolarCode(128, 64, 5G), list 4, BPSK/AWGN")
            .column(Column.decimal("ebN0Db", 2))
            .column(Column.integer("blocks"))
            .column(Column.integer("errors").inCsvAs("blockErrors"))
            .column(Column.scientific("rate", 3).inCsvAs("blockErrorRate"))
            .column(Column.scientificInterval("95 % interval", 2, "low95", "high95"))
            .row(1.0, 12_000, 1204L, 1204 / 12_000.0, new Interval(0.095, 0.1057, 0.95))
            .row(2.0, 80_000, 967, 967 / 80_000.0, new Interval(0.01133, 0.012866, 0.95))
            .build();
    assertThat(table.toText())
        .isEqualTo(
            """
            Block error rate, PolarCode(128, 64, 5G), list 4, BPSK/AWGN
            ebN0Db  blocks  errors      rate       95 % interval
              1.00  12 000   1 204  1.003e-1  [9.50e-2, 1.06e-1]
              2.00  80 000     967  1.209e-2  [1.13e-2, 1.29e-2]
            """);
    assertThat(table.toCsv())
        .isEqualTo(
            """
            ebN0Db,blocks,blockErrors,blockErrorRate,low95,high95
            1.0,12000,1204,0.10033333333333333,0.095,0.1057
            2.0,80000,967,0.0120875,0.01133,0.012866
            """);
    assertThat(table).hasToString(table.toText());
  }

  @Test
  void cutsAfterTwentyRows() {
    Table.Builder builder = Table.titled("t").column(Column.integer("n"));
    for (int i = 0; i < 150; i++) {
      builder.row(i);
    }
    Table table = builder.build();
    assertThat(table.toText().lines()).hasSize(23).last().isEqualTo("… 130 more rows");
    assertThat(table.toText(150).lines()).hasSize(152);
    assertThat(table.toText(149)).endsWith("\n… 1 more row\n");
    assertThat(table.toText(0)).isEqualTo("t\nn\n… 150 more rows\n");
    assertThat(table.toCsv().lines()).hasSize(151);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.toText(-1))
        .withMessage("maximumRows must be >= 0, but was -1");
  }

  @Test
  void fitsIntoHundredColumnsByCuttingTexts() {
    Table table =
        Table.titled("t")
            .column(Column.text("model"))
            .column(Column.decimal("rate", 3))
            .column(Column.text("note"))
            .row("m".repeat(90), 0.5, "n".repeat(70))
            .row("é😀", -0.5, "short")
            .build();
    List<String> lines = table.toText().lines().toList();
    for (String line : lines) {
      assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(100);
    }
    assertThat(lines.get(2)).contains("m…   0.500  n").endsWith("n…");
    assertThat(lines.get(3)).startsWith("é😀 ").contains("  -0.500  short");
    assertThat(table.toCsv()).contains("m".repeat(90)).contains("n".repeat(70));
    Table.Builder wide = Table.titled("t").column(Column.text("x"));
    Object[] row = new Object[21];
    row[0] = "text that is cut";
    for (int c = 1; c <= 20; c++) {
      wide.column(Column.integer("number" + c));
      row[c] = c;
    }
    // Numbers are never cut, so this one stays too wide.
    assertThat(wide.row(row).build().toText()).contains("text that i…  ").contains(" 20\n");
  }

  @Test
  void showsNumbersTheSameOnEveryJdk() {
    Table table =
        Table.titled("t")
            .column(Column.decimal("d", 2))
            .column(Column.scientific("s", 2))
            .column(Column.interval("i", 1, "low", "high"))
            .row(0.125, 0.125, new Interval(Double.NEGATIVE_INFINITY, 2, 0.9))
            .row(1.005, 9.999, new Interval(-0.04, 0.05, 0.9))
            .row(Double.NaN, Double.POSITIVE_INFINITY, null)
            .row(null, null, null)
            .row(-0.001, 0.0, new Interval(0, 0, 0.9))
            .row(Double.parseDouble("1e23"), -1.5e-300, new Interval(0, 0, 0.9))
            .row(999_999.995, 1e100, new Interval(0, 0, 0.9))
            .row(0.1f, 12345, new Interval(0, 0, 0.9))
            .build();
    String[][] expected = {
      {"0.13", "1.25e-1", "[-Infinity, 2.0]"},
      {"1.01", "1.00e1", "[0.0, 0.1]"},
      {"NaN", "Infinity", ""},
      {"", "", ""},
      {"0.00", "0.00e0", "[0.0, 0.0]"},
      {"1.00e23", "-1.50e-300", "[0.0, 0.0]"},
      {"1000000.00", "1.00e100", "[0.0, 0.0]"},
      {"0.10", "1.23e4", "[0.0, 0.0]"},
    };
    for (int r = 0; r < expected.length; r++) {
      for (int c = 0; c < 3; c++) {
        assertThat(table.shown(r, c)).as("%s, %s", r, c).isEqualTo(expected[r][c]);
      }
    }
    assertThat(table.toCsv())
        .isEqualTo(
            """
            d,s,low,high
            0.125,0.125,-Infinity,2.0
            1.005,9.999,-0.04,0.05
            NaN,Infinity,,
            ,,,
            -0.001,0.0,0.0,0.0
            1.0E23,-1.5E-300,0.0,0.0
            999999.995,1.0E100,0.0,0.0
            0.1,12345,0.0,0.0
            """);
  }

  @Test
  void groupsWholeNumbers() {
    Table table =
        Table.titled("t")
            .column(Column.integer("n"))
            .row(-1234)
            .row(Long.MIN_VALUE)
            .row(new BigInteger("12345678901234567890"))
            .row(5.0)
            .row((short) 999)
            .build();
    assertThat(table.shown(0, 0)).isEqualTo("-1 234");
    assertThat(table.shown(1, 0)).isEqualTo("-9 223 372 036 854 775 808");
    assertThat(table.shown(2, 0)).isEqualTo("12 345 678 901 234 567 890");
    assertThat(table.toCsv())
        .isEqualTo("n\n-1234\n-9223372036854775808\n12345678901234567890\n5\n999\n");
  }

  /** CSV comes back through our reader cell by cell, whatever the texts. */
  @Test
  void csvIsReadBack() throws IOException {
    List<String> texts =
        List.of("plain", "a,b", "say \"hi\"", "two\nlines", "cr\r", " blank ", "'", "é😀", "#no");
    Table.Builder builder =
        Table.titled("t").column(Column.text("text, \"quoted\"")).column(Column.integer("n"));
    for (String text : texts) {
      builder.row(text, null);
    }
    CsvTable back = CsvTable.parse("t.csv", builder.build().toCsv(), CsvFormat.standard());
    assertThat(back.columns()).containsExactly("text, \"quoted\"", "n");
    assertThat(back.column(0).texts()).isEqualTo(texts);
    assertThat(back.column(1).isPresent(0)).isFalse();
    Table single = Table.titled("t").column(Column.text("x")).row("a").row((Object) null).build();
    assertThat(single.toCsv()).isEqualTo("x\na\n\"\"\n");
    assertThat(CsvTable.parse("t.csv", single.toCsv(), CsvFormat.standard()).rowCount())
        .isEqualTo(2);
  }

  @Test
  void keepsTextsOnTheirLine() {
    Table table =
        Table.titled("a\nb").column(Column.text("c\td")).row("e\r\nf\u2028g\u0000h").build();
    assertThat(table.toText()).isEqualTo("a b\nc d\ne  f g h\n");
  }

  @Test
  void refusesWhatDoesNotFit() {
    Table.Builder builder =
        Table.titled("t").column(Column.integer("n")).column(Column.interval("i", 1, "l", "h"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.row(1))
        .withMessage("a row must have 2 cells, but has 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.row(1.5, null))
        .withMessage("column 'n' holds INTEGER, but was given 1.5");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.row(Double.NaN, null));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.row("1", null));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.row(1, 2.0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Table.titled("t").column(Column.text("a")).row(new int[1], 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.column(Column.text("h")))
        .withMessage("columns must have names of their own in CSV, but 'h' is repeated");
    builder.row(1, null);
    assertThatIllegalStateException().isThrownBy(() -> builder.column(Column.text("late")));
    assertThatIllegalStateException().isThrownBy(() -> Table.titled("t").build());
    Table table = builder.build();
    assertThatThrownBy(() -> table.shown(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> table.shown(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(table.rows()).isUnmodifiable();
    assertThat(table.rows().get(0)).isUnmodifiable();
    assertThat(table.columns()).isUnmodifiable();
    builder.row(2, null);
    assertThat(table.rows()).hasSize(1);
  }

  @Test
  void columnsCheckTheirParts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Column.decimal("x", 18))
        .withMessage("digits must be in [0, 17], but was 18");
    assertThatIllegalArgumentException().isThrownBy(() -> Column.scientific("x", -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Column("x", Column.Kind.TEXT, 0, List.of("a", "b")))
        .withMessage("csvNames must hold 1 names, but was [a, b]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Column.interval("x", 0, "a", "b").inCsvAs("c"));
    assertThat(Column.decimal("x", 17).show(1 / 3.0)).isEqualTo("0.33333333333333330");
    assertThat(Column.scientific("x", 0).show(0.96)).isEqualTo("1e0");
    assertThat(Column.decimal("x", 0).show(2.5)).isEqualTo("3");
  }
}
