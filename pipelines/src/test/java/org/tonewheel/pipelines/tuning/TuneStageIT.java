package org.tonewheel.pipelines.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.learning.BranchSummary;
import org.tonewheel.pipelines.learning.TrainingRunOptions;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.runner.StageOptions;
import org.tonewheel.pipelines.splits.SplitFile;
import org.tonewheel.pipelines.storage.FileTree;
import org.tonewheel.pipelines.training.TrainableRun;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Side;
import org.tonewheel.tuning.Study;
import org.tonewheel.tuning.StudyFile;
import org.tonewheel.tuning.TrialRecord;
import org.tonewheel.tuning.TrialState;

/** Searches on a small run. */
class TuneStageIT {
  private static final String FFN =
      "  ffn: {branch: {net: ffn, features: good, epochs: 3, batchSize: 8},"
          + " space: {rate: {low: 1e-5, high: 0.1, log: true},"
          + " hidden: {layers: [1, 2], units: [4, 8]}, dropout: {low: 0, high: 0.5}},"
          + " trials: 5, parallel: 2, startup: 2}";

  private static final String NET5 =
      "  lstm: {branch: {net: net5, features: good, epochs: 2},"
          + " space: {rate: {low: 1e-4, high: 0.1, log: true}, hidden: {choices: [4, 8]},"
          + " batchSize: {choices: [4, 8]}}, trials: 4, parallel: 2, startup: 2,"
          + " objective: accuracy}";

  /** Rates of which the bad ones show after an epoch. */
  private static final String HALVED =
      "  halved: {branch: {net: ffn, features: good, epochs: 4, batchSize: 8, hidden: [8]},"
          + " space: {rate: {choices: [1e-6, 1e-5, 0.01, 0.03, 0.1]}}, sampler: grid,"
          + " pruner: successive-halving, parallel: 1}";

  @TempDir Path folder;

  private Run run(String name, String... studies) throws Exception {
    List<String> yaml = new ArrayList<>(List.of("tuning:"));
    yaml.addAll(List.of(studies));
    return TrainableRun.in(folder.resolve(name), yaml.toArray(String[]::new));
  }

  private static Study study(Run run, String name) throws IOException {
    return new StudyFolder(run.directory(), name).read().orElseThrow();
  }

  private static BranchSummary search(Run run) throws IOException {
    return new TuneStage(run).run(List.of(), null);
  }

  @Test
  void everyStudy_isSearched_andLeavesItsBestBranchAndItsTrials() throws Exception {
    Run run = run("both", FFN, NET5);
    BranchSummary summary = search(run);
    assertThat(summary.exit()).isEqualTo(Exit.DONE);
    assertThat(summary.counts())
        .containsEntry("studies", 2L)
        .containsEntry("searched", 2L)
        .containsEntry("trials", 9L);
    for (String name : List.of("ffn", "lstm")) {
      Path left = run.directory().tuning(name);
      TrialRecord best = study(run, name).best().orElseThrow();
      assertThat(left.resolve("best.yaml"))
          .content()
          .contains("trial " + best.number() + " of ", "- net: ", "name: \"" + name + "\"");
      assertThat(RunDirectory.commit(left)).exists();
      assertThat(left.resolve("trials")).as("what trials left is in the study").doesNotExist();
    }
    assertThat(study(run, "ffn").trials())
        .allSatisfy(trial -> assertThat(trial.intermediate()).isNotEmpty());
    assertThat(study(run, "lstm").best().orElseThrow().value()).isBetween(0.5, 1.0);

    assertThat(search(run).exit()).as("once more, nothing is done").isEqualTo(Exit.DONE);
    assertThat(StageState.read(run.directory().state("tune-ffn")).orElseThrow().attempt()).isOne();
  }

  @Test
  void trials_doNotDependOnHowManyAreTrainedAtOnce() throws Exception {
    Run one = at(run("one", FFN, NET5), 1);
    Run many = at(run("many", FFN, NET5), 4);
    search(one);
    search(many);
    for (String name : List.of("ffn", "lstm")) {
      assertThat(Files.readString(one.directory().tuning(name).resolve("study.jsonl")))
          .isEqualTo(Files.readString(many.directory().tuning(name).resolve("study.jsonl")));
    }
  }

  private static Run at(Run run, int cores) {
    var options = StageOptions.parse(List.of(), cores);
    options.as(TrainingRunOptions.class).setBranchesAtOnce(cores);
    return new Run(run.directory(), run.info(), options);
  }

