// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.simd;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The kernels of this process, chosen once: the vector kernels where the JDK's module {@value
 * #MODULE} was added to the start command, else the plain ones with a single warning that names
 * what to add.
 *
 * <p>{@code -Dbulwark.simd=plain} chooses the plain kernels silently; {@code -Dbulwark.simd=vector}
 * insists on the vector kernels, so that what is missing is an error and not a warning. The pattern
 * is that of Apache Lucene's {@code VectorizationProvider}.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class ActiveKernels {
  /** The system property that overrides the choice: {@code plain} or {@code vector}. */
  public static final String PROPERTY = "bulwark.simd";

  /** The JDK module that the vector kernels need. */
  public static final String MODULE = "jdk.incubator.vector";

  private static final String VECTOR_KERNELS = "io.github.bulwarkml.core.simd.VectorKernels";

  private ActiveKernels() {}

  /**
   * {@return the kernels of this process, always the same}
   *
   * @throws IllegalArgumentException if the property {@value #PROPERTY} has an unknown value
   * @throws IllegalStateException if the property insists on vector kernels that cannot run here
   */
  public static Kernels get() {
    if (Holder.KERNELS == null) {
      throw failure();
    }
    return Holder.KERNELS;
  }

  private static RuntimeException failure() {
    String message = String.valueOf(Holder.FAILURE);
    return Holder.ARGUMENT
        ? new IllegalArgumentException(message)
        : new IllegalStateException(message);
  }

  /** Why the vector kernels cannot run on a virtual machine, or null if they can. */
  static @Nullable String obstacle(boolean modulePresent, String vmInfo) {
    if (!modulePresent) {
      return "module "
          + MODULE
          + " is missing; start java with --add-modules "
          + MODULE
          + ", or silence this with -D"
          + PROPERTY
          + "=plain";
    }
    // The vector module is hundreds of times slower than plain loops without HotSpot's C2.
    String info = vmInfo.toLowerCase(Locale.ROOT);
    if (info.contains("interpreted mode") || info.contains("emulated-client")) {
      return "the optimising compiler is off ("
          + vmInfo
          + "); start java without -Xint and -XX:TieredStopAtLevel, or silence this with -D"
          + PROPERTY
          + "=plain";
    }
    return null;
  }

  /** The rule of the choice, free of the process's state. */
  static Kernels choose(
      @Nullable String property,
      boolean modulePresent,
      String vmInfo,
      Loader loader,
      Consumer<String> warning) {
    boolean insists = "vector".equals(property);
    if ("plain".equals(property)) {
      return new PlainKernels();
    }
    if (property != null && !insists) {
      throw new IllegalArgumentException(
          PROPERTY + " must be plain or vector, but was '" + property + "'");
    }
    String obstacle = obstacle(modulePresent, vmInfo);
    if (obstacle == null) {
      try {
        return loader.load();
      } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
        Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
        obstacle =
            "they do not load here ("
                + cause
                + "); check --add-modules "
                + MODULE
                + ", or silence this with -D"
                + PROPERTY
                + "=plain";
      }
    }
    if (insists) {
      throw new IllegalStateException(
          PROPERTY + "=vector asks for vector kernels, but " + obstacle);
    }
    warning.accept("Bulwark computes with plain instead of vector kernels: " + obstacle);
    return new PlainKernels();
  }

  private static Kernels loadVectorKernels() throws ReflectiveOperationException {
    Module vectors = ModuleLayer.boot().findModule(MODULE).orElseThrow();
    ActiveKernels.class.getModule().addReads(vectors);
    return Class.forName(VECTOR_KERNELS)
        .asSubclass(Kernels.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  /** Creates the vector kernels. */
  @FunctionalInterface
  interface Loader {
    /** Loads and instantiates them, or says by exception why that cannot be. */
    Kernels load() throws ReflectiveOperationException;
  }

  private static final class Holder {
    static final @Nullable Kernels KERNELS;
    static final @Nullable String FAILURE;
    static final boolean ARGUMENT;

    static {
      Kernels kernels = null;
      String failure = null;
      boolean argument = false;
      try {
        kernels =
            choose(
                System.getProperty(PROPERTY),
                ModuleLayer.boot().findModule(MODULE).isPresent(),
                String.valueOf(System.getProperty("java.vm.info")),
                ActiveKernels::loadVectorKernels,
                Holder::warn);
      } catch (IllegalArgumentException e) {
        failure = e.getMessage();
        argument = true;
      } catch (IllegalStateException e) {
        failure = e.getMessage();
      }
      KERNELS = kernels;
      FAILURE = failure;
      ARGUMENT = argument;
    }

    private static void warn(String message) {
      Logger logger = System.getLogger("io.github.bulwarkml.core.simd");
      logger.log(Level.WARNING, message);
    }
  }
}
