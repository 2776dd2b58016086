// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.robustness.corruption.CorruptionNormalizer;
import io.github.bulwarkml.robustness.corruption.CorruptionVariant;
import io.github.bulwarkml.robustness.corruption.GlassExchange;
import io.github.bulwarkml.robustness.corruption.Quantization;
import io.github.bulwarkml.robustness.table.AccuracyUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Option values in kebab-case. */
final class CorruptionConverters {
  private CorruptionConverters() {}

  /** What {@code --scale} accepts. */
  enum ScaleChoice {
    IMAGENET,
    CIFAR,
    AUTO
  }

  /** What {@code --layout} accepts. */
  enum TableLayout {
    WIDE,
    ROBUSTBENCH,
    TESTBED
  }

  /** What {@code --normalizer} accepts; {@link CorruptionNormalizer} without its model. */
  enum NormalizerChoice {
    ALEXNET,
    MODEL,
    NONE
  }

  private static <E extends Enum<E>> E parse(E[] values, String text) {
    String wanted = text.replace('-', '_').toUpperCase(Locale.ROOT);
    for (E value : values) {
      if (value.name().equals(wanted)) {
        return value;
      }
    }
    List<String> names =
        Arrays.stream(values)
            .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    throw new TypeConversionException(
        "must be " + String.join(", ", names) + ", but was '" + text + "'");
  }

  static final class ToScale implements ITypeConverter<ScaleChoice> {
    @Override
    public ScaleChoice convert(String text) {
      return parse(ScaleChoice.values(), text);
    }
  }

  static final class ToVariant implements ITypeConverter<CorruptionVariant> {
    @Override
    public CorruptionVariant convert(String text) {
      return parse(CorruptionVariant.values(), text);
    }
  }

  static final class ToQuantization implements ITypeConverter<Quantization> {
    @Override
    public Quantization convert(String text) {
      return parse(Quantization.values(), text);
    }
  }

  static final class ToGlass implements ITypeConverter<GlassExchange> {
    @Override
    public GlassExchange convert(String text) {
      return parse(GlassExchange.values(), text);
    }
  }

  static final class ToTableLayout implements ITypeConverter<TableLayout> {
    @Override
    public TableLayout convert(String text) {
      return parse(TableLayout.values(), text);
    }
  }

  static final class ToNormalizer implements ITypeConverter<NormalizerChoice> {
    @Override
    public NormalizerChoice convert(String text) {
      return parse(NormalizerChoice.values(), text);
    }
  }

  static final class ToAccuracyUnit implements ITypeConverter<AccuracyUnit> {
    @Override
    public AccuracyUnit convert(String text) {
      return parse(AccuracyUnit.values(), text);
    }
  }
}
