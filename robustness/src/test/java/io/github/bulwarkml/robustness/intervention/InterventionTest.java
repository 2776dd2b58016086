// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.intervention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bulwarkml.core.io.ImageSet;
import io.github.bulwarkml.core.io.Json;
import io.github.bulwarkml.core.random.Seed;
import io.github.bulwarkml.core.random.SplitMix64;
import io.github.bulwarkml.core.run.Parallel;
import io.github.bulwarkml.core.testing.Cases;
import io.github.bulwarkml.robustness.intervention.PerClassDiversity.Populations;
import io.github.bulwarkml.robustness.intervention.Quantity.Sampling;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapSet;
import io.github.bulwarkml.robustness.synthtrap.SynthTrapWorld;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterventionTest {
  private static final Seed SEED = Seed.of(42);

  static Stream<Seed> seeds() {
    return Cases.seeds(25);
  }

  /** 600 examples of 10 unequal classes in 6 domains. */
  private static LabelledIndex index() {
    SplitMix64 random = new SplitMix64(5);
    int[] labels = new int[600];
    int[] domains = new int[600];
    for (int i = 0; i < labels.length; i++) {
      double u = random.nextDouble();
      labels[i] = (int) (10 * u * u);
      domains[i] = random.nextInt(6);
    }
    return LabelledIndex.of(labels, 10).withDomains(domains);
  }

  /** Classes 0-3, 4-6, 7-9 under 20, 21, 22; 20 and 21 under 30. */
  private static ClassHierarchy hierarchy() {
    ClassHierarchy.Builder builder = ClassHierarchy.builder(10, 40);
    for (int c = 0; c < 10; c++) {
      builder.edge(c, c < 4 ? 20 : c < 7 ? 21 : 22);
    }
    return builder.edge(20, 30).edge(21, 30).edge(22, 40).edge(30, 40).name(30, "animal").build();
  }

  private static Set<Integer> examples(InterventionResult result) {
    return Arrays.stream(result.index().examples()).boxed().collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void quantitiesAreNested(Seed seed) {
    for (Sampling sampling : Sampling.values()) {
      Set<Integer> smaller = Set.of();
      for (int images : new int[] {1, 7, 8, 9, 10, 100, 101, 102, 333, 599, 600}) {
        InterventionResult result = new Quantity(images, sampling).run(index(), seed);
        Set<Integer> larger = examples(result);
        assertThat(larger).hasSize(images).containsAll(smaller);
        smaller = larger;
      }
    }
  }

  @Test
  void stratifiedQuotasKeepTheShares() {
    int[] counts = index().labelCounts();
    int[] kept = new Quantity(100).run(index(), SEED).index().labelCounts();
    for (int c = 0; c < 10; c++) {
      assertThat(Math.abs(kept[c] - counts[c] / 6.0)).isLessThan(1);
    }
    assertThat(new Quantity(1).run(index(), SEED).warnings())
        .containsExactly("9 classes are left without an example");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void classesAreNestedAndTheTotalIsFixed(Seed seed) {
    Set<Integer> fewer = Set.of();
    for (int classes : new int[] {1, 2, 3, 4}) {
      LabelledIndex index = index();
      InterventionResult result =
          new ClassesVersusImages(30, classes, Shortfall.CAP).run(index, seed);
      Set<Integer> kept = new LinkedHashSet<>();
      for (int i = 0; i < result.index().size(); i++) {
        kept.add(result.index().sourceClass(i));
        assertThat(result.index().label(i))
            .isEqualTo(result.index().relabelling().orElseThrow()[result.index().sourceClass(i)]);
        assertThat(index.label(result.index().example(i))).isEqualTo(result.index().sourceClass(i));
      }
      assertThat(kept).hasSize(classes).containsAll(fewer);
      fewer = kept;
      if (result.warnings().isEmpty()) {
        assertThat(result.index().size()).isEqualTo(30);
        int[] counts = result.index().labelCounts();
        for (int k = 0; k < classes; k++) {
          assertThat(counts[k]).isEqualTo(30 / classes + (k < 30 % classes ? 1 : 0));
        }
      }
    }
  }

  @Test
  void aClassWithTooFewExamples() {
    int[] labels = {0, 0, 0, 0, 0, 1, 1};
    LabelledIndex index = LabelledIndex.of(labels, 2);
    assertThatThrownBy(() -> new ClassesVersusImages(8, 2).run(index, SEED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classesVersusImages: class 1 has 2 examples, but 4 are needed");
    InterventionResult capped = new ClassesVersusImages(8, 2, Shortfall.CAP).run(index, SEED);
    assertThat(capped.index().size()).isEqualTo(6);
    assertThat(capped.warnings())
        .containsExactly("class 1 has 2 examples, but 4 are needed; all are taken");
    assertThatThrownBy(() -> new ClassesVersusImages(8, 3).run(index, SEED))
        .hasMessage("classesVersusImages: classes must be in [1, 2], but was 3");
    assertThatThrownBy(() -> new ClassesVersusImages(2, 3))
        .hasMessage("images must be at least classes = 3, but was 2");
  }

  @Test
  void granularityMergesClasses() {
    InterventionResult result = new Granularity(hierarchy(), 1).run(index(), SEED);
    assertThat(result.index().size()).isEqualTo(600);
    assertThat(result.index().classes()).isEqualTo(2);
    assertThat(result.index().relabelling().orElseThrow())
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 1, 1);
    assertThat(result.toJson()).contains("\"name\": \"animal\"");
    assertThat(new Granularity(hierarchy(), 2).run(index(), SEED).index().relabelling().get())
        .containsExactly(0, 0, 0, 0, 1, 1, 1, 2, 3, 4);
    InterventionResult identity = new Granularity(hierarchy(), 4).run(index(), SEED);
    assertThat(identity.index().labels()).isEqualTo(index().labels());
    assertThat(identity.warnings())
        .containsExactly("depth 4 lies below every class (deepest: 3); nothing is changed");
    assertThat(new Granularity(hierarchy(), 3).run(index(), SEED).warnings()).isEmpty();
    assertThat(new Granularity(hierarchy(), 3).run(index(), SEED).index().labels())
        .isEqualTo(index().labels());
    assertThatThrownBy(() -> new Granularity(hierarchy(), 0))
        .hasMessage("depth must be >= 1, but was 0 (depth 0 is one class for everything)");
    assertThatThrownBy(
            () -> new Granularity(hierarchy(), 1).run(LabelledIndex.of(new int[] {0}, 3), SEED))
        .hasMessageContaining("hierarchy must be as long as the classes (3), but has 10");
  }

  @Test
  void randomCoarseKeepsTheSizesOfTheLabels() {
    InterventionResult result = new RandomCoarse(hierarchy(), 1).run(index(), SEED);
    int[] map = result.index().relabelling().orElseThrow();
    assertThat(Arrays.stream(map).filter(label -> label == 0).count()).isEqualTo(7);
    assertThat(Arrays.stream(map).filter(label -> label == 1).count()).isEqualTo(3);
    assertThat(map).isNotEqualTo(new int[] {0, 0, 0, 0, 0, 0, 0, 1, 1, 1});
  }

  @Test
  void randomLabelsKeepTheCounts() {
    InterventionResult result = new RandomLabels().run(index(), SEED);
    assertThat(result.index().labelCounts()).isEqualTo(index().labelCounts());
    assertThat(result.index().examples()).isEqualTo(index().examples());
    assertThat(result.index().labels()).isNotEqualTo(index().labels());
    assertThat(result.index().relabelling()).isEmpty();
    assertThat(result.toJson()).contains("\"relabelling\": null");
    // A coarser version of wrong labels is as wrong.
    LabelledIndex coarse =
        new RandomLabels().then(new Granularity(hierarchy(), 1)).run(index(), SEED).index();
    for (int i = 0; i < coarse.size(); i++) {
      assertThat(coarse.label(i)).isEqualTo(result.index().label(i) < 7 ? 0 : 1);
    }
  }

  @Test
  void semantics() {
    Semantics animals = new Semantics(hierarchy(), List.of(30));
    InterventionResult result = animals.excluding(List.of(21)).run(index(), SEED);
    assertThat(result.index().relabelling().orElseThrow())
        .containsExactly(0, 1, 2, 3, -1, -1, -1, -1, -1, -1);
    assertThat(result.index().classes()).isEqualTo(4);
    int[] before = index().labelCounts();
    assertThat(result.index().labelCounts()).containsExactly(Arrays.copyOf(before, 4));
    assertThat(animals.matchedTo(50).run(index(), SEED).index().size()).isEqualTo(50);
    InterventionResult objects =
        new Semantics(hierarchy(), List.of()).excluding(List.of(30)).run(index(), SEED);
    assertThat(objects.index().relabelling().orElseThrow())
        .containsExactly(-1, -1, -1, -1, -1, -1, -1, 0, 1, 2);
    assertThatThrownBy(() -> new Semantics(hierarchy(), List.of(77)))
        .hasMessage("include must be a node of the hierarchy, but was 77");
    assertThatThrownBy(() -> animals.excluding(List.of(30)).run(index(), SEED))
        .hasMessage("semantics: no example is under include [30] and outside exclude [30]");
    assertThatThrownBy(() -> animals.matchedTo(601).run(index(), SEED))
        .hasMessageContaining("images must be in [1, ");
  }

  /** What is excluded under a label goes even where the label itself stays. */
  @Test
  void semanticsOfCoarseLabels() {
    InterventionResult result =
        new Granularity(hierarchy(), 1)
            .then(new Semantics(hierarchy(), List.of(20)))
            .run(index(), SEED);
    assertThat(result.index().classes()).isEqualTo(1);
    assertThat(result.index().size()).isEqualTo(Arrays.stream(index().labelCounts(), 0, 4).sum());
    assertThat(result.index().relabelling().orElseThrow())
        .containsExactly(0, 0, 0, 0, -1, -1, -1, -1, -1, -1);
  }

  @Test
  void perClassDiversity() {
    InterventionResult all = new PerClassDiversity(60, 1, Populations.DOMAINS).run(index(), SEED);
    assertThat(all.index().examples())
        .isEqualTo(new Quantity(60).run(index(), SEED).index().examples());
    InterventionResult third = new PerClassDiversity(60, 3, Populations.DOMAINS).run(index(), SEED);
    assertThat(third.index().labelCounts()).isEqualTo(all.index().labelCounts());
    assertThat(domainsPerClass(third.index())).allMatch(n -> n <= 2);
    InterventionResult one =
        new PerClassDiversity(60, 100, Populations.DOMAINS, Shortfall.CAP).run(index(), SEED);
    assertThat(domainsPerClass(one.index())).allMatch(n -> n == 1);
    assertThatThrownBy(() -> new PerClassDiversity(590, 3, Populations.DOMAINS).run(index(), SEED))
        .hasMessageMatching(
            "perClassDiversity: class 0 in 2 of 6 populations has \\d+ examples, but \\d+ are"
                + " needed");
    LabelledIndex coarse =
        new Granularity(hierarchy(), 1)
            .then(new PerClassDiversity(40, 3, Populations.SOURCE_CLASSES))
            .run(index(), SEED)
            .index();
    Set<Integer> sources = new LinkedHashSet<>();
    for (int i = 0; i < coarse.size(); i++) {
      sources.add(coarse.sourceClass(i));
    }
    assertThat(sources).hasSize(4); // 3 of 7 and 1 of 3
    assertThatThrownBy(
            () ->
                new PerClassDiversity(1, 1, Populations.DOMAINS)
                    .run(LabelledIndex.of(new int[] {0}, 1), SEED))
        .hasMessage("perClassDiversity: the index must have domains");
  }

  private static List<Integer> domainsPerClass(LabelledIndex index) {
    List<Set<Integer>> domains = new java.util.ArrayList<>();
    for (int c = 0; c < index.classes(); c++) {
      domains.add(new LinkedHashSet<>());
    }
    for (int i = 0; i < index.size(); i++) {
      domains.get(index.label(i)).add(index.domains().orElseThrow()[i]);
    }
    return domains.stream().map(Set::size).toList();
  }

  @Test
  void domainMixture() {
    InterventionResult result =
        new DomainMixture(50, Map.of(0, 0.5, 4, 0.3, 2, 0.2)).run(index(), SEED);
    int[] counts = new int[6];
    for (int domain : result.index().domains().orElseThrow()) {
      counts[domain]++;
    }
    assertThat(counts).containsExactly(25, 0, 10, 0, 15, 0);
    assertThatThrownBy(() -> new DomainMixture(50, Map.of(0, 0.5)))
        .hasMessage("shares must sum to 1, but sum to 0.5");
    assertThatThrownBy(() -> new DomainMixture(50, Map.of(0, 1.5, 1, -.5)))
        .hasMessageContaining("shares[1] must be finite and > 0, but was -0.5");
    assertThatThrownBy(() -> new DomainMixture(500, Map.of(0, 1.0)).run(index(), SEED))
        .hasMessageMatching("domainMixture: domain 0 has \\d+ examples, but 500 are needed");
  }

  @Test
  void severalDataSetsAreOne() {
    LabelledIndex first = LabelledIndex.of(new int[] {0, 1, 1}, 2);
    LabelledIndex second = LabelledIndex.of(new int[] {1, 0}, 2);
    LabelledIndex both = LabelledIndex.union(List.of(first, second));
    assertThat(both.labels()).containsExactly(0, 1, 1, 1, 0);
    assertThat(both.domains().orElseThrow()).containsExactly(0, 0, 0, 1, 1);
    assertThatThrownBy(
            () -> LabelledIndex.union(List.of(first, LabelledIndex.of(new int[] {0}, 3))))
        .hasMessage(
            "sets must have the same number of classes, but sets[0] has 2 and sets[1] has 3");
  }

  /** The relabellings of the study: 320 classes to 40 and 5, as class / 8 and class / 64. */
  @Test
  void synthTrapHierarchy() {
    SynthTrapSet set = SynthTrapWorld.standard().source320();
    LabelledIndex index = LabelledIndex.of(set.labels(), 320).withDomains(set.locations());
    ClassHierarchy hierarchy = SynthTrapWorld.hierarchy(320);
    LabelledIndex forty = new Granularity(hierarchy, 2).run(index, SEED).index();
    LabelledIndex five = new Granularity(hierarchy, 1).run(index, SEED).index();
    assertThat(forty.classes()).isEqualTo(40);
    assertThat(five.classes()).isEqualTo(5);
    for (int i = 0; i < index.size(); i++) {
      assertThat(forty.label(i)).isEqualTo(index.label(i) / 8);
      assertThat(five.label(i)).isEqualTo(index.label(i) / 64);
    }
  }

  @Test
  void aPlanComposesAndGivesImages() {
    SynthTrapSet set = SynthTrapWorld.standard().source20().prefix(400);
    ImageSet images = set.images(Parallel.available());
    LabelledIndex index = LabelledIndex.of(images);
    InterventionResult result =
        new ClassesVersusImages(100, 10)
            .then(new Granularity(SynthTrapWorld.hierarchy(20), 2))
            .then(new Quantity(50))
            .run(index, SEED);
    ImageSet changed = result.images(images);
    assertThat(changed.size()).isEqualTo(50);
    assertThat(changed.classes()).isEqualTo(3);
    byte[] expected = new byte[784];
    byte[] actual = new byte[784];
    for (int i = 0; i < 50; i++) {
      int example = result.index().example(i);
      images.copyTo(example, expected, 0);
      changed.copyTo(i, actual, 0);
      assertThat(actual).isEqualTo(expected);
      assertThat(changed.domains().orElseThrow()[i]).isEqualTo(set.location(example));
      assertThat(changed.label(i))
          .isEqualTo(result.index().relabelling().orElseThrow()[set.label(example)]);
    }
    assertThatThrownBy(() -> result.images(changed))
        .hasMessageContaining("source must be as long as the input of the plan (400)");
  }

  @Test
  void theManifestTellsEverything() throws Exception {
    InterventionResult result =
        new Quantity(100).then(new Granularity(hierarchy(), 1)).run(index(), SEED);
    String json = result.toJson();
    assertThat(json).startsWith("{\n  \"schema\": \"bulwark/intervention/1\",\n  \"seed\": 42,");
    assertThat(Json.parse("manifest", json)).isNotNull();
    assertThat(json)
        .contains("\"operation\": \"quantity\"", "\"images\": 100", "\"countsPerClass\"")
        .contains("\"sha256\": \"" + result.sha256() + "\"");
    InterventionResult again =
        new Quantity(100).then(new Granularity(hierarchy(), 1)).run(index(), SEED);
    assertThat(again.toJson()).isEqualTo(json);
    assertThat(new Quantity(100).run(index(), Seed.of(43)).sha256())
        .isNotEqualTo(new Quantity(100).run(index(), SEED).sha256());
    // The digest by its definition.
    byte[] bytes = new byte[800];
    for (int i = 0; i < 100; i++) {
      java.nio.ByteBuffer.wrap(bytes, 8 * i, 8)
          .putInt(result.index().example(i))
          .putInt(result.index().label(i));
    }
    assertThat(result.sha256()).isEqualTo(io.github.bulwarkml.core.io.Sha256.of(bytes));
    assertThat(result.toString()).contains("600 examples of 10 classes", "granularity");
  }

  /** Kept from the first release: equal on every JDK. */
  @Test
  void choicesNeverChange() {
    LabelledIndex index = index();
    assertThat(new Quantity(100).run(index, SEED).sha256()).startsWith("989233df184e1999");
    assertThat(new Quantity(100, Sampling.UNIFORM).run(index, SEED).sha256())
        .startsWith("78362714babf8108");
    assertThat(new ClassesVersusImages(30, 2).run(index, SEED).sha256())
        .startsWith("23055a88a9f59c12");
    assertThat(new RandomLabels().run(index, SEED).sha256()).startsWith("3fe047ca9c0994ff");
    assertThat(new RandomCoarse(hierarchy(), 1).run(index, SEED).sha256())
        .startsWith("efd0de631c277ad7");
    assertThat(new PerClassDiversity(60, 3, Populations.DOMAINS).run(index, SEED).sha256())
        .startsWith("c9cb7325ba1070be");
    assertThat(new DomainMixture(50, Map.of(0, 0.5, 4, 0.5)).run(index, SEED).sha256())
        .startsWith("36349e844814bbc3");
  }

  @Test
  void theFirstStepsOfALongerPlanAreTheSame() {
    int[] alone = new Quantity(100).run(index(), SEED).index().examples();
    int[] longer = new Quantity(100).then(new RandomLabels()).run(index(), SEED).index().examples();
    assertThat(longer).isEqualTo(alone);
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> LabelledIndex.of(new int[0], 1))
        .hasMessage("labels must not be empty");
    assertThatThrownBy(() -> LabelledIndex.of(new int[] {2}, 2))
        .hasMessage("labels[0] must be in [0, 1], but was 2");
    assertThatThrownBy(() -> new Quantity(0)).hasMessageContaining("images must be >= 1");
    assertThatThrownBy(() -> new Quantity(601).run(index(), SEED))
        .hasMessage("quantity: images must be in [1, 600], but was 601");
    assertThatThrownBy(() -> new PerClassDiversity(5, 0, Populations.DOMAINS))
        .hasMessageContaining("divisor must be >= 1");
  }
}
