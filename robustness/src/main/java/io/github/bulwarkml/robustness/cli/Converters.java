// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.robustness.ExtremePolicy;
import io.github.bulwarkml.robustness.Transform;
import io.github.bulwarkml.robustness.TrendEstimator;
import io.github.bulwarkml.robustness.calibration.BinEdge;
import io.github.bulwarkml.robustness.diversity.BaselineScope;
import io.github.bulwarkml.robustness.diversity.DiversityMetric;
import io.github.bulwarkml.robustness.metrics.MacroAverage;
import io.github.bulwarkml.robustness.table.AccuracyUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line as values, whatever their case, with hyphens. */
final class Converters {
  private Converters() {}

  /** {@return the value that a word stands for} */
  static <E extends Enum<E>> E one(Class<E> type, String text) {
    String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
    List<E> values = Arrays.asList(type.getEnumConstants());
    for (E value : values) {
      if (value.name().equals(wanted)) {
        return value;
      }
    }
    List<String> words =
        values.stream().map(v -> v.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
    throw new TypeConversionException(
        "must be one of " + String.join(", ", words) + ", but was '" + text + "'");
  }

  /** Reads a unit. */
  static final class ToUnit implements ITypeConverter<AccuracyUnit> {
    @Override
    public AccuracyUnit convert(String text) {
      return one(AccuracyUnit.class, text);
    }
  }

  /** Reads a layout. */
  static final class ToLayout implements ITypeConverter<TableOptions.Layout> {
    @Override
    public TableOptions.Layout convert(String text) {
      return one(TableOptions.Layout.class, text);
    }
  }

  /** Reads a transform. */
  static final class ToTransform implements ITypeConverter<Transform> {
    @Override
    public Transform convert(String text) {
      return one(Transform.class, text);
    }
  }

  /** Reads an estimator. */
  static final class ToEstimator implements ITypeConverter<TrendEstimator> {
    @Override
    public TrendEstimator convert(String text) {
      return one(TrendEstimator.class, text);
    }
  }

  /** Reads over which classes a macro average runs. */
  static final class ToAverage implements ITypeConverter<MacroAverage> {
    @Override
    public MacroAverage convert(String text) {
      return one(MacroAverage.class, text);
    }
  }

  /** Reads which measurement a study looks at. */
  static final class ToDiversityMetric implements ITypeConverter<DiversityMetric> {
    @Override
    public DiversityMetric convert(String text) {
      return one(DiversityMetric.class, text);
    }
  }

  /** Reads which scratch models a line is fitted to. */
  static final class ToBaselineScope implements ITypeConverter<BaselineScope> {
    @Override
    public BaselineScope convert(String text) {
      return one(BaselineScope.class, text);
    }
  }

  /** Reads to which bin an edge belongs. */
  static final class ToEdge implements ITypeConverter<BinEdge> {
    @Override
    public BinEdge convert(String text) {
      return one(BinEdge.class, text);
    }
  }

  /** Reads a policy: exclude, clip, clip:EPSILON or fail. */
  static final class ToPolicy implements ITypeConverter<ExtremePolicy> {
    @Override
    public ExtremePolicy convert(String text) {
      String word = text.toLowerCase(Locale.ROOT);
      if (word.startsWith("clip:")) {
        try {
          return ExtremePolicy.clip(Double.parseDouble(word.substring("clip:".length())));
        } catch (IllegalArgumentException e) {
          throw new TypeConversionException(
              "clip:EPSILON needs a number in (0, 0.5), but was '" + text + "'");
        }
      }
      return switch (word) {
        case "exclude" -> ExtremePolicy.exclude();
        case "clip" -> ExtremePolicy.clip();
        case "fail" -> ExtremePolicy.fail();
        default ->
            throw new TypeConversionException(
                "must be exclude, clip, clip:EPSILON or fail, but was '" + text + "'");
      };
    }
  }
}
