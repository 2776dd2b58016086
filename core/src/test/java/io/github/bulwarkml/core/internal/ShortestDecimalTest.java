// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortestDecimalTest {
  /** JDK 25's Double.toString; the older ones print some of them longer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.0E23",
        "8.41E21",
        "2.2250738585072014E-308",
        "4.9E-324",
        "9.9E-324",
        "1.7976931348623157E308",
        "0.002",
        "0.001",
        "9.999999999999998E-4",
        "9999999.999999998",
        "1.0E7",
        "1.0E22",
        "1.0E23",
        "9.007199254740992E15",
        "5.764607523034235E17",
        "1.2345678901234567",
        "0.1",
        "100.0",
        "-1.5E-10",
        "-0.0",
        "NaN",
        "-Infinity"
      })
  void printsTheShortestDigits(String text) {
    double value = Double.parseDouble(text);
    assertThat(ShortestDecimal.shortest(value)).isEqualTo(text);
    assertThat(ShortestDecimal.toString(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.4E-45", "2.8E-45", "3.4028235E38", "1.1754944E-38", "0.1", "1.0E10", "-3.3E7"})
  void printsTheShortestDigitsOfFloats(String text) {
    float value = Float.parseFloat(text);
    assertThat(ShortestDecimal.shortest(value)).isEqualTo(text);
    assertThat(ShortestDecimal.toString(value)).isEqualTo(text);
  }

  @Test
  void agreesWithJdksThatPrintTheShortestDigits() {
    SplittableRandom random = new SplittableRandom(42);
    boolean exact = Runtime.version().feature() >= 19;
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      double ordinary = (random.nextDouble() - 0.5) * 1000;
      double power = Math.scalb(1.0, random.nextInt(2098) - 1074);
      float small = Float.intBitsToFloat((int) random.nextLong());
      for (double one : new double[] {value, ordinary, power}) {
        String text = ShortestDecimal.shortest(one);
        assertThat(Double.compare(Double.parseDouble(text), one)).isZero();
        assertThat(text.length()).isLessThanOrEqualTo(Double.toString(one).length());
        if (exact) {
          assertThat(text).isEqualTo(Double.toString(one));
        }
      }
      String text = ShortestDecimal.shortest(small);
      assertThat(Float.compare(Float.parseFloat(text), small)).isZero();
      if (exact) {
        assertThat(text).isEqualTo(Float.toString(small));
      }
    }
  }
}
