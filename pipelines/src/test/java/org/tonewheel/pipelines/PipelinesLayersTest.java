package org.tonewheel.pipelines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.google.common.collect.Iterables;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;

/** Which package of the pipelines may know which. */
@AnalyzeClasses(
    packages = "org.tonewheel.pipelines",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class PipelinesLayersTest {
  private static final String ROOT = "org.tonewheel.pipelines.";

  /** The stages in the order in which a run does them, and what drives them. */
  private static final List<String> STAGES =
      List.of("ingest", "splits", "features", "training", "report", "cli");

  @ArchTest
  static final ArchRule packages_formNoCycle =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule noStage_knowsALaterOne = noneKnowsLater();

  @ArchTest
  static final ArchRule theFirstStages_doNotKnowEachOther =
      CompositeArchRule.of(none("features", "ingest", "splits")).and(none("splits", "ingest"));

  @ArchTest
  static final ArchRule experiment_standsAlone =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "experiment..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "run..",
              ROOT + "demo..",
              ROOT + "cli..",
              "org.apache.beam..",
              "ai.djl..",
              "org.tribuo..");

  @ArchTest
  static final ArchRule report_knowsNoBeam =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "report..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.beam..");

  @ArchTest
  static final ArchRule nothing_dependsOnTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "cli..");

  private static ArchRule noneKnowsLater() {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(none("experiment", STAGES.toArray(new String[0])));
    rules.add(none("run", STAGES.toArray(new String[0])));
    for (int i = 0; i + 1 < STAGES.size(); i++) {
      rules.add(none(STAGES.get(i), STAGES.subList(i + 1, STAGES.size()).toArray(new String[0])));
    }
    return CompositeArchRule.of(rules);
  }

  private static ArchRule none(String of, String... know) {
    String[] packages =
        Iterables.toArray(
            Iterables.transform(List.of(know), name -> ROOT + name + ".."), String.class);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + of + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }
}
