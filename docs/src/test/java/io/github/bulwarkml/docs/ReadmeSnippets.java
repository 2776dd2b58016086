// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.docs;

import io.github.bulwarkml.robustness.AccuracyPair;
import io.github.bulwarkml.robustness.BaselineFit;
import java.util.List;

/** README's example. The accuracies are rows of the imagenet-testbed's published table. */
final class ReadmeSnippets {
  private ReadmeSnippets() {}

  static void effectiveRobustness() {
    // region effectiveRobustness
    List<AccuracyPair> standard =
        List.of( // accuracy on ImageNet and on ImageNetV2
            AccuracyPair.of("alexnet", 0.56522, 0.43430),
            AccuracyPair.of("resnet18", 0.69758, 0.57310),
            AccuracyPair.of("vgg16", 0.71592, 0.58510),
            AccuracyPair.of("resnet50", 0.76130, 0.63210),
            AccuracyPair.of("resnet152", 0.78312, 0.66840),
            AccuracyPair.of("nasnetalarge", 0.82506, 0.72290));
    BaselineFit line = BaselineFit.of(standard);
    System.out.println(line);
    System.out.println(line.evaluate(AccuracyPair.of("CLIP ViT-B/32", 0.63302, 0.55770)));
    // endregion
  }
}
