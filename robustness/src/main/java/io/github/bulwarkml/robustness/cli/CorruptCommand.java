// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.cli;

import io.github.bulwarkml.core.cli.ResultCommand;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.result.Provenance;
import io.github.bulwarkml.core.result.Result;
import io.github.bulwarkml.robustness.cli.CorruptionConverters.ScaleChoice;
import io.github.bulwarkml.robustness.corruption.ContactSheet;
import io.github.bulwarkml.robustness.corruption.Corruption;
import io.github.bulwarkml.robustness.corruption.CorruptionBatch;
import io.github.bulwarkml.robustness.corruption.CorruptionOptions;
import io.github.bulwarkml.robustness.corruption.CorruptionScale;
import io.github.bulwarkml.robustness.corruption.CorruptionSummary;
import io.github.bulwarkml.robustness.corruption.CorruptionTally;
import io.github.bulwarkml.robustness.corruption.CorruptionVariant;
import io.github.bulwarkml.robustness.corruption.Corruptor;
import io.github.bulwarkml.robustness.corruption.FrostTextures;
import io.github.bulwarkml.robustness.corruption.GlassExchange;
import io.github.bulwarkml.robustness.corruption.Image;
import io.github.bulwarkml.robustness.corruption.ImageFiles;
import io.github.bulwarkml.robustness.corruption.ImageStack;
import io.github.bulwarkml.robustness.corruption.Quantization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * {@code bulwark robustness corrupt}: corrupted copies of images, and a contact sheet.
 *
 * @since 0.1.0
 */
@Command(
    name = "corrupt",
    description = {
      "Corrupt images as ImageNet-C does: 19 corruptions, 5 severities, any size, seeded.",
      "Reads a PNG or JPEG file, a folder of them, an IDX file (.gz or not) or a NumPy file (u1,"
          + " images first); writes the same kind to DIR/<corruption>/<severity>/.",
      "Example: bulwark robustness corrupt --input photos --corruption fog --out out",
      "Paper: Hendrycks and Dietterich, ICLR 2019, https://arxiv.org/abs/1903.12261"
    },
    mixinStandardHelpOptions = true,
    modelTransformer = CorruptCommand.OutIsFolder.class)
