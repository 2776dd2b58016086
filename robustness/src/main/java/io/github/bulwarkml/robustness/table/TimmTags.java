// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.table;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a timm model was pre-trained on, by the tag in its name.
 *
 * <p>The tag is what follows the first point, split at underscores: {@code
 * vit_base_patch16_clip_224.openai_ft_in1k} has the words {@code openai}, {@code ft}, {@code in1k}.
 * The group is {@code clip} (image and text pairs), {@code web} (other web data), {@code in21k}
 * (ImageNet-21k or parts) or {@code in1k}, in this order of precedence.
 *
 * @since 0.1.0
 */
public final class TimmTags {
  private static final List<String> CLIP = List.of("clip", "laion2b", "laiona", "openai", "webli");
  private static final List<String> WEB =
      List.of("jft", "ig1b", "yfcc100m", "swag", "seer", "m38m", "m30m", "ssld");
  private static final List<String> IN21K = List.of("in21k", "in22k", "in12k");

  private TimmTags() {}

  /**
   * {@return the group of a model: {@code clip}, {@code web}, {@code in21k} or {@code in1k}}
   *
   * @param model its name, such as {@code "resnet50.tv_in1k"}
   */
  public static String groupOf(String model) {
    Objects.requireNonNull(model, "model");
    int point = model.indexOf('.');
    List<String> words =
        point < 0 ? List.of() : Arrays.asList(model.substring(point + 1).split("_", -1));
    if (words.stream().anyMatch(CLIP::contains)) {
      return "clip";
    }
    if (words.stream().anyMatch(WEB::contains)) {
      return "web";
    }
    return words.stream().anyMatch(IN21K::contains) ? "in21k" : "in1k";
  }
}
