// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.result.Platform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels")
class ActiveKernelsTest {
  private static final String C2 = "mixed mode, sharing";

  private final List<String> warnings = new ArrayList<>();
  private final Kernels fast = new Fast();

  @Test
  void theVectorKernelsRunWhereTheModuleIsAndPlainOnesElsewhere() {
    boolean module = ModuleLayer.boot().findModule(ActiveKernels.MODULE).isPresent();
    // The build runs this test twice, and says which kernels it expects.
    assertThat(module).isEqualTo(!"plain".equals(System.getProperty("bulwark.test.kernels")));
    String description = ActiveKernels.get().description();
    if (module) {
      assertThat(description).matches("vector-(128|256|512|1024|2048)");
    } else {
      assertThat(description).isEqualTo("plain");
    }
    assertThat(ActiveKernels.get()).isSameAs(ActiveKernels.get()).hasToString(description);
    assertThat(Platform.kernels()).isEqualTo(description);
  }

  @Test
  void theModuleDecidesIfNothingIsSaid() {
    assertThat(choose(null, true, C2)).isSameAs(fast);
    assertThat(warnings).isEmpty();
    assertThat(choose(null, false, C2)).isInstanceOf(PlainKernels.class);
    assertThat(warnings)
        .containsExactly(
            "Bulwark computes with plain instead of vector kernels: module jdk.incubator.vector is"
                + " missing; start java with --add-modules jdk.incubator.vector, or silence this"
                + " with -Dbulwark.simd=plain");
  }

  @Test
  void plainIsSilent() {
    assertThat(choose("plain", true, C2)).isInstanceOf(PlainKernels.class);
    assertThat(choose("plain", false, C2)).isInstanceOf(PlainKernels.class);
    assertThat(warnings).isEmpty();
  }

  @Test
  void vectorInsists() {
    assertThat(choose("vector", true, C2)).isSameAs(fast);
    assertThatThrownBy(() -> choose("vector", false, C2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--add-modules jdk.incubator.vector");
    assertThat(warnings).isEmpty();
  }

  @Test
  void otherValuesAreRefused() {
    assertThatThrownBy(() -> choose("Vector", true, C2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bulwark.simd must be plain or vector, but was 'Vector'");
    assertThatThrownBy(() -> choose("", true, C2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutTheOptimisingCompilerPlainIsFaster() {
    assertThat(choose(null, true, "mixed mode, emulated-client, sharing"))
        .isInstanceOf(PlainKernels.class);
    assertThat(choose(null, true, "interpreted mode")).isInstanceOf(PlainKernels.class);
    assertThat(warnings).hasSize(2).allMatch(line -> line.contains("optimising compiler is off"));
  }

  @Test
  void kernelsThatDoNotLoadAreAWarning() {
    Kernels chosen =
        ActiveKernels.choose(
            null,
            true,
            C2,
            () -> {
              throw new ClassNotFoundException("gone");
            },
            warnings::add);
    assertThat(chosen).isInstanceOf(PlainKernels.class);
    chosen =
        ActiveKernels.choose(
            null,
            true,
            C2,
            () -> {
              throw new UnsupportedClassVersionError("new");
            },
            warnings::add);
    assertThat(chosen).isInstanceOf(PlainKernels.class);
    assertThat(warnings)
        .hasSize(2)
        .allMatch(line -> line.contains("check --add-modules jdk.incubator.vector"));
  }

  private Kernels choose(
      @org.jspecify.annotations.Nullable String property, boolean module, String vmInfo) {
    return ActiveKernels.choose(property, module, vmInfo, () -> fast, warnings::add);
  }

  private static final class Fast implements Kernels {
    private final Kernels plain = new PlainKernels();

    @Override
    public String description() {
      return "fast";
    }

    @Override
    public FloatKernels floats() {
      return plain.floats();
    }

    @Override
    public PolarKernels polar() {
      return plain.polar();
    }

    @Override
    public BitKernels bits() {
      return plain.bits();
    }

    @Override
    public DenseKernels dense() {
      return plain.dense();
    }

    @Override
    public LayerKernels layers() {
      return plain.layers();
    }
  }
}
