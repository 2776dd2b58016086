// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The directions between modules, and what each module keeps to itself. */
class ArchitectureTest {
  private static final String ROOT = "io.github.bulwarkml.";

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("jmh_generated"))
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.github.bulwarkml");
  }

  @Test
  void everyModuleIsSeen() {
    assertThat(classes.contain("io.github.bulwarkml.core.random.Seed")).isTrue();
    assertThat(classes.contain("io.github.bulwarkml.robustness.cli.RobustnessCommand")).isTrue();
  }

  @Test
  void modulesDependInOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("core")
        .definedBy(ROOT + "core..")
        .layer("coding-polar")
        .definedBy(ROOT + "coding.polar..")
        .layer("privacy-dp")
        .definedBy(ROOT + "privacy.dp..")
        .layer("federated")
        .definedBy(ROOT + "federated..")
        .layer("backdoor")
        .definedBy(ROOT + "backdoor..")
        .layer("datacur")
        .definedBy(ROOT + "datacur..")
        .layer("robustness")
        .definedBy(ROOT + "robustness..")
        .layer("audit")
        .definedBy(ROOT + "audit..")
        .layer("benchmarks")
        .definedBy(ROOT + "benchmarks..")
        .layer("docs")
        .definedBy(ROOT + "docs..")
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("coding-polar")
        .mayOnlyAccessLayers("core")
        .whereLayer("privacy-dp")
        .mayOnlyAccessLayers("core")
        .whereLayer("datacur")
        .mayOnlyAccessLayers("core")
        .whereLayer("robustness")
        .mayOnlyAccessLayers("core")
        .whereLayer("backdoor")
        .mayOnlyAccessLayers("core")
        .whereLayer("federated")
        .mayOnlyAccessLayers("core", "privacy-dp")
        .whereLayer("audit")
        .mayOnlyAccessLayers("core", "privacy-dp")
        .whereLayer("benchmarks")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("docs")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture()
        .check(classes);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void publicSignaturesShowNothingInternal() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(
            resideInAPackage(ROOT + ".")
                .and(DescribedPredicate.not(JavaClass.Predicates.simpleNameEndingWith("Benchmark")))
                .and(resideInAnyPackage("..internal..", ROOT + "core.simd..").negate()))
        .should(
            new ArchCondition<JavaMethod>("not name internal types") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                method.getAllInvolvedRawTypes().stream()
                    .filter(resideInAnyPackage("..internal..", ROOT + "core.simd.."))
                    .forEach(
                        type ->
                            events.add(
                                SimpleConditionEvent.violated(
                                    method, method.getFullName() + " shows " + type.getName())));
              }
            })
        .check(classes);
  }

  @Test
  void noStaticFieldCanBeReassigned() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(resideInAPackage(ROOT + "."))
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .check(classes);
  }

  @Test
  void onlyCommandsKnowPicocli() {
    noClasses()
        .that(resideInAPackage(ROOT + ".").and(resideInAPackage("..cli..").negate()))
        .should()
        .dependOnClassesThat(resideInAPackage("picocli.."))
        .check(classes);
  }

  @Test
  void onlyTheBridgeKnowsNd4j() {
    noClasses()
        .that(
            resideInAnyPackage(ROOT + "core..", ROOT + "robustness..")
                .and(
                    resideInAnyPackage(
                            ROOT + "core.tensor..", ROOT + "core.nn..", ROOT + "core.dl4j..")
                        .negate()))
        .should()
        .dependOnClassesThat(resideInAPackage("org.nd4j.."))
        .check(classes);
  }
}
