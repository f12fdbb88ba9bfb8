package org.tonewheel.pipelines.training;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.data.Offset.offset;
import static org.tonewheel.pipelines.training.TrainableRun.predictions;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.learning.BranchOutcome;
import org.tonewheel.pipelines.learning.BranchOutcome.End;
import org.tonewheel.pipelines.learning.BranchSummary;
import org.tonewheel.pipelines.learning.Scratch;
import org.tonewheel.pipelines.learning.TrainingLimits;
import org.tonewheel.pipelines.learning.TrainingRunOptions;
import org.tonewheel.pipelines.learning.TrainingSetTest;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PredictionRow;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SplitRow;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.run.Table;

/** Branches trained side by side on a small run. */
class TrainStageIT {
  private static final String GOOD =
      "branches: [{net: logistic, features: good, epochs: 5, seeds: [1, 2, 3, 4]},"
          + " {net: forest, features: good, trees: 5},"
          + " {net: net5, features: good, epochs: 2, hidden: 8, batchSize: 4}]";

  @TempDir Path folder;

  private static State state(Run run, Branch branch) throws IOException {
    return StageState.read(run.directory().state(branch.id())).map(StageState::state).orElse(null);
  }

  private static Branch branch(Run run, String start) {
    return Grid.expand(run.experiment()).stream()
        .filter(branch -> branch.id().startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyBranch_isTrained_andPredictsWhatItWasNotTrainedOn() throws Exception {
    Run run = TrainableRun.in(folder, GOOD);
    BranchSummary summary = new TrainStage(run).run(List.of());
    assertThat(summary.exit()).isEqualTo(Exit.DONE);
    assertThat(summary.counts())
        .isEqualTo(Map.of("branches", 6L, "trained", 6L, "failed", 0L, "pending", 0L));
    for (Branch branch : Grid.expand(run.experiment())) {
      List<PredictionRow> rows = predictions(run, branch);
      assertThat(rows).as(branch.id()).hasSize(2 * 2 * (2 + 2));
      assertThat(rows).extracting(PredictionRow::side).containsOnly("validation", "test");
      assertThat(rows)
          .allSatisfy(
              row -> {
                assertThat(row.genre()).isEqualTo(row.track().substring(0, 4));
                assertThat(row.probabilities()).hasSize(2);
                assertThat(row.probabilities()[0] + row.probabilities()[1])
                    .isCloseTo(1, offset(1e-6));
              });
    }
    assertThat(predictions(run, branch(run, "logistic")))
        .as("genres that lie apart are told apart")
        .allSatisfy(
            row ->
                assertThat(row.probabilities()[row.genre().equals("jazz") ? 0 : 1])
                    .isGreaterThan(0.5));
    assertThat(TrainingSetTest.scratch(run.directory())).doesNotExist();
  }

  @Test
  void ensembleOnSegments_isTheMeanOfTheBranchesThatItsMembersWouldBe() throws Exception {
    Run run =
        TrainableRun.in(
            folder,
            "branches: [{net: logistic, features: good, epochs: 5},"
                + " {net: ffn, features: good, epochs: 3, hidden: 8, batchSize: 4},"
                + " {net: ensemble, features: good, members: [{net: logistic, epochs: 5},"
                + " {net: ffn, epochs: 3, hidden: 8, batchSize: 4}]}]");
    assertThat(new TrainStage(run).run(List.of()).exit()).isEqualTo(Exit.DONE);
    List<PredictionRow> linear = predictions(run, branch(run, "logistic"));
    List<PredictionRow> net = predictions(run, branch(run, "ffn"));
    List<PredictionRow> mean = predictions(run, branch(run, "ensemble"));
    assertThat(mean).hasSameSizeAs(net);
    for (int row = 0; row < mean.size(); row++) {
      assertThat(mean.get(row).track()).isEqualTo(net.get(row).track());
      double expected = (linear.get(row).probabilities()[0] + net.get(row).probabilities()[0]) / 2;
      assertThat(mean.get(row).probabilities()[0]).isCloseTo(expected, offset(1e-6));
    }
  }

  @Test
  void failingBranch_doesNotEndTheOthers() throws Exception {
    Run run =
        TrainableRun.in(
            folder,
            "branches: [{net: logistic, features: good, epochs: 5},"
                + " {net: net5, features: bad, epochs: 2, hidden: 8, batchSize: 4},"
                + " {net: forest, features: bad, trees: 5},"
                + " {net: net5, features: good, epochs: 2, hidden: 8, batchSize: 4}]");
    BranchSummary summary = new TrainStage(run).run(List.of());
    assertThat(summary.exit()).isEqualTo(Exit.BRANCH_FAILED);
    for (Branch branch : Grid.expand(run.experiment())) {
      boolean good = branch.features().equals("good");
      assertThat(state(run, branch)).as(branch.id()).isEqualTo(good ? State.DONE : State.FAILED);
      assertThat(run.directory().lease(branch.id())).doesNotExist();
      if (!good) {
        assertThat(run.directory().predictions(branch.id())).doesNotExist();
        assertThat(StageState.read(run.directory().state(branch.id())).orElseThrow().message())
            .contains("NaN");
      }
    }
    assertThat(summary.counts()).containsEntry("trained", 2L).containsEntry("failed", 2L);
  }

  @Test
  void lossThatIsNotFinite_failsItsBranchForGood_andTheLastGoodCheckpointIsKept() throws Exception {
    Run run =
        TrainableRun.in(
            folder,
            "branches: [{net: logistic, features: good, epochs: 5},"
                + " {net: net5, features: wild, epochs: 3, hidden: 8, batchSize: 4},"
                + " {net: net5, features: good, epochs: 2, hidden: 8, batchSize: 4}]");
    Branch wild =
        Grid.expand(run.experiment()).stream()
            .filter(branch -> branch.features().equals("wild"))
            .findFirst()
            .orElseThrow();
    AtomicInteger steps = new AtomicInteger(3);
    assertThatExceptionOfType(StoppedException.class)
        .isThrownBy(
            () ->
                new BranchTrainer(
                        run.directory(),
                        run.experiment(),
                        TrainingLimits.NONE,
                        () -> steps.getAndDecrement() == 0)
                    .train(wild, ComputeDevice.CPU));
    Path checkpoint = run.directory().model(wild.id()).resolve("checkpoint/last.bin");
    byte[] good = Files.readAllBytes(checkpoint);

    BranchSummary summary = new TrainStage(run).run(List.of());
    assertThat(summary.exit()).isEqualTo(Exit.BRANCH_FAILED);
    assertThat(summary.counts()).containsEntry("trained", 2L).containsEntry("failed", 1L);
    StageState failed = StageState.read(run.directory().state(wild.id())).orElseThrow();
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.message()).contains("the loss is NaN").contains("rate");
    assertThat(checkpoint).hasBinaryContent(good);
    assertThat(run.directory().predictions(wild.id())).doesNotExist();
  }

  @Test
  void gpuThatIsNotThere_isAMistakeOfTheCommand_foundBeforeAnyWork() throws Exception {
    Run run =
        TrainableRun.in(
            folder, "branches: [{net: net5, features: good, epochs: 2, hidden: 8, batchSize: 4}]");
    run.options().as(TrainingRunOptions.class).setTrainingDevice("gpu:99");
    StageException e =
        catchThrowableOfType(StageException.class, () -> new TrainStage(run).run(List.of()));
    assertThat(e.exit()).isEqualTo(Exit.CONFIGURATION);
    assertThat(e).hasMessageContaining("gpu:99").hasMessageContaining("cpu or auto");
    assertThat(state(run, Grid.expand(run.experiment()).get(0))).isNull();
    run.options().as(TrainingRunOptions.class).setTrainingDevice("cpu");
    assertThat(new TrainStage(run).run(List.of()).exit()).isEqualTo(Exit.DONE);
  }

  @Test
  void runnerThatLooksForMachines_isToldOfMemoryAndGpu() throws Exception {
    Run run =
        TrainableRun.in(
            folder, "branches: [{net: net5, features: good, epochs: 2, hidden: 8, batchSize: 4}]");
    run.options().setRunner(CrashingRunner.class); // any but the direct one; it is not run
    assertThat(hints(run)).as("no GPU was asked for").hasSize(1);
    run.options().as(TrainingRunOptions.class).setTrainingDevice("gpu");
    assertThat(hints(run)).hasSize(2).anySatisfy(hint -> assertThat(hint).contains("nvidia"));
  }

  private static List<String> hints(Run run) throws IOException {
    List<String> hints = new ArrayList<>();
    new TrainStage(run)
        .pipeline(Grid.expand(run.experiment()))
        .traverseTopologically(
            new PipelineVisitor.Defaults() {
              @Override
              public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
                if (node.getFullName().equals("Train")) {
                  node.getTransform()
                      .getResourceHints()
                      .hints()
                      .values()
                      .forEach(hint -> hints.add(new String(hint.toBytes(), US_ASCII)));
                }
                return CompositeBehavior.ENTER_TRANSFORM;
              }
            });
    return hints;
  }

