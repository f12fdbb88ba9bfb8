package org.tonewheel;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.nets.Scaler;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.checkpoint.AtomicFile;
import org.tonewheel.nets.engine.CounterRandom;

/** The layers inside {@code models}: who may know whom. */
class ModelsLayersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.tonewheel");

  /** What is needed to speak of rows and to draw from them. */
  private static final DescribedPredicate<JavaClass> ROWS =
      belongToAnyOf(
          Rows.class,
          RowShape.class,
          Scaler.class,
          TrainingDataException.class,
          CounterRandom.class);

  /** What a table's draws and its one file are made with. */
  private static final DescribedPredicate<JavaClass> TABLE_MEANS =
      belongToAnyOf(CounterRandom.class, AtomicFile.class, AtomicFile.Content.class);

  @Test
  void models_knowNeitherPipelinesNorBeamNorParquet() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.tonewheel.pipelines..",
            "org.apache.beam..",
            "org.apache.parquet..",
            "org.apache.hadoop..")
        .because("everything in models runs without Beam and without a run directory")
        .check(CLASSES);
  }

  @Test
  void computation_knowsNeitherDjlNorTribuo() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.tonewheel.audio..", "org.tonewheel.pictures..", "org.tonewheel.evaluation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "ai.djl..", "org.tribuo..", "org.tonewheel.nets..", "org.tonewheel.tribuo..")
        .allowEmptyShould(true)
        .because("signals and scores do not depend on what learns from them")
        .check(CLASSES);
  }

  @Test
  void sampling_knowsRowsAndDistancesButNothingThatLearns() {
    noClasses()
        .that()
        .resideInAPackage("org.tonewheel.sampling..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("ai.djl..", "org.tribuo..", "org.tonewheel.tribuo..")
                .and(resideOutsideOfPackage("org.tribuo.math.."))
                .or(resideInAPackage("org.tonewheel.nets..").and(not(ROWS))))
        .because("splits and oversampling come before any training")
        .check(CLASSES);
  }

  @Test
  void tables_knowNothingThatLearns() {
    noClasses()
        .that()
        .resideInAPackage("org.tonewheel.table..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("ai.djl..", "org.tribuo..", "org.tonewheel.tribuo..")
                .or(resideInAPackage("org.tonewheel.nets..").and(not(TABLE_MEANS))))
        .because("what is prepared is the same for whatever learns from it")
        .check(CLASSES);
  }

  @Test
  void qualityAndProjection_areNumbersAlone() {
    noClasses()
        .that()
        .resideInAnyPackage("org.tonewheel.gan.quality..", "org.tonewheel.projection..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "java.io..", "java.nio.file..")
        .because("what samples are worth does not depend on the engine that made them")
        .check(CLASSES);
  }

  @Test
  void tuning_doesNotKnowWhatATrialTrains() {
    noClasses()
        .that()
        .resideInAPackage("org.tonewheel.tuning..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("ai.djl..", "org.tribuo..", "org.tonewheel..")
                .and(resideOutsideOfPackage("org.tonewheel.tuning.."))
                .and(not(belongToAnyOf(CounterRandom.class))))
        .because("a search serves every branch alike")
        .check(CLASSES);
  }

  @Test
  void audioAndPictures_knowNothingOfEachOther() {
    noClasses()
        .that()
        .resideInAPackage("org.tonewheel.audio..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.tonewheel.pictures..")
        .because("a spectrogram is drawn from plain floats")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.tonewheel.pictures..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.tonewheel.audio..")
        .because("a spectrogram is drawn from plain floats")
        .check(CLASSES);
  }

  @Test
  void engineInternals_stayInOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tonewheel.nets.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl.pytorch..")
        .because("the engine's internals may change with each release of DJL")
        .check(CLASSES);
  }

  @Test
  void nets_doNotKnowTribuo() {
    noClasses()
        .that()
        .resideInAPackage("org.tonewheel.nets..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tribuo..", "org.tonewheel.tribuo..")
        .because("the Tribuo models are built on the engine, not the other way round")
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("org.tonewheel.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
