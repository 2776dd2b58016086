// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.io.CsvTable;
import io.github.bulwarkml.robustness.AccuracyPair;
import io.github.bulwarkml.robustness.SkippedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyTableTest {
  @TempDir Path folder;

  private Path file(String content) throws IOException {
    Path file = folder.resolve("table.csv");
    Files.write(file, content.getBytes(UTF_8));
    return file;
  }

  private AccuracyTable percent(String content) throws IOException {
    return AccuracyTable.read(file(content), AccuracyUnit.PERCENT, "model");
  }

  @Test
  void byteOrderMarkAndWindowsLineEndsAreAccepted() throws IOException {
    AccuracyTable table = percent("\uFEFFmodel,val,ood\r\na,50,25.5\r\n\"b, c\",,100\r\n");
    assertThat(table.models()).containsExactly("a", "b, c");
    assertThat(table.settings()).containsExactly("val", "ood");
    assertThat(table.accuracy("a", "ood")).hasValue(0.255);
    assertThat(table.accuracy("b, c", "val")).isEmpty();
    assertThat(table.accuracy("b, c", "ood")).hasValue(1);
  }

  @Test
  void theUnitIsNeverGuessed() throws IOException {
    Path file = file("model,val\na,0.9\n");
    assertThat(AccuracyTable.read(file, AccuracyUnit.PERCENT, "model").accuracy("a", "val"))
        .hasValue(0.9 / 100);
    assertThat(AccuracyTable.read(file, AccuracyUnit.FRACTION, "model").accuracy("a", "val"))
        .hasValue(0.9);
  }

  @Test
  void columnsThatAreNotAskedForMayHoldAnything() throws IOException {
    AccuracyTable table = percent("model,val,size,how\na,50,\"1,014.45\",bicubic\n");
    assertThat(table.accuracy("a", "val")).hasValue(0.5);
    assertThat(table.text("a", "how")).hasValue("bicubic");
  }

  @Test
  void groupedNumbersAreRead() throws IOException {
    AccuracyTable table =
        AccuracyTable.read(
            file("model,val\na,\"0.5\"\nb,\"1,014.45\"\n"), AccuracyUnit.FRACTION, "model");
    assertThat(table.accuracy("a", "val")).hasValue(0.5);
    assertThatThrownBy(() -> table.accuracy("b", "val")).hasMessageContaining("1014.45");
  }

  @Test
  void cellsOutsideTheUnitAreRefusedWithTheirPlace() throws IOException {
    AccuracyTable table = percent("model,val\na,50\nb,100.5\nc,-1\nd,x\ne,NaN\n");
    assertThatThrownBy(() -> table.accuracy("b", "val"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "table.csv: line 3, column 2 ('val'): an accuracy must be in [0, 100] percent, but was"
                + " 100.5");
    assertThatThrownBy(() -> table.accuracy("c", "val")).hasMessageContaining("line 4");
    assertThatThrownBy(() -> table.accuracy("d", "val")).hasMessageContaining("line 5, column 2");
    assertThatThrownBy(() -> table.accuracy("e", "val")).hasMessageContaining("NaN");
  }

  @Test
  void repeatedKeysAreListed() {
    assertThatThrownBy(() -> percent("model,val\na,1\nb,2\na,3\nb,4\n"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("[a] on lines [2, 4]")
        .hasMessageContaining("[b] on lines [3, 5]");
  }

  @Test
  void compositeKeysTellRowsApart() throws IOException {
    AccuracyTable table =
        AccuracyTable.read(
            file("model,size,top1\na,224,50\na,384,60\n"), AccuracyUnit.PERCENT, "model", "size");
    assertThat(table.models()).containsExactly("a,224", "a,384");
    assertThat(table.accuracy("a,384", "top1")).hasValue(0.6);
    assertThat(table.text("a,384", "size")).hasValue("384");
  }

  @Test
  void keysThatOnlyDifferInWhereTheyAreCutAreRefused() {
    assertThatThrownBy(
            () ->
                AccuracyTable.read(
                    file("m,n,v\n\"a,b\",c,1\na,\"b,c\",2\n"), AccuracyUnit.PERCENT, "m", "n"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("'a,b,c'");
  }

  @Test
  void unknownNamesAreAnsweredWithTheNearest() throws IOException {
    AccuracyTable table = percent("model,val,imagenet-r\nresnet50,1,2\nvgg,1,2\n");
    assertThatThrownBy(() -> table.accuracy("resnet5", "val"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no model 'resnet5' in table.csv (nearest: 'resnet50', 'vgg')");
    assertThatThrownBy(() -> table.accuracy("vgg", "imagenet-s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("table.csv: no column 'imagenet-s' (present: 'imagenet-r', 'val')");
    assertThatThrownBy(() -> AccuracyTable.read(file("x\n1\n"), AccuracyUnit.PERCENT, "model"))
        .hasMessageContaining("no column 'model'");
    assertThatThrownBy(() -> table.text("vgg", "sise")).hasMessageContaining("no column 'sise'");
  }

  @Test
  void unnamedColumnsAreRefused() {
    assertThatThrownBy(() -> percent("model,,val\na,1,2\n"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void meansAreAbsentWhereAPartIs() throws IOException {
    AccuracyTable table =
        percent("model,a,b\nx,10,30\ny,10,\n").withMean("both", List.of("a", "b"));
    assertThat(table.accuracy("x", "both")).hasValue((0.1 + 0.3) / 2);
    assertThat(table.accuracy("y", "both")).isEmpty();
    assertThat(table.accuracy("y", "a")).hasValue(0.1);
    assertThat(table.text("y", "both")).isEmpty();
    assertThatThrownBy(() -> table.withMean("a", List.of("b")))
        .hasMessageContaining("must be a new name");
    assertThatThrownBy(() -> table.withMean("c", List.of("d"))).hasMessageContaining("'d'");
    assertThatThrownBy(() -> table.withMean("c", List.of())).hasMessageContaining("averaged");
  }

  @Test
  void longTablesBecomeWide() throws IOException {
    Path file = file("acc,set,model,how\n0.5,v1,a,x\n0.25,v2,a,x\n0.75,v2,b,x\n");
    AccuracyTable table =
        AccuracyTable.ofLong(
            CsvTable.read(file), AccuracyUnit.FRACTION, "set", "acc", "model", "how");
    assertThat(table.models()).containsExactly("a,x", "b,x");
    assertThat(table.settings()).containsExactly("v1", "v2");
    assertThat(table.accuracy("a,x", "v2")).hasValue(0.25);
    assertThat(table.accuracy("b,x", "v1")).isEmpty();
    assertThat(table.text("b,x", "how")).hasValue("x");
    assertThat(table.text("b,x", "v2")).hasValue("0.75");
  }

  @Test
  void longTablesWithRepeatedRowsAreRefused() throws IOException {
    Path file = file("acc,set,model\n0.5,v1,a\n0.25,v1,a\n");
    assertThatThrownBy(
            () ->
                AccuracyTable.ofLong(
                    CsvTable.read(file), AccuracyUnit.FRACTION, "set", "acc", "model"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("lines [2, 3]");
  }

  @Test
  void pairingSkipsAndNamesWhatIsMissing() throws IOException {
    AccuracyTable table = percent("model,val,ood\na,50,40\nb,,40\nc,,\nd,60,45\n");
    PairedModels models = TablePairing.of(table, "val", "ood").withExamples(1000, 500).read();
    assertThat(models.pairs())
        .containsExactly(
            AccuracyPair.of("a", 0.5, 0.4).withExamples(1000, 500),
            AccuracyPair.of("d", 0.6, 0.45).withExamples(1000, 500));
    assertThat(models.skipped())
        .containsExactly(new SkippedModel("b", "no val"), new SkippedModel("c", "no val, no ood"));
  }

  @Test
  void pairingJoinsTwoTablesByTheWholeKey() throws IOException {
    AccuracyTable id = percent("model,top1\na,50\nb,60\n");
    AccuracyTable ood = percent("model,top1\nb,30\nc,20\n");
    PairedModels models = TablePairing.of(id, "top1", ood, "top1").read();
    assertThat(models.pairs()).containsExactly(AccuracyPair.of("b", 0.6, 0.3));
    assertThat(models.skipped()).containsExactly(new SkippedModel("a", "not in table.csv"));
  }

  @Test
  void typesComeFromTheirOwnTable() throws IOException {
    Path types = folder.resolve("types.csv");
    Files.writeString(types, "model,type,nat_type\na,LP,ROBUST\nb,STANDARD,\n");
    AccuracyTable table = percent("model,val,ood\na,50,40\nb,55,45\nz,60,45\n");
    ModelTypes read = ModelTypes.read(types, "model");
    PairedModels models = TablePairing.of(table, "val", "ood").withTypes(read, "type").read();
    assertThat(models.pairs()).extracting(AccuracyPair::type).containsExactly("LP", "STANDARD", "");
    assertThat(models.candidates().get(0).attribute("nat_type")).hasValue("ROBUST");
    assertThat(models.candidates().get(1).attribute("nat_type")).isEmpty();
    assertThat(models.candidates().get(1).attribute("val")).hasValue("55");
    assertThatThrownBy(() -> models.candidates().get(1).attribute("nat_typ"))
        .hasMessageContaining("(present: 'nat_type'");
    assertThatThrownBy(() -> TablePairing.of(table, "val", "ood").withTypes(read, "kind"))
        .hasMessageContaining("no attribute 'kind'");
  }

  @Test
  void severalIdSetsAreTakenInOrder() throws IOException {
    AccuracyTable table = percent("model,v1,v2,ood\na,50,40,30\nb,50,,30\n");
    PairedModels models = TablePairing.of(table, "v1", "ood").withFurtherIds("v2").read();
    assertThat(models.pairs()).containsExactly(AccuracyPair.of("a", 0.5, 0.3).withFurtherIds(0.4));
    assertThat(models.skipped()).containsExactly(new SkippedModel("b", "no v2"));
  }
}