  @Test
  void failedBranch_isTriedAgain_andTheOthersAreNot() throws Exception {
    Run run =
        TrainableRun.in(
            folder,
            "branches: [{net: logistic, features: good, epochs: 5},"
                + " {net: net5, features: bad, epochs: 2, hidden: 8, batchSize: 4}]");
    new TrainStage(run).run(List.of());
    new TrainStage(run).run(List.of());
    assertThat(attempts(run, branch(run, "logistic"))).isOne();
    assertThat(attempts(run, branch(run, "net5"))).isEqualTo(2);
  }

  private static int attempts(Run run, Branch branch) throws IOException {
    return StageState.read(run.directory().state(branch.id())).orElseThrow().attempt();
  }

  @Test
  void branchesOfOneRun_trainedByThreadsAtOnce_areTrainedOnceEach() throws Exception {
    Run run = TrainableRun.in(folder, GOOD);
    List<Branch> branches = Grid.expand(run.experiment());
    ListMultimap<String, End> ends = Multimaps.synchronizedListMultimap(ArrayListMultimap.create());
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<Branch> order = new ArrayList<>(branches);
      Collections.rotate(order, i);
      all.add(
          threads.submit(
              () -> {
                BranchTrainer trainer =
                    new BranchTrainer(
                        run.directory(), run.experiment(), TrainingLimits.NONE, () -> false);
                for (Branch branch : order) {
                  BranchOutcome outcome = trainer.train(branch, ComputeDevice.CPU);
                  ends.put(outcome.branch(), outcome.end());
                  Scratch.remove(run.directory()); // as a process that ends does
                }
                return null;
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();
    for (Branch branch : branches) {
      assertThat(ends.get(branch.id())).as(branch.id()).hasSize(3).doesNotContain(End.FAILED);
      assertThat(ends.get(branch.id())).containsOnlyOnce(End.DONE);
      assertThat(attempts(run, branch)).isOne();
    }
    assertThat(new TrainStage(run).run(List.of()).exit()).isEqualTo(Exit.DONE);
  }

  /** What the run's file says of the stage. */
  private static String soFar(Run run) throws IOException {
    JsonNode info = Json.read(run.directory().runJson(), JsonNode.class);
    return info.path("stages").path("train").path("counters").toString();
  }

  @Test
  void branchThatAnotherHolds_isLeftToIt_andTheRestIsTrained() throws Exception {
    Run run = TrainableRun.in(folder, GOOD);
    Branch held = branch(run, "forest");
    try (Lease other = Lease.take(run.directory().lease(held.id()))) {
      BranchSummary summary = new TrainStage(run).run(List.of());
      assertThat(other.attempt()).isNotEmpty();
      assertThat(summary.exit()).isEqualTo(Exit.RETRY);
      assertThat(summary.counts()).containsEntry("trained", 5L).containsEntry("pending", 1L);
      assertThat(soFar(run))
          .isEqualTo("{\"branches\":6,\"pendingBranches\":1,\"trainedBranches\":5}");
    }
    assertThat(state(run, held)).isNull();
    assertThat(new TrainStage(run).run(List.of()).exit()).isEqualTo(Exit.DONE);
    assertThat(soFar(run)).isEqualTo("{\"branches\":6,\"trainedBranches\":6}");
  }

  @Test
  void chosenBranches_aloneAreTrained_andUnknownOnesAreWrongUsage() throws Exception {
    Run run = TrainableRun.in(folder, GOOD);
    Branch forest = branch(run, "forest");
    new TrainStage(run).run(List.of(forest.id()));
    assertThat(state(run, forest)).isEqualTo(State.DONE);
    assertThat(state(run, branch(run, "logistic"))).isNull();
    String configuration = branch(run, "logistic").configuration();
    assertThat(new TrainStage(run).run(List.of(configuration)).counts())
        .as("all seeds of a configuration")
        .containsEntry("branches", 4L);
    StageException e =
        catchThrowableOfType(StageException.class, () -> new TrainStage(run).run(List.of("net6")));
    assertThat(e.exit()).isEqualTo(Exit.USAGE);
    assertThat(e).hasMessageContaining("net6").hasMessageContaining("--list");
  }

  @Test
  void brokenPromiseOfASplit_failsTheRun_beforeAnythingIsTrained() throws Exception {
    Run run = TrainableRun.in(folder, GOOD);
    Path file = run.directory().splits().resolve("whole.parquet");
    try (Table<SplitRow>.Writer writer = SplitRow.TABLE.write(file)) {
      writer.add(new SplitRow("jazz/0", 0, 0, "train"));
      writer.add(new SplitRow("jazz/0", 1, 0, "test"));
    }
    StageException e =
        catchThrowableOfType(StageException.class, () -> new TrainStage(run).run(List.of()));
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    for (Branch branch : Grid.expand(run.experiment())) {
      assertThat(state(run, branch)).isNull();
    }
  }

  @Test
  void leftoversOfAKilledAttempt_areSweptAway_andNoPartOfTheModel() throws Exception {
    Run run = TrainableRun.in(folder, "branches: [{net: forest, features: good, trees: 5}]");
    Branch forest = branch(run, "forest");
    Path predictions = run.directory().predictions(forest.id());
    Path model = run.directory().model(forest.id());
    Files.createDirectories(predictions.getParent());
    Files.createDirectories(model);
    Files.writeString(
        predictions.resolveSibling("." + predictions.getFileName() + ".1234"), "half a file");
    Files.writeString(model.resolve(".branch.json.1234"), "half a file");
    new TrainStage(run).run(List.of());
    try (var files = Files.list(predictions.getParent())) {
      assertThat(files).containsExactly(predictions);
    }
    assertThat(Commit.read(RunDirectory.commit(model)).orElseThrow().parts())
        .extracting(Part::file)
        .contains(BranchFile.NAME)
        .doesNotContain(".branch.json.1234");
  }

  @Test
  void modelWhoseFileIsGone_isTrainedAgain_withTheSamePredictions() throws Exception {
    Run run = TrainableRun.in(folder, "branches: [{net: forest, features: good, trees: 5}]");
    new TrainStage(run).run(List.of());
    Branch forest = branch(run, "forest");
    List<PredictionRow> before = predictions(run, forest);
    Files.delete(run.directory().model(forest.id()).resolve(BranchFile.NAME));
    new TrainStage(run).run(List.of());
    assertThat(run.directory().model(forest.id()).resolve(BranchFile.NAME)).exists();
    assertThat(predictions(run, forest))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(before);
    assertThat(RunDirectory.commit(run.directory().model(forest.id()))).exists();
  }
}