  @Test
  void searchThatWasKilledAnywhere_endsWithTheSameStudy() throws Exception {
    Run run = run("killed", FFN);
    search(run);
    Path file = run.directory().tuning("ffn").resolve("study.jsonl");
    byte[] whole = Files.readAllBytes(file);
    Study undisturbed = study(run, "ffn");
    String best = Files.readString(run.directory().tuning("ffn").resolve("best.yaml"));
    for (int percent : new int[] {0, 20, 45, 70, 99}) {
      FileTree.delete(run.directory().tuning("ffn"));
      Files.createDirectories(file.getParent());
      Files.write(file, Arrays.copyOf(whole, whole.length * percent / 100));
      assertThat(search(run).exit()).isEqualTo(Exit.DONE);
      assertThat(study(run, "ffn")).as("cut at %d%%", percent).isEqualTo(undisturbed);
      assertThat(run.directory().tuning("ffn").resolve("best.yaml")).hasContent(best);
    }
  }

  @Test
  void trialThatWasStopped_goesOnAndEndsTheSame() throws Exception {
    Run run = run("stopped", NET5, FFN);
    for (String name : List.of("lstm", "ffn")) {
      StudyFolder folder = new StudyFolder(run.directory(), name);
      StudyPlan plan = StudyPlan.of(run.experiment(), name);
      try (StudyFile file = StudyFile.open(folder.studyFile(), plan.settings(run))) {
        file.begin(0);
        Study study = file.study();
        TrialFile undisturbed = trained(run, folder, study, () -> false);
        Files.delete(folder.result(0));
        for (int steps : new int[] {1, 3}) {
          AtomicInteger left = new AtomicInteger(steps);
          assertThatExceptionOfType(StoppedException.class)
              .isThrownBy(() -> trained(run, folder, study, () -> left.decrementAndGet() < 0));
        }
        TrialFile resumed = trained(run, folder, study, () -> false);
        assertThat(resumed.value()).isEqualTo(undisturbed.value());
        assertThat(resumed.intermediate()).isEqualTo(undisturbed.intermediate()).isNotEmpty();
      }
    }
  }

  private static TrialFile trained(Run run, StudyFolder folder, Study study, BooleanSupplier stop)
      throws Exception {
    new TrialRunner(run.directory(), run.experiment(), stop)
        .run(folder, study, 0, TrainingOptions.DEFAULT);
    return folder.ended(0, study.settings().subject()).orElseThrow();
  }

  @Test
  void testRows_canBeAnything_andChangeNothing() throws Exception {
    Run run = run("first", FFN, NET5);
    Run other = run("second", FFN, NET5);
    Set<String> test =
        SplitFile.checked(
                other.directory(),
                other.experiment(),
                Tracks.read(other.directory()),
                "whole",
                "main")
            .stream()
            .filter(row -> row.side() == Side.TEST)
            .map(Assignment::track)
            .collect(Collectors.toSet());
    assertThat(test).hasSize(4);
    Path features = other.directory().segments("good");
    List<SegmentRow> rows = SoundFolder.rows(SegmentRow.TABLE, features);
    rows.stream()
        .filter(row -> test.contains(row.track()))
        .forEach(row -> Arrays.fill(row.values(), Float.NaN));
    TrainableRun.write(SegmentRow.TABLE, features, rows);
    search(run);
    search(other);
    for (String name : List.of("ffn", "lstm")) {
      assertThat(study(other, name).trials()).isEqualTo(study(run, name).trials());
      assertThat(study(other, name).settings().subject())
          .as("the rows are other ones all the same")
          .isNotEqualTo(study(run, name).settings().subject());
    }
  }

  @Test
  void badTrials_arePruned_andTheSearchSaysSo() throws Exception {
    Run run = run("pruned", HALVED);
    assertThat(search(run).counts()).containsEntry("trials", 5L);
    List<TrialRecord> trials = study(run, "halved").trials();
    assertThat(trials)
        .extracting(TrialRecord::state)
        .contains(TrialState.PRUNED, TrialState.COMPLETE);
    assertThat(trials)
        .filteredOn(trial -> trial.state() == TrialState.PRUNED)
        .allSatisfy(trial -> assertThat(trial.intermediate()).hasSizeLessThan(4));
    assertThat(
            Double.parseDouble(
                (String) study(run, "halved").best().orElseThrow().values().get("rate")))
        .isGreaterThan(1e-3);
  }

