package org.tonewheel.pipelines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package of the pipelines may know which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PipelinesLayersTest {
  private static final String ROOT = "org.tonewheel.pipelines.";
  private static final String BEAM = "org.apache.beam..";

  private JavaClasses classes;

  @BeforeAll
  void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.tonewheel.pipelines");
  }

  @Test
  void packages_formNoCycle() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(classes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "storage    : experiment run runner table ingest splits features learning synthesis training tuning report leaderboard cli demo",
        "experiment : storage run runner table ingest splits features learning synthesis training tuning report leaderboard cli demo",
        "run        : runner table ingest splits features learning synthesis training tuning report leaderboard cli demo",
        "rejects    : experiment runner table ingest splits features learning synthesis training tuning report leaderboard prune cli demo",
        "runner     : experiment table ingest splits features learning synthesis training tuning report leaderboard prune cli demo",
        "table      : runner ingest splits features learning synthesis training tuning report leaderboard prune cli demo",
        "ingest     : splits features learning synthesis training tuning report leaderboard cli demo",
        "repeats    : runner table ingest splits features learning synthesis training tuning report leaderboard cli demo",
        "splits     : ingest features learning synthesis training tuning report leaderboard cli demo",
        "features   : ingest splits learning synthesis training tuning report leaderboard cli demo",
        "exploration : ingest splits learning synthesis training tuning report leaderboard cli demo",
        "learning   : ingest splits synthesis training tuning report leaderboard cli demo",
        "synthesis  : ingest training tuning report leaderboard cli demo",
        "training   : ingest tuning report leaderboard cli demo",
        "tuning     : ingest report leaderboard cli demo",
        "report     : leaderboard ingest features learning cli demo",
        "modelcard  : ingest features learning synthesis training tuning report leaderboard cli demo",
        "tracking   : ingest features synthesis tuning leaderboard cli demo",
        "prune      : ingest splits features synthesis training tuning report leaderboard cli demo",
        "leaderboard : experiment runner table ingest splits features learning synthesis training tuning prune cli demo",
        "demo       : experiment run runner ingest splits features learning synthesis training tuning report cli",
      })
  void stage_readsWhatEarlierOnesLeftAndKnowsNoLaterOne(String of, String unknown) {
    checkNone(of, List.of(unknown.split(" ")).stream().map(name -> ROOT + name + "..").toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "experiment.schema   : experiment.settings experiment.branches experiment.rules experiment.studies experiment.file",
        "experiment.settings : experiment.branches experiment.rules experiment.studies experiment.file",
        "experiment.branches : experiment.rules experiment.studies experiment.file",
        "experiment.rules    : experiment.studies experiment.file",
        "experiment.studies  : experiment.file",
        "report.data         : report.readers report.figures report.page",
        "report.readers      : report.figures report.page",
        "report.figures      : report.readers report.page",
        "report.page         : report.readers",
      })
  void subject_isBuiltOnThoseBeforeIt(String of, String unknown) {
    checkNone(of, List.of(unknown.split(" ")).stream().map(name -> ROOT + name + "..").toList());
  }

  @Test
  void experiment_isPlainData() {
    checkNone("experiment", List.of(BEAM, "ai.djl..", "org.tribuo..", "org.apache.parquet.."));
  }

  @ParameterizedTest
  @CsvSource({"report", "leaderboard", "repeats", "splits", "tracking", "modelcard", "demo"})
  void stageWithoutAPipeline_knowsNoBeam(String stage) {
    checkNone(stage, List.of(BEAM));
  }

  private void checkNone(String of, List<String> unknown) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + of + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(unknown.toArray(new String[0]))
        .check(classes);
  }
}
