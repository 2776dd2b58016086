// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.result.Chart.Axis;
import io.github.bulwarkml.core.result.Chart.Mark;
import io.github.bulwarkml.core.result.Chart.Scale;
import io.github.bulwarkml.core.result.Chart.Series;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

class ChartsTest {
  @TempDir private Path folder = Path.of(".");

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
  }

  private static Chart scatter(int points) {
    SplitMix64 random = SplitMix64.of(Seed.of(1));
    List<Series> series = new ArrayList<>();
    series.add(Series.of("y = x", Mark.REFERENCE, new double[] {0, 1}, new double[] {0, 1}));
    for (int group = 0; group < 4; group++) {
      double[] x = new double[points / 4];
      double[] y = new double[points / 4];
      double[] low = new double[points / 4];
      double[] high = new double[points / 4];
      List<String> names = new ArrayList<>();
      for (int i = 0; i < x.length; i++) {
        x[i] = 0.3 + 0.6 * random.nextDouble();
        y[i] = x[i] - 0.2 * random.nextDouble();
        low[i] = y[i] - 0.01;
        high[i] = y[i] + 0.01;
        names.add(i == 0 ? "model <" + group + "> & co" : "");
      }
      series.add(
          Series.of("group " + group, Mark.POINTS, x, y)
              .withErrorBars(low, high)
              .withLabels(names));
    }
    return new Chart(
        "OOD & ID",
        Axis.of("ID accuracy", Scale.LOGIT),
        Axis.of("OOD accuracy", Scale.PROBIT),
        series,
        "setting · 4f1c09ab77de");
  }

  @Test
  void aLargeScatterIsSmallWellFormedAndSearchable() throws Exception {
    String svg = Charts.toSvg(scatter(400));
    assertThat(svg.length()).isLessThan(60_000);
    Document document = parsed(svg);
    assertThat(document.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 720 480");
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("OOD & ID");
    assertThat(svg)
        .contains(">setting · 4f1c09ab77de</text>")
        .contains("model &lt;0&gt; &amp; co</text>")
        .contains("prefers-color-scheme:dark")
        .contains(">50\u202f%</text>")
        .doesNotContain("NaN")
        .doesNotContain("<script");
  }

  @Test
  void fewPointsOfALogarithmicChartStaySmall() throws Exception {
    Chart chart =
        new Chart(
            "Block error rate",
            Axis.of("Eb/N0 (dB)", Scale.LINEAR),
            Axis.of("Block error rate", Scale.LOG),
            List.of(
                Series.of(
                        "list 4",
                        Mark.LINE_POINTS,
                        new double[] {1, 2, 3, 4},
                        new double[] {1e-1, 1e-2, 5e-4, 0})
                    .withErrorBars(
                        new double[] {.09, .009, 0, 0}, new double[] {.11, .011, 1e-3, 1e-5})),
            "");
    String svg = Charts.toSvg(chart);
    assertThat(svg.length()).isLessThan(10_000);
    // The rate of zero has no place on the axis; three markers remain, and one in the legend.
    assertThat(parsed(svg).getElementsByTagName("circle").getLength()).isEqualTo(4);
    assertThat(svg).contains("10⁻²").doesNotContain("stroke-dasharray");
  }

  @Test
  void longCurvesAndCrowdsStaySmall() {
    int n = 50_000;
    double[] x = new double[n];
    double[] y = new double[n];
    SplitMix64 random = SplitMix64.of(Seed.of(2));
    for (int i = 0; i < n; i++) {
      x[i] = i;
      y[i] = random.nextDouble();
    }
    Axis step = Axis.of("step", Scale.LINEAR);
    Axis loss = Axis.of("loss", Scale.LINEAR);
    Chart curve = new Chart("c", step, loss, List.of(Series.of("a", Mark.LINE, x, y)), "");
    assertThat(Charts.toSvg(curve).length()).isLessThan(100_000);
    double[] fewerX = java.util.Arrays.copyOf(x, 4000);
    double[] fewerY = java.util.Arrays.copyOf(y, 4000);
    Chart crowd =
        new Chart("c", step, loss, List.of(Series.of("a", Mark.POINTS, fewerX, fewerY)), "");
    assertThat(Charts.toSvg(crowd).length()).isLessThan(100_000);
  }

  @Test
  void equalChartsGiveEqualBytesAndOtherChartsOtherIds() {
    String svg = Charts.toSvg(scatter(40));
    assertThat(Charts.toSvg(scatter(40))).isEqualTo(svg);
    String other = Charts.toSvg(scatter(44));
    assertThat(id(other)).isNotEqualTo(id(svg));
  }

  private static String id(String svg) {
    int at = svg.indexOf("<clipPath id=\"");
    return svg.substring(at, svg.indexOf('>', at));
  }

  @Test
  void seriesOfOneNameShareColourAndLegendEntry() throws Exception {
    double[] x = {1, 2, 3};
    Chart chart =
        new Chart(
            "t",
            Axis.of("x", Scale.LINEAR),
            Axis.of("y", Scale.LINEAR),
            List.of(
                Series.band("fit", x, x, new double[] {2, 3, 4}),
                Series.of("fit", Mark.LINE, x, x),
                Series.of("", Mark.POINTS, x, x),
                Series.of("other", Mark.POINTS, x, new double[] {3, 2, 1})),
            "");
    String svg = Charts.toSvg(chart);
    assertThat(svg.split(">fit</text>", -1)).hasSize(2);
    // The nameless points take the colour of what follows them.
    assertThat(svg.split("<g class=\"f1\"", -1)).hasSize(4);
    parsed(svg);
  }

  @Test
  void savesByEnding() throws Exception {
    Chart chart = scatter(40);
    Path svg = folder.resolve("sub/chart.SVG");
    Charts.save(chart, svg);
    assertThat(Files.readString(svg)).isEqualTo(Charts.toSvg(chart));
    Path png = folder.resolve("chart.png");
    Charts.save(chart, png);
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isEqualTo(720);
    assertThat(image.getHeight()).isEqualTo(480);
    byte[] first = Files.readAllBytes(png);
    Charts.savePng(chart, png);
    assertThat(Files.readAllBytes(png)).isEqualTo(first);
    Charts.savePng(chart, png, 2);
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(1440);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
    assertThatThrownBy(() -> Charts.save(chart, folder.resolve("chart.pdf")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("file must end in .svg or .png");
    assertThatThrownBy(() -> Charts.savePng(chart, png, 0))
        .hasMessage("scale must be in [1, 8], but was 0");
  }

  @Test
  void refusesAxisEndsThatHaveNoPlace() {
    assertThatThrownBy(() -> Axis.of("x", Scale.LOG).between(0, 1))
        .hasMessage("low must be finite and > 0, but was 0.0");
    assertThatThrownBy(() -> Axis.of("x", Scale.LOGIT).between(0.5, 1))
        .hasMessage("high must be in (0, 1), but was 1.0");
    assertThatThrownBy(() -> Axis.of("x", Scale.LINEAR).between(1, 1))
        .hasMessage("low must be < high, but was low = 1.0, high = 1.0");
    assertThatThrownBy(() -> Axis.of("x", Scale.LINEAR).between(Double.NaN, 1))
        .hasMessage("low must be finite, but was NaN");
  }

  static Stream<Seed> seeds() {
    return io.github.bulwarkml.core.testing.Cases.seeds(200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyNumbersGiveAWellFormedChart(Seed seed) throws Exception {
    SplitMix64 random = SplitMix64.of(seed);
    double[] odd = {
      0,
      1,
      -1,
      0.5,
      1e-300,
      1e300,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      1 - 0x1p-53,
      3,
      1e-9
    };
    List<Series> series = new ArrayList<>();
    for (Mark mark : Mark.values()) {
      int n = random.nextInt(6);
      double[][] v = new double[6][n];
      for (double[] one : v) {
        for (int i = 0; i < n; i++) {
          one[i] = random.nextInt(3) == 0 ? random.nextDouble() : odd[random.nextInt(odd.length)];
        }
      }
      List<String> names = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        names.add(random.nextInt(2) == 0 ? "" : "a\u0000<" + i);
      }
      String name = random.nextInt(3) == 0 ? "" : "s" + random.nextInt(3);
      Series one = Series.of(name, mark, v[0], v[1]);
      one = random.nextInt(2) == 0 ? one : one.withErrorBars(v[2], v[3]);
      one = random.nextInt(2) == 0 ? one : one.withHorizontalErrorBars(v[4], v[5]);
      series.add(random.nextInt(2) == 0 ? one : one.withLabels(names));
    }
    Scale[] scales = Scale.values();
    Axis x = Axis.of("x", scales[random.nextInt(4)]);
    Axis y = Axis.of("y", scales[random.nextInt(4)]);
    Chart chart = new Chart("t", random.nextInt(2) == 0 ? x : x.inPercent(), y, series, "c");
    String svg = Charts.toSvg(chart);
    parsed(svg);
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
  }
}
