// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.robustness.corruption.CorruptionNormalizer;
import io.github.bulwarkml.robustness.corruption.CorruptionVariant;
import io.github.bulwarkml.robustness.corruption.GlassExchange;
import io.github.bulwarkml.robustness.corruption.Quantization;
import picocli.CommandLine.ITypeConverter;

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

  static final class ToScale implements ITypeConverter<ScaleChoice> {
    @Override
    public ScaleChoice convert(String text) {
      return Converters.one(ScaleChoice.class, text);
    }
  }

  static final class ToVariant implements ITypeConverter<CorruptionVariant> {
    @Override
    public CorruptionVariant convert(String text) {
      return Converters.one(CorruptionVariant.class, text);
    }
  }

  static final class ToQuantization implements ITypeConverter<Quantization> {
    @Override
    public Quantization convert(String text) {
      return Converters.one(Quantization.class, text);
    }
  }

  static final class ToGlass implements ITypeConverter<GlassExchange> {
    @Override
    public GlassExchange convert(String text) {
      return Converters.one(GlassExchange.class, text);
    }
  }

  static final class ToTableLayout implements ITypeConverter<TableLayout> {
    @Override
    public TableLayout convert(String text) {
      return Converters.one(TableLayout.class, text);
    }
  }

  static final class ToNormalizer implements ITypeConverter<NormalizerChoice> {
    @Override
    public NormalizerChoice convert(String text) {
      return Converters.one(NormalizerChoice.class, text);
    }
  }
}
