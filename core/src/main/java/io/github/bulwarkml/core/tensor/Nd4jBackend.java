// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.tensor;

import io.github.bulwarkml.core.MissingDependencyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which ND4J is on the class path, which native library it loaded, and what to add where something
 * is missing or slow.
 *
 * <pre>{@code
 * Nd4jBackend.require("A network"); // says which lines to add
 * Nd4jBackend.current().hint().ifPresent(System.err::println);
 * }</pre>
 *
 * <p>{@code nd4j-native} always brings the plain natives. With the natives of another classifier
 * beside them ({@value #FAST_CLASSIFIER} on a CPU with AVX2), ND4J loads those instead, and
 * convolutions run through oneDNN: measured where Bulwark was designed, one thread, 128 images of
 * 32x32 and 32 channels, 3x3 filters, {@code conv2d} took 130 ms instead of 560 and {@code
 * conv2d_bp} 220 to 270 ms instead of 2,860.
 *
 * <p>Usable without ND4J. The first call of {@link #current} loads the native library, which takes
 * seconds and, once per machine, unpacks it into the user's home. Immutable.
 *
 * @param state what was found
 * @param natives the native library's platform and extension, such as {@code
 *     "linux-x86_64-onednn-avx2"}; empty if none was loaded
 * @param library the native library file that was loaded; empty if none was
 * @param missing Maven coordinates to add, most necessary first; empty if nothing should be
 * @param problem why ND4J did not start; empty if it did or is not there
 * @since 0.1.0
 */
public record Nd4jBackend(
    State state, String natives, Optional<Path> library, List<String> missing, String problem) {
  /** ND4J's version that Bulwark is built and tested with. */
  public static final String VERSION = "1.0.0-M2.1";

  /** The classifier of {@code nd4j-native} that is recommended on Linux with AVX2. */
  public static final String FAST_CLASSIFIER = "linux-x86_64-onednn-avx2";

  /** What was found. */
  public enum State {
    /** ND4J is not on the class path. */
    API_MISSING,
    /** ND4J's interfaces are there, but nothing that computes. */
    BACKEND_MISSING,
    /** A backend is there, but did not start on this machine. */
    FAILED,
    /** The CPU backend with the plain natives. */
    PLAIN,
    /** The CPU backend with the natives of a classifier for this kind of CPU. */
    OPTIMISED,
    /** A backend that is not the CPU's. */
    OTHER
  }

  /**
   * Checks that nothing is null.
   *
   * @param state what was found
   * @param natives platform and extension of the natives, or empty
   * @param library the loaded file, or empty
   * @param missing Maven coordinates to add
   * @param problem why ND4J did not start, or empty
   */
  public Nd4jBackend {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(natives, "natives");
    Objects.requireNonNull(library, "library");
    missing = List.copyOf(missing);
    Objects.requireNonNull(problem, "problem");
  }

  /** Looked up once, when first asked for: a class path does not change. */
  private static final class Found {
    static final Nd4jBackend CURRENT = Nd4jDetection.detect();

    private Found() {}
  }

  /** Says once what would be faster, when something is about to compute. */
  private static final class Hinted {
    static final Nd4jBackend CURRENT = Nd4jDetection.log(current());

    private Hinted() {}
  }

  /** {@return what this class path has; the first call loads the native library} */
  public static Nd4jBackend current() {
    return Found.CURRENT;
  }

  /**
   * Refuses to go on where ND4J cannot compute. Where it can, but faster natives would run here,
   * the first call logs the hint as a warning.
   *
   * @param feature what needs it, for example {@code "A network"}
   * @return what was found
   * @throws MissingDependencyException if ND4J or its backend is not on the class path, or did not
   *     start; names what to add
   */
  public static Nd4jBackend require(String feature) {
    Objects.requireNonNull(feature, "feature");
    current().requireUsable(feature);
    return Hinted.CURRENT;
  }

  void requireUsable(String feature) {
    if (!isUsable()) {
      throw new MissingDependencyException(
          feature,
          missing.isEmpty()
              ? "a backend of ND4J that starts (" + problem + ")"
              : String.join(" and ", missing),
          new IllegalStateException(hint().orElse(toString())));
    }
  }

  /** {@return whether ND4J can compute} */
  public boolean isUsable() {
    return state == State.PLAIN || state == State.OPTIMISED || state == State.OTHER;
  }

  /** {@return what to add and what it is good for, with the Maven lines; empty if all is well} */
  public Optional<String> hint() {
    if (state == State.FAILED) {
      return Optional.of(
          "ND4J's backend did not start: "
              + problem
              + ". Its natives must be those of this platform; all ND4J jars must be of one version.");
    }
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String reason =
        switch (state) {
          case API_MISSING -> "What learns needs ND4J, which is not on the class path.";
          case BACKEND_MISSING -> "ND4J is on the class path, but no backend that computes.";
          default ->
              "ND4J runs its plain natives ("
                  + natives
                  + "): 3x3 convolutions take 4 times as long forward and 11 times as long backward"
                  + " as with the oneDNN natives (measured on one thread where Bulwark was designed).";
        };
    StringBuilder text = new StringBuilder(reason).append(" Add");
    for (String coordinates : missing) {
      text.append('\n').append(mavenLines(coordinates));
    }
    return Optional.of(text.toString());
  }

  private static String mavenLines(String coordinates) {
    String[] parts = coordinates.split(":", -1);
    StringBuilder lines = new StringBuilder("<dependency>\n");
    String[] tags = {"groupId", "artifactId", "version", "classifier"};
    for (int i = 0; i < parts.length; i++) {
      lines.append("  <" + tags[i] + ">" + parts[i] + "</" + tags[i] + ">\n");
    }
    return lines.append("</dependency>").toString();
  }

  /** {@return one line: the state and the natives} */
  @Override
  public String toString() {
    return switch (state) {
      case API_MISSING -> "no ND4J on the class path";
      case BACKEND_MISSING -> "ND4J without a backend";
      case FAILED -> "ND4J's backend did not start: " + problem;
      case PLAIN -> "ND4J, plain natives " + natives;
      case OPTIMISED -> "ND4J, natives " + natives;
      case OTHER -> "ND4J, backend " + natives;
    };
  }
}
