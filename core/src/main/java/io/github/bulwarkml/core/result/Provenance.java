// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.core.io.JsonWriter;
import io.github.bulwarkml.core.io.Sha256;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.run.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a result was made: everything needed to make it again, and where and when it was made.
 *
 * @param task the command's words, for example {@code "robustness fit"}
 * @param parameters every parameter after defaulting, by its lowerCamelCase name, in order
 * @param seed the seed, or null for a task without randomness
 * @param inputs the files read
 * @param library Bulwark's version and commit
 * @param java version and vendor of the virtual machine
 * @param os operating system
 * @param arch processor architecture
 * @param cpu processor model, or "unknown"
 * @param threads how many threads were allowed
 * @param kernels the vector kernels in use: "plain" or, for example, "vector-256"
 * @param noise where privacy noise came from: "none", "secure" or "seeded — not private"
 * @param started start in UTC, ISO-8601, whole seconds
 * @param elapsedSeconds wall time
 * @param parents fingerprints of the results this one was made from
 * @since 0.1.0
 */
public record Provenance(
    String task,
    Map<String, Object> parameters,
    @Nullable Seed seed,
    List<Input> inputs,
    String library,
    String java,
    String os,
    String arch,
    String cpu,
    int threads,
    String kernels,
    String noise,
    String started,
    double elapsedSeconds,
    List<String> parents) {

  /**
   * A file that was read.
   *
   * @param name the file's name, without its folder
   * @param sha256 digest of its content, 64 hexadecimal digits
   * @param bytes its length
   */
  public record Input(String name, String sha256, long bytes) {
    /**
     * {@return the record of a file}
     *
     * @param file an existing file
     * @throws IOException if it cannot be read
     */
    public static Input of(Path file) throws IOException {
      return new Input(String.valueOf(file.getFileName()), Sha256.of(file), Files.size(file));
    }
  }

  /**
   * Copies the collections.
   *
   * @param task the command's words
   * @param parameters every parameter after defaulting
   * @param seed the seed, or null
   * @param inputs the files read
   * @param library Bulwark's version and commit
   * @param java version and vendor of the virtual machine
   * @param os operating system
   * @param arch processor architecture
   * @param cpu processor model, or "unknown"
   * @param threads how many threads were allowed
   * @param kernels the vector kernels in use
   * @param noise where privacy noise came from
   * @param started start in UTC
   * @param elapsedSeconds wall time
   * @param parents fingerprints of the results this one was made from
   */
  public Provenance {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    inputs = List.copyOf(inputs);
    parents = List.copyOf(parents);
  }

  /**
   * {@return a recorder whose clock starts now}
   *
   * @param task the command's words, for example {@code "robustness fit"}
   */
  public static Recorder start(String task) {
    return new Recorder(task);
  }

  /**
   * {@return the first 12 hexadecimal digits of SHA-256 over the JSON form without what differs
   * between machines: started, elapsedSeconds, cpu, os, arch, java, threads}
   */
  public String fingerprint() {
    JsonWriter json = new JsonWriter().beginObject();
    writeCommon(json);
    json.endObject();
    return Sha256.of(json.toString().getBytes(UTF_8)).substring(0, 12);
  }

  /**
   * {@return the command line that makes the result again} Parameters become long options in
   * kebab-case: a list repeats its option, {@code true} is a bare flag, false and absent values are
   * left out.
   */
  public String rerunCommand() {
    StringBuilder line = new StringBuilder("bulwark ").append(task);
    parameters.forEach((name, value) -> appendOption(line, kebab(name), value));
    if (seed != null) {
      line.append(" --seed ").append(seed.value());
    }
    return line.toString();
  }

  private static void appendOption(StringBuilder line, String option, @Nullable Object value) {
    if (value instanceof Iterable<?> several && !(value instanceof Path)) {
      several.forEach(one -> appendOption(line, option, one));
    } else if (Boolean.TRUE.equals(value)) {
      line.append(" --").append(option);
    } else if (value != null && !Boolean.FALSE.equals(value)) {
      String text = value.toString();
      boolean plain = !text.isEmpty() && text.matches("[A-Za-z0-9_./:=,@%+-]*");
      line.append(" --").append(option).append(' ');
      line.append(plain ? text : "'" + text.replace("'", "'\\''") + "'");
    }
  }

  private static String kebab(String name) {
    StringBuilder kebab = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        kebab.append('-');
      }
      kebab.append(Character.toLowerCase(c));
    }
    return kebab.toString();
  }

  /** {@return one line: seed, kernels, library, fingerprint, rerun command} */
  public String toLine() {
    StringBuilder line = new StringBuilder();
    if (seed != null) {
      line.append("seed ").append(Long.toHexString(seed.value())).append(" · ");
    }
    return line.append(kernels)
        .append(" · ")
        .append(library)
        .append(" · ")
        .append(fingerprint())
        .append(" · rerun: ")
        .append(rerunCommand())
        .toString();
  }

  /**
   * Writes the provenance as a JSON object, fields in declared order.
   *
   * @param json a writer that awaits a value
   */
  public void writeTo(JsonWriter json) {
    json.beginObject();
    writeCommon(json);
    json.member("java", java)
        .member("os", os)
        .member("arch", arch)
        .member("cpu", cpu)
        .member("threads", threads)
        .member("started", started)
        .member("elapsedSeconds", elapsedSeconds)
        .member("fingerprint", fingerprint())
        .member("rerun", rerunCommand())
        .endObject();
  }

  private void writeCommon(JsonWriter json) {
    json.member("task", task).member("parameters", parameters);
    json.member("seed", seed == null ? null : seed.value());
    json.name("inputs").beginArray();
    for (Input input : inputs) {
      json.beginObject()
          .member("name", input.name())
          .member("sha256", input.sha256())
          .member("bytes", input.bytes())
          .endObject();
    }
    json.endArray();
    json.member("library", library)
        .member("kernels", kernels)
        .member("noise", noise)
        .member("parent", parents);
  }

  /** Collects what a running task uses. Not thread-safe. */
  public static final class Recorder {
    private final String task;
    private final Instant started = Instant.now();
    private final long startNanos = System.nanoTime();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<Input> inputs = new ArrayList<>();
    private final List<String> parents = new ArrayList<>();
    private @Nullable Seed seed;
    private int threads = 1;
    private String noise = "none";

    private Recorder(String task) {
      this.task = Objects.requireNonNull(task, "task");
    }

    /**
     * {@return this recorder, with a parameter}
     *
     * @param name the option's name in lowerCamelCase
     * @param value a string, number, boolean, enum or list of those; null is left out
     */
    public Recorder parameter(String name, @Nullable Object value) {
      if (value != null) {
        parameters.put(
            name, value instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT) : value);
      }
      return this;
    }

    /**
     * {@return this recorder, with the seed}
     *
     * @param newSeed the seed
     */
    public Recorder seed(Seed newSeed) {
      this.seed = newSeed;
      return this;
    }

    /**
     * {@return this recorder, with one more input file}
     *
     * @param file an existing file
     * @throws IOException if it cannot be read
     */
    public Recorder input(Path file) throws IOException {
      inputs.add(Input.of(file));
      return this;
    }

    /**
     * {@return this recorder, with the thread count}
     *
     * @param parallel what the task may use
     */
    public Recorder threads(Parallel parallel) {
      this.threads = parallel.threads();
      return this;
    }

    /**
     * {@return this recorder, with the source of privacy noise}
     *
     * @param source "none", "secure" or "seeded — not private"
     */
    public Recorder noise(String source) {
      this.noise = source;
      return this;
    }

    /**
     * {@return this recorder, with a result the task builds on}
     *
     * @param parent its provenance
     */
    public Recorder parent(Provenance parent) {
      parents.add(parent.fingerprint());
      return this;
    }

    /** {@return the provenance, with the time since the start} */
    public Provenance finish() {
      return new Provenance(
          task,
          parameters,
          seed,
          inputs,
          Platform.library(),
          Platform.java(),
          Platform.os(),
          Platform.arch(),
          Platform.cpu(),
          threads,
          Platform.kernels(),
          noise,
          started.truncatedTo(ChronoUnit.SECONDS).toString(),
          (System.nanoTime() - startNanos) / 1e9,
          parents);
    }
  }

  @Override
  public String toString() {
    return toLine();
  }
}
