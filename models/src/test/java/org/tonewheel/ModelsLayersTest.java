package org.tonewheel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layers inside {@code models}: who may know whom. */
@AnalyzeClasses(packages = "org.tonewheel", importOptions = ImportOption.DoNotIncludeTests.class)
class ModelsLayersTest {

  @ArchTest
  static final ArchRule models_knowNeitherPipelinesNorBeamNorParquet =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.tonewheel.pipelines..",
              "org.apache.beam..",
              "org.apache.parquet..",
              "org.apache.hadoop..")
          .because("everything in models runs without Beam and without a run directory");

  @ArchTest
  static final ArchRule computation_knowsNeitherDjlNorTribuo =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.tonewheel.audio..", "org.tonewheel.sampling..", "org.tonewheel.evaluation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ai.djl..", "org.tribuo..", "org.tonewheel.nets..", "org.tonewheel.tribuo..")
          .allowEmptyShould(true)
          .because("signals, splits and scores do not depend on what learns from them");

  @ArchTest
  static final ArchRule engineInternals_stayInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.tonewheel.nets.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl.pytorch..")
          .because("the engine's internals may change with each release of DJL");

  @ArchTest
  static final ArchRule nets_doNotKnowTribuo =
      noClasses()
          .that()
          .resideInAPackage("org.tonewheel.nets..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tribuo..", "org.tonewheel.tribuo..")
          .allowEmptyShould(true)
          .because("the Tribuo models are built on the engine, not the other way round");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("org.tonewheel.(*)..").should().beFreeOfCycles();
}
