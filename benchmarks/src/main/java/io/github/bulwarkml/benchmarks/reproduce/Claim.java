// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks.reproduce;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A published claim, what came out here, and the verdict.
 *
 * <pre>{@code
 * Claim.titled("Accuracy drop on ImageNetV2")
 *     .published("11 to 14 points", "Models lose 11 % to 14 % on ImageNet.")
 *     .source("Recht et al. 2019, abstract", "https://arxiv.org/abs/1902.10811")
 *     .setting("85 standard models of imagenet-testbed")
 *     .measured(Measurement.of(12.1, interval, "points", 2))
 *     .judgedBy(VerdictRule.inside(11, 14));
 * }</pre>
 *
 * @param title a few words for the summary
 * @param statement what the source says, in a sentence
 * @param published the published number, or "no number" for a claim in words
 * @param citation authors, year and place in the source
 * @param url where the source can be read
 * @param setting how we measured
 * @param ours our number
 * @param rule the rule of the verdict in words
 * @param verdict the verdict
 * @since 0.1.0
 */
public record Claim(
    String title,
    String statement,
    String published,
    String citation,
    String url,
    String setting,
    Measurement ours,
    String rule,
    Verdict verdict) {
  /**
   * Checks that nothing is null.
   *
   * @param title a few words for the summary
   * @param statement what the source says
   * @param published the published number
   * @param citation authors, year and place in the source
   * @param url where the source can be read
   * @param setting how we measured
   * @param ours our number
   * @param rule the rule of the verdict in words
   * @param verdict the verdict
   */
  public Claim {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(statement, "statement");
    Objects.requireNonNull(published, "published");
    Objects.requireNonNull(citation, "citation");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(setting, "setting");
    Objects.requireNonNull(ours, "ours");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(verdict, "verdict");
    if (!url.startsWith("https://")) {
      throw new IllegalArgumentException("url must start with https://, but was " + url);
    }
  }

  /**
   * {@return a builder of a claim}
   *
   * @param title a few words for the summary
   */
  public static Builder titled(String title) {
    return new Builder(title);
  }

  /** Collects the parts of a claim; {@link #judgedBy} ends it. */
  public static final class Builder {
    private final String title;
    private String statement = "";
    private String published = "no number";
    private String citation = "";
    private String url = "";
    private String setting = "";
    private @Nullable Measurement ours;

    private Builder(String title) {
      this.title = Objects.requireNonNull(title, "title");
    }

    /**
     * {@return this builder, with what the source says}
     *
     * @param number the published number with its unit, or "no number"
     * @param sentence the claim in a sentence
     */
    public Builder published(String number, String sentence) {
      this.published = number;
      this.statement = sentence;
      return this;
    }

    /**
     * {@return this builder, with the source}
     *
     * @param newCitation authors, year and place in the source
     * @param newUrl where it can be read, starting with {@code https://}
     */
    public Builder source(String newCitation, String newUrl) {
      this.citation = newCitation;
      this.url = newUrl;
      return this;
    }

    /**
     * {@return this builder, with how we measured}
     *
     * @param newSetting one sentence
     */
    public Builder setting(String newSetting) {
      this.setting = newSetting;
      return this;
    }

    /**
     * {@return this builder, with our number}
     *
     * @param measurement our number
     */
    public Builder measured(Measurement measurement) {
      this.ours = measurement;
      return this;
    }

    /**
     * {@return the claim with its verdict}
     *
     * @param rule how it is judged
     * @throws IllegalStateException if our number or the source is missing
     */
    public Claim judgedBy(VerdictRule rule) {
      if (ours == null || url.isEmpty() || statement.isEmpty() || setting.isEmpty()) {
        throw new IllegalStateException(
            "a claim needs a statement, a source, a setting and our number: " + title);
      }
      return new Claim(
          title,
          statement,
          published,
          citation,
          url,
          setting,
          ours,
          rule.words(),
          rule.judge(ours));
    }
  }
}
