// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.pretraining;

import io.github.bulwarkml.core.io.Idx;
import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.robustness.diversity.DiversityDesign;
import io.github.bulwarkml.robustness.intervention.ClassHierarchy;
import io.github.bulwarkml.robustness.intervention.ClassesVersusImages;
import io.github.bulwarkml.robustness.intervention.Granularity;
import io.github.bulwarkml.robustness.intervention.InterventionPlan;
import io.github.bulwarkml.robustness.intervention.Quantity;
import io.github.bulwarkml.robustness.intervention.RandomLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The study on Fashion-MNIST: pullover, coat, shirt, sneaker and ankle boot are the target task;
 * T-shirt, trouser, dress, sandal and bag are pre-trained on, so that each target class has kin
 * among the others and none of them has been seen.
 *
 * <p>Pre-training sets: {@code N250_C5} to {@code N16000_C5} (250, 1000, 4000, 16,000 images of all
 * five classes), {@code N4000_C3} and {@code N4000_C2} (4000 images of fewer classes, drawn anew in
 * each run), {@code N4000_C5_L2} (garments against sandals and bags), {@code N4000_C5_randlab}
 * (labels permuted at random). Out of distribution are the test images corrupted, see {@link
 * HeldOutClasses}.
 *
 * <p>Reference: Xiao, Rasul, Vollgraf, "Fashion-MNIST", arXiv:1708.07747. The split is Bulwark's
 * own.
 *
 * @since 0.1.0
 */
public final class FashionMnistStudy {
  /** The files, as published. */
  public static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte.gz",
          "train-labels-idx1-ubyte.gz",
          "t10k-images-idx3-ubyte.gz",
          "t10k-labels-idx1-ubyte.gz");

  private static final String FOLDER = "fashion-mnist";
  private static final int CLASSES = 10;
  private static final String REFERENCE = "N4000_C5";

  private FashionMnistStudy() {}

  /**
   * {@return the world of the files of a folder}
   *
   * @param data a folder with the {@link #FILES}, or one with a sub-folder {@code fashion-mnist}
   *     that holds them
   * @throws NoSuchFileException if a file is missing
   * @throws io.github.bulwarkml.core.MalformedFileException if a file breaks the format
   * @throws IOException if a file cannot be read
   */
  public static HeldOutClasses read(Path data) throws IOException {
    List<Path> files = files(data);
    return of(
        Idx.images(files.get(0), files.get(1), CLASSES),
        Idx.images(files.get(2), files.get(3), CLASSES));
  }

  /**
   * {@return the four files, in the order of {@link #FILES}}
   *
   * @param data a folder with the files, or one with a sub-folder {@code fashion-mnist} that holds
   *     them
   * @throws NoSuchFileException if a file is missing
   */
  public static List<Path> files(Path data) throws NoSuchFileException {
    Path folder = Files.isDirectory(data.resolve(FOLDER)) ? data.resolve(FOLDER) : data;
    List<Path> files = FILES.stream().map(folder::resolve).toList();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString());
      }
    }
    return files;
  }

  /**
   * {@return the world of two sets of images}
   *
   * @param training the training set, of ten classes
   * @param test the test set, of ten classes
   * @throws IllegalArgumentException if the number of classes is another one
   */
  public static HeldOutClasses of(ImageSet training, ImageSet test) {
    if (training.classes() != CLASSES) {
      throw new IllegalArgumentException(
          "training must be of 10 classes, but is of " + training.classes());
    }
    // T-shirt, trouser, dress; sandal, bag.
    ClassHierarchy hierarchy = ClassHierarchy.tree(5, 5, 5, 5, 6, 6, 7, 7, -1);
    InterventionPlan reference = InterventionPlan.of(new Quantity(4000));
    return HeldOutClasses.builder(training, test)
        .targetClasses(2, 4, 6, 7, 9)
        .pretraining("N250_C5", InterventionPlan.of(new Quantity(250)))
        .pretraining("N1000_C5", InterventionPlan.of(new Quantity(1000)))
        .pretraining(REFERENCE, reference)
        .pretraining("N16000_C5", InterventionPlan.of(new Quantity(16_000)))
        .pretraining("N4000_C3", InterventionPlan.of(new ClassesVersusImages(4000, 3)))
        .pretraining("N4000_C2", InterventionPlan.of(new ClassesVersusImages(4000, 2)))
        .pretraining("N4000_C5_L2", reference.then(new Granularity(hierarchy, 1)))
        .pretraining("N4000_C5_randlab", reference.then(new RandomLabels()))
        .build();
  }

  /** {@return which set plays which part} */
  public static DiversityDesign design() {
    return DiversityDesign.builder(PretrainingStudy.SCRATCH, REFERENCE)
        .quantity("N250_C5", 250)
        .quantity("N1000_C5", 1000)
        .quantity(REFERENCE, 4000)
        .quantity("N16000_C5", 16_000)
        .otherClassCount("N4000_C3")
        .otherClassCount("N4000_C2")
        .fine(REFERENCE)
        .coarse("N4000_C5_L2")
        .permuted("N4000_C5_randlab")
        .build();
  }
}