  @Test
  void moreTrials_goOnWithTheSameStudy() throws Exception {
    Run run = run("more", FFN);
    search(run);
    List<TrialRecord> five = study(run, "ffn").trials();
    BranchSummary summary = new TuneStage(run).run(List.of("ffn"), 7);
    assertThat(summary.counts()).containsEntry("trials", 7L);
    assertThat(study(run, "ffn").trials()).hasSize(7).startsWith(five.toArray(TrialRecord[]::new));
    assertThat(StageState.read(run.directory().state("tune-ffn")).orElseThrow().attempt())
        .isEqualTo(2);
    new TuneStage(run).run(List.of(), null);
    assertThat(study(run, "ffn").trials()).as("fewer are no reason to search").hasSize(7);
  }

  @Test
  void otherRows_beginTheStudyAnew() throws Exception {
    Run run = run("anew", FFN);
    search(run);
    String subject = study(run, "ffn").settings().subject();
    Path features = run.directory().segments("good");
    List<SegmentRow> rows = SoundFolder.rows(SegmentRow.TABLE, features);
    rows.forEach(row -> row.values()[0] += 1);
    TrainableRun.write(SegmentRow.TABLE, features, rows);
    search(run);
    assertThat(study(run, "ffn").settings().subject()).isNotEqualTo(subject);
    assertThat(study(run, "ffn").trials()).hasSize(5);
  }

  @Test
  void studyOfWhichEveryTrialFails_failsForGood_andOthersAreSearched() throws Exception {
    Run run = run("bad", FFN.replace("ffn:", "broken:").replace("good", "bad"), HALVED);
    BranchSummary summary = search(run);
    assertThat(summary.exit()).isEqualTo(Exit.BRANCH_FAILED);
    assertThat(summary.counts()).containsEntry("searched", 1L).containsEntry("failed", 1L);
    assertThat(StageState.read(run.directory().state("tune-broken")).orElseThrow().message())
        .contains("no trial of study broken is complete", "NaN");
  }

  @Test
  void studyThatAnotherSearches_isLeftToIt() throws Exception {
    Run run = run("held", FFN, HALVED);
    try (Lease other = Lease.take(run.directory().lease("tune-ffn"))) {
      BranchSummary summary = search(run);
      other.check();
      assertThat(summary.exit()).isEqualTo(Exit.RETRY);
      assertThat(summary.counts()).containsEntry("searched", 1L).containsEntry("pending", 1L);
    }
  }

  @Test
  void damagedStudy_isNotThrownAway() throws Exception {
    Run run = run("damaged", FFN);
    Path file = run.directory().tuning("ffn").resolve("study.jsonl");
    Files.createDirectories(file.getParent());
    Files.write(file, "no header\nat all\n".getBytes(StandardCharsets.UTF_8));
    StageException e = catchThrowableOfType(StageException.class, () -> search(run));
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(e).hasMessageContaining("study.jsonl").hasMessageContaining("remove");
  }

  @Test
  void noStudyOrAnUnknownOne_hasItsExitCode() throws Exception {
    Run none = TrainableRun.in(folder.resolve("none"), "branches: [{net: forest, features: good}]");
    assertThat(catchThrowableOfType(StageException.class, () -> search(none)).exit())
        .isEqualTo(Exit.NOT_ASKED);
    Run run = run("some", HALVED);
    StageException unknown =
        catchThrowableOfType(
            StageException.class, () -> new TuneStage(run).run(List.of("nosuch"), null));
    assertThat(unknown.exit()).isEqualTo(Exit.USAGE);
    assertThat(unknown).hasMessageContaining("nosuch").hasMessageContaining("--list");
    StageException points =
        catchThrowableOfType(StageException.class, () -> new TuneStage(run).run(List.of(), 99));
    assertThat(points.exit()).isEqualTo(Exit.USAGE);
    assertThat(points).hasMessageContaining("5 points");
  }

  @Test
  void stages_haveTheSearchAmongThem() throws Exception {
    Run run = run("stages", HALVED);
    search(run);
    Map<?, ?> info = Json.read(run.directory().runJson(), Map.class);
    assertThat(((Map<?, ?>) info.get("stages")).get("tune").toString())
        .contains("searchedStudies=1", "trials=5");
  }
}
