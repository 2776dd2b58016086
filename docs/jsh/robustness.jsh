// Effective robustness from a handful of published accuracies (imagenet-testbed), in JShell.
var standard = List.of(
    AccuracyPair.of("alexnet", 0.56522, 0.43430),
    AccuracyPair.of("resnet18", 0.69758, 0.57310),
    AccuracyPair.of("vgg16", 0.71592, 0.58510),
    AccuracyPair.of("resnet50", 0.76130, 0.63210),
    AccuracyPair.of("resnet152", 0.78312, 0.66840),
    AccuracyPair.of("nasnetalarge", 0.82506, 0.72290));
var clip = AccuracyPair.of("CLIP ViT-B/32", 0.63302, 0.55770);
for (Transform transform : Transform.values()) {
  BaselineFit line = BaselineFit.of(standard, transform);
  System.out.println(line);
  System.out.printf(Locale.ROOT, "  CLIP ViT-B/32 %+.2f points%n", line.evaluate(clip).points());
}
/exit