public final class CorruptCommand extends ResultCommand {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "image file, folder of image files, IDX or npy file")
  private Path input = Path.of("");

  @Option(
      names = "--corruption",
      paramLabel = "NAME",
      defaultValue = "common",
      description =
          "a corruption, common (the 15) or all (the 19); repeatable (default: ${DEFAULT-VALUE})")
  private List<String> corruptions = new ArrayList<>();

  @Option(
      names = "--severity",
      paramLabel = "N",
      defaultValue = "all",
      description = "1 to 5, or all; repeatable (default: ${DEFAULT-VALUE})")
  private List<String> severities = new ArrayList<>();

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "auto",
      converter = CorruptionConverters.ToScale.class,
      description =
          "imagenet, cifar (for images of about 32 pixels), or auto: cifar if both sides of the"
              + " first image are below 64 pixels, said on the error stream and in the result"
              + " (default: ${DEFAULT-VALUE})")
  private ScaleChoice scale = ScaleChoice.AUTO;

  @Option(
      names = "--variant",
      paramLabel = "VARIANT",
      defaultValue = "size-free",
      converter = CorruptionConverters.ToVariant.class,
      description = "size-free or original (default: ${DEFAULT-VALUE})")
  private CorruptionVariant variant = CorruptionVariant.SIZE_FREE;

  @Option(
      names = "--quantization",
      paramLabel = "MODE",
      defaultValue = "truncate",
      converter = CorruptionConverters.ToQuantization.class,
      description = "truncate, as published, or round (default: ${DEFAULT-VALUE})")
  private Quantization quantization = Quantization.TRUNCATE;

  @Option(
      names = "--glass",
      paramLabel = "MODE",
      defaultValue = "published",
      converter = CorruptionConverters.ToGlass.class,
      description = "exchange of glass_blur: published or swap (default: ${DEFAULT-VALUE})")
  private GlassExchange glass = GlassExchange.PUBLISHED;

  @Option(
      names = "--frost",
      paramLabel = "DIR",
      description =
          "folder of RGB frost textures; the first five by name are drawn, as published (default:"
              + " five generated look-alikes)")
  private @Nullable Path frost;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "seed of the random corruptions (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--sheet",
      paramLabel = "FILE.png",
      description = "also write a contact sheet: the first image, all severities")
  private @Nullable Path sheet;

  @Option(names = "--lossless", description = "write JPEG inputs as PNG")
  private boolean lossless;

  /** Creates the command. */
  public CorruptCommand() {}

  /** Gives {@code --out} its meaning here. */
  static final class OutIsFolder implements IModelTransformer {
    OutIsFolder() {}

    @Override
    public CommandSpec transform(CommandSpec spec) {
      OptionSpec out = spec.findOption("--out");
      spec.remove(out);
      return spec.addOption(
          OptionSpec.builder(out)
              .paramLabel("DIR")
              .description(
                  "folder for the corrupted images; DIR/<corruption>/<severity> must not exist yet")
              .build());
    }
  }

  @Override
  protected boolean writesOut() {
    return true;
  }

  @Override
  protected Result run() throws IOException {
    List<Corruption> chosen = chosenCorruptions();
    List<Integer> levels = chosenSeverities();
    Path folder = out();
    if (folder == null && sheet == null) {
      throw new IllegalArgumentException("give --out DIR, --sheet FILE.png or both");
    }
    if (sheet != null && ImageFiles.typeOf(sheet) != ImageFiles.Type.PNG) {
      throw new IllegalArgumentException("--sheet must end in .png, but was " + sheet);
    }
    requireFree(folder, chosen, levels);
    CorruptionInput images = open();
    Image first = images.first();
    CorruptionOptions options = options(first);
    Provenance.Recorder recorder = record(images, options);

    List<CorruptionSummary.Row> rows = new ArrayList<>();
    CorruptionBatch batch = CorruptionBatch.of(options, Seed.of(seed)).withParallel(parallel());
    if (folder != null) {
      for (Corruption corruption : chosen) {
        for (int severity : levels) {
          Path target = target(folder, corruption, severity);
          rows.add(corrupt(images, batch, corruption, severity, target));
        }
      }
    }
    if (sheet != null) {
      Corruptor corruptor = new Corruptor(options);
      ImageFiles.writePng(sheet, ContactSheet.of(first, chosen, corruptor, Seed.of(seed), 0));
      say("contact sheet: " + sheet);
    }
    return new CorruptionSummary(options, rows, recorder.finish());
  }

  private static CorruptionSummary.Row corrupt(
      CorruptionInput images,
      CorruptionBatch batch,
      Corruption corruption,
      int severity,
      Path target)
      throws IOException {
    CorruptionTally tally = new CorruptionTally();
    try (StagedFolder staged = new StagedFolder(target)) {
      images.corrupt(batch, corruption, severity, staged.path(), tally);
      staged.complete();
    }
    return tally.row(corruption, severity);
  }

  private static Path target(Path folder, Corruption corruption, int severity) {
    return folder.resolve(corruption.id()).resolve(Integer.toString(severity));
  }

  private static void requireFree(
      @Nullable Path folder, List<Corruption> corruptions, List<Integer> severities) {
    if (folder == null) {
      return;
    }
    for (Corruption corruption : corruptions) {
      for (int severity : severities) {
        Path target = target(folder, corruption, severity);
        if (Files.exists(target)) {
          throw new IllegalArgumentException(
              "--out must not hold earlier results, but " + target + " exists");
        }
      }
    }
  }

  private CorruptionInput open() throws IOException {
    if (!Files.exists(input)) {
      throw new NoSuchFileException(input.toString());
    }
    if (Files.isDirectory(input)) {
      return FileInput.ofFolder(input, lossless);
    }
    if (ImageFiles.isImageName(input)) {
      return FileInput.ofFile(input, lossless);
    }
    if (ImageStack.isStackName(input)) {
      return new StackInput(input);
    }
    throw new IllegalArgumentException(
        "--input must be a folder or end in .png, .jpg, .jpeg, .npy, .idx or -ubyte (IDX also with"
            + " .gz), but was "
            + input);
  }

  private CorruptionOptions options(Image first) throws IOException {
    CorruptionScale resolved =
        switch (scale) {
          case IMAGENET -> CorruptionScale.IMAGENET;
          case CIFAR -> CorruptionScale.CIFAR;
          case AUTO -> CorruptionScale.suiting(first);
        };
    if (scale == ScaleChoice.AUTO) {
      say(
          "scale: "
              + resolved.name().toLowerCase(Locale.ROOT)
              + ", chosen for the first image of "
              + first.height()
              + " x "
              + first.width()
              + " pixels");
    }
    FrostTextures textures = frost == null ? FrostTextures.generated() : textures(frost);
    return new CorruptionOptions(resolved, variant, quantization, glass, textures);
  }

  private static FrostTextures textures(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "must be a folder of textures");
    }
    List<Image> images = new ArrayList<>();
    for (Path file : FileInput.ofFolder(folder, false).files()) {
      images.add(ImageFiles.read(file));
    }
    return FrostTextures.published(images);
  }

  private Provenance.Recorder record(CorruptionInput images, CorruptionOptions options)
      throws IOException {
    Provenance.Recorder recorder =
        Provenance.start("robustness corrupt")
            .parameter("input", input.toString())
            .parameter("corruption", corruptions)
            .parameter("severity", severities)
            .parameter("scale", kebab(options.scale()))
            .parameter("variant", kebab(variant))
            .parameter("quantization", kebab(quantization))
            .parameter("glass", kebab(glass))
            .parameter("frost", frost == null ? null : frost.toString())
            .parameter("lossless", lossless)
            .parameter("sheet", sheet == null ? null : sheet.toString())
            .parameter("out", out() == null ? null : String.valueOf(out()))
            .seed(Seed.of(seed))
            .threads(parallel());
    // A folder may hold a million files: the summary counts them.
    if (images.files().size() == 1) {
      recorder.input(images.files().get(0));
    }
    return recorder;
  }

  private static String kebab(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private List<Corruption> chosenCorruptions() {
    Set<Corruption> chosen = new LinkedHashSet<>();
    for (String name : corruptions) {
      switch (name.toLowerCase(Locale.ROOT)) {
        case "all" -> chosen.addAll(Corruption.all());
        case "common" -> chosen.addAll(Corruption.common());
        case "validation" -> chosen.addAll(Corruption.validation());
        default -> chosen.add(Corruption.named(name));
      }
    }
    return Corruption.all().stream().filter(chosen::contains).toList();
  }

  private List<Integer> chosenSeverities() {
    Set<Integer> chosen = new LinkedHashSet<>();
    for (String text : severities) {
      if (text.equalsIgnoreCase("all")) {
        chosen.addAll(List.of(1, 2, 3, 4, 5));
      } else if (text.length() == 1 && "12345".contains(text)) {
        chosen.add(Integer.valueOf(text));
      } else {
        throw new IllegalArgumentException(
            "--severity must be 1, 2, 3, 4, 5 or all, but was '" + text + "'");
      }
    }
    return chosen.stream().sorted().toList();
  }

  private void say(String line) {
    if (!quiet() && spec != null) {
      spec.commandLine().getErr().println(line);
    }
  }
}
