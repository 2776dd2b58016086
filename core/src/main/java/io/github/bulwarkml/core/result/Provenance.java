// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.core.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.Json;
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
import java.util.LinkedHashMap;
import java.util.List;
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
     * Checks the parts.
     *
     * @param name the file's name, without its folder
     * @param sha256 64 hexadecimal digits
     * @param bytes its length, at least 0
     * @throws IllegalArgumentException if the digest or the length is none
     */
    public Input {
      Objects.requireNonNull(name, "name");
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "sha256 must be 64 lower-case hexadecimal digits, but was '" + sha256 + "'");
      }
      Require.inRange(bytes, 0, Long.MAX_VALUE, "bytes");
    }

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
   * Copies the collections and brings parameters to the form that JSON keeps: whole numbers become
   * {@code Long}, others {@code Double} or, if not finite, text; enums become lower-case text;
   * arrays and iterables become lists; what else there is becomes its {@code toString()}. Absent
   * values are left out.
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
   * @throws IllegalArgumentException if {@code threads} or {@code elapsedSeconds} is out of range
   */
  public Provenance {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(library, "library");
    Objects.requireNonNull(java, "java");
    Objects.requireNonNull(os, "os");
    Objects.requireNonNull(arch, "arch");
    Objects.requireNonNull(cpu, "cpu");
    Objects.requireNonNull(kernels, "kernels");
    Objects.requireNonNull(noise, "noise");
    Objects.requireNonNull(started, "started");
    Require.atLeast(threads, 1, "threads");
    Require.nonNegative(elapsedSeconds, "elapsedSeconds");
    parameters = ParameterValues.ofMap(parameters);
    inputs = List.copyOf(inputs);
    parents = List.copyOf(parents);
  }

  /**
   * {@return the provenance in a JSON document: the object that {@link #writeTo} writes, or a
   * result that has it as its member {@code provenance}}
   *
   * @param json the document
   * @throws io.github.bulwarkml.core.MalformedFileException if the document is no such JSON, or its
   *     fingerprint does not fit what it says
   */
  public static Provenance read(String json) throws IOException {
    return ProvenanceReader.read(Json.parse("provenance", json));
  }

  /**
   * {@return the provenance in a JSON file, as in {@link #read(String)}}
   *
   * @param file a result written as JSON
   * @throws io.github.bulwarkml.core.MalformedFileException if the file is no such JSON, or its
   *     fingerprint does not fit what it says
   * @throws IOException if the file cannot be read
   */
  public static Provenance read(Path file) throws IOException {
    return ProvenanceReader.read(Json.read(file));
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
    writeFields(json, false);
    json.endObject();
    return Sha256.of(json.toString().getBytes(UTF_8)).substring(0, 12);
  }

  /**
   * {@return the command line that makes the result again} Parameters become long options in
   * kebab-case: a list repeats its option, {@code true} is a bare flag, false and absent values are
   * left out. Words are quoted for a POSIX shell where needed.
   */
  public String rerunCommand() {
    StringBuilder line = new StringBuilder("bulwark ").append(task);
    parameters.forEach((name, value) -> appendOption(line, kebab(name), value));
    if (seed != null) {
      line.append(" --seed ").append(seed.value());
    }
    return line.toString();
  }

  private static void appendOption(StringBuilder line, String option, Object value) {
    if (value instanceof Iterable<?> several) {
      several.forEach(one -> appendOption(line, option, one));
    } else if (Boolean.TRUE.equals(value)) {
      line.append(" --").append(option);
    } else if (!Boolean.FALSE.equals(value)) {
      String text = value instanceof Map<?, ?> map ? pairs(map) : Column.plain(value);
      // What starts with a dash would be taken for an option.
      line.append(" --").append(option).append(text.startsWith("-") ? '=' : ' ');
      line.append(quoted(text));
    }
  }

  /** {@return a map as picocli reads one option of it: key=value, separated by commas} */
  private static String pairs(Map<?, ?> map) {
    List<String> pairs = new ArrayList<>();
    map.forEach((key, value) -> pairs.add(key + "=" + Column.plain(value)));
    return String.join(",", pairs);
  }

  /** {@return the text as a POSIX shell needs it to be one word} */
  private static String quoted(String text) {
    boolean plain = text.matches("[A-Za-z0-9_./:=,@%+-]+");
    return plain ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static String kebab(String name) {
    StringBuilder kebab = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
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
    writeFields(json, true);
    json.member("fingerprint", fingerprint()).member("rerun", rerunCommand()).endObject();
  }

  private void writeFields(JsonWriter json, boolean ofThisMachine) {
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
    json.member("library", library);
    if (ofThisMachine) {
      json.member("java", java)
          .member("os", os)
          .member("arch", arch)
          .member("cpu", cpu)
          .member("threads", threads);
    }
    json.member("kernels", kernels).member("noise", noise);
    if (ofThisMachine) {
      json.member("started", started).member("elapsedSeconds", elapsedSeconds);
    }
    json.member("parent", parents);
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
     * @param value a string, number, boolean, enum, path, list or map of those; null is left out
     */
    public Recorder parameter(String name, @Nullable Object value) {
      Objects.requireNonNull(name, "name");
      if (value != null) {
        parameters.put(name, value);
      }
      return this;
    }

    /**
     * {@return this recorder, with the seed}
     *
     * @param newSeed the seed
     */
    public Recorder seed(Seed newSeed) {
      this.seed = Objects.requireNonNull(newSeed, "newSeed");
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
      this.noise = Objects.requireNonNull(source, "source");
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
