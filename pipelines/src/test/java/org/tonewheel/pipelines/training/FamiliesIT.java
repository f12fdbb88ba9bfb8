package org.tonewheel.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.tonewheel.pipelines.training.TrainableRun.predictions;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Families;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.learning.BranchOutcome;
import org.tonewheel.pipelines.learning.BranchOutcome.End;
import org.tonewheel.pipelines.learning.TrainingLimits;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.PredictionRow;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;
import org.tonewheel.pipelines.run.StoppedException;

/** Branches that differ in their epochs alone: one training, whoever is ended in the middle. */
class FamiliesIT {
  private static final String NET =
      "net: net5, features: good, hidden: 8, batchSize: 4, patience: 0";

  @TempDir static Path shared;
  private static List<PredictionRow> twoAlone;
  private static List<PredictionRow> fourAlone;

  @TempDir Path folder;
  private Run run;
  private Branch two;
  private Branch four;

  @BeforeAll
  static void trainEachAlone() throws Exception {
    twoAlone = alone(2);
    fourAlone = alone(4);
  }

  private static List<PredictionRow> alone(int epochs) throws Exception {
    Run run =
        TrainableRun.in(
            shared.resolve("e" + epochs), "branches: [{" + NET + ", epochs: " + epochs + "}]");
    assertThat(new TrainStage(run).run(List.of()).exit()).isEqualTo(Exit.DONE);
    return predictions(run, Grid.expand(run.experiment()).get(0));
  }

  @BeforeEach
  void makeRun() throws Exception {
    run = TrainableRun.in(folder, "branches: [{" + NET + ", epochs: [4, 2]}]");
    List<Branch> family = Families.of(Grid.expand(run.experiment())).get(0);
    two = family.get(0);
    four = family.get(1);
    assertThat(four.epochs()).isEqualTo(4);
  }

  private void trainAll() throws Exception {
    assertThat(new TrainStage(run).run(List.of()).exit()).isEqualTo(Exit.DONE);
  }

  private BranchOutcome train(Branch branch, Duration limit, BooleanSupplier stop)
      throws Exception {
    return new BranchTrainer(
            run.directory(), run.experiment(), TrainingLimits.NONE.within(limit), stop)
        .train(branch, ComputeDevice.CPU);
  }

  private Path checkpoint(Branch branch) {
    return run.directory().model(branch.id()).resolve("checkpoint");
  }

  private List<History.Epoch> history(Branch branch) throws IOException {
    return History.read(run.directory().model(branch.id())).rows();
  }

  private BranchFile file(Branch branch) throws IOException {
    return BranchFile.read(run.directory().model(branch.id())).orElseThrow();
  }

  private void assertTrainedAsAlone() throws IOException {
    assertThat(predictions(run, two))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(twoAlone);
    assertThat(predictions(run, four))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(fourAlone);
    assertThat(checkpoint(two)).doesNotExist();
    assertThat(checkpoint(four)).doesNotExist();
  }

  /** Equal to the last digit of their seconds: the longer branch has not trained them itself. */
  private void assertFourEpochsInAll() throws IOException {
    assertThat(history(two)).hasSize(2);
    assertThat(history(four)).hasSize(4).startsWith(history(two).toArray(History.Epoch[]::new));
  }

  @Test
  void family_isTrainedOnce_andEachIsAsIfAlone() throws Exception {
    trainAll();
    assertTrainedAsAlone();
    assertFourEpochsInAll();
    assertThat(file(four).keptEpoch()).isBetween(1, 4);
    assertThat(file(four).ended()).isEqualTo("epochs");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 6, 7, 11, 12, 13, 17})
  void familyStoppedAfterEverySoManySteps_comesToTheSame(int steps) throws Exception {
    int calls = 0;
    for (Branch branch : List.of(two, four)) {
      for (End end = null; end != End.DONE; calls++) {
        AtomicInteger left = new AtomicInteger(steps);
        try {
          end = train(branch, null, () -> left.getAndDecrement() <= 0).end();
        } catch (StoppedException e) {
          assertThat(checkpoint(branch)).isNotEmptyDirectory();
        }
      }
    }
    assertThat(calls).isGreaterThanOrEqualTo(2);
    assertTrainedAsAlone();
    assertFourEpochsInAll();
  }

  @Test
  void endedBetweenTheTwo_goesOnWithTheLonger() throws Exception {
    train(two, null, () -> false);
    assertThat(checkpoint(two)).as("the longer one is to take it over").isNotEmptyDirectory();
    trainAll();
    assertTrainedAsAlone();
    assertFourEpochsInAll();
  }

  @Test
  void killedRightAfterTheTakeover_goesOn() throws Exception {
    train(two, null, () -> false);
    Files.createDirectories(checkpoint(four).getParent());
    Files.move(checkpoint(two), checkpoint(four));
    trainAll();
    assertTrainedAsAlone();
    assertThat(history(four)).startsWith(history(two).toArray(History.Epoch[]::new));
  }

  @Test
  void killedWhileTakingOverByCopy_isSweptAway() throws Exception {
    train(two, null, () -> false);
    Path half = checkpoint(four).resolveSibling(".checkpoint.1234");
    Files.createDirectories(half);
    Files.writeString(half.resolve("last.bin"), "half a file");
    trainAll();
    assertTrainedAsAlone();
    assertFourEpochsInAll();
    assertThat(half).doesNotExist();
  }

  @Test
  void killedBetweenCommitAndState_isDoneAgainFromItsCheckpoint() throws Exception {
    train(two, null, () -> false);
    Path file = run.directory().state(two.id());
    StageState done = StageState.read(file).orElseThrow();
    Json.write(file, done.stopped("killed"));
    trainAll();
    assertTrainedAsAlone();
    assertFourEpochsInAll();
  }

  @Test
  void shorterBranchWhoseModelIsGone_isTrainedAgain_thoughTheLongerHasItsCheckpoint()
      throws Exception {
    trainAll();
    Files.delete(run.directory().predictions(two.id()));
    trainAll();
    assertTrainedAsAlone();
  }

  @Test
  void longerBranchAlone_isTrainedFromScratch_andTheShorterLater() throws Exception {
    new TrainStage(run).run(List.of(four.id()));
    assertThat(StageState.read(run.directory().state(two.id()))).isEmpty();
    trainAll();
    assertTrainedAsAlone();
  }

  @Test
  void longerBranch_doesNotTakeFromASiblingThatIsBeingTrained() throws Exception {
    train(two, null, () -> false);
    try (Lease other = Lease.take(run.directory().lease(two.id()))) {
      train(four, null, () -> false);
      other.check();
    }
    assertThat(checkpoint(two)).isNotEmptyDirectory();
    trainAll();
    assertTrainedAsAlone();
  }

  @Test
  void damagedCheckpoint_costsTimeAndNothingElse() throws Exception {
    train(two, null, () -> false);
    for (Path part : MoreFiles.listFiles(checkpoint(two))) {
      Files.writeString(part, "damaged");
    }
    trainAll();
    assertTrainedAsAlone();
  }

  @Test
  void limitedBranch_isDoneWithWhatItHas_andGoesOnUnderALargerLimit() throws Exception {
    Duration little = Duration.ofNanos(1);
    train(two, little, () -> false);
    train(four, little, () -> false);
    for (Branch branch : List.of(two, four)) {
      assertThat(file(branch).ended()).isEqualTo("time-limit");
      assertThat(file(branch).epochs()).isEqualTo(1);
      assertThat(checkpoint(branch)).isNotEmptyDirectory();
      assertThat(StageState.read(run.directory().state(branch.id())).orElseThrow().state())
          .isEqualTo(State.DONE);
    }
    assertThat(history(four)).as("it has taken over what the shorter had").isEqualTo(history(two));
    assertThat(train(two, little, () -> false).end()).isEqualTo(End.SKIPPED);
    assertThat(train(two, little.plusNanos(1), () -> false).end()).isEqualTo(End.DONE);
    assertThat(file(two).epochs()).as("no epoch fits into this either").isEqualTo(1);
    trainAll();
    assertTrainedAsAlone();
    assertFourEpochsInAll();
    assertThat(file(two).timeLimit()).isNull();
  }

  @Test
  void limitedBranchWhoseSecondCallWasKilled_goesOn() throws Exception {
    train(two, Duration.ofNanos(1), () -> false);
    AtomicInteger left = new AtomicInteger(3);
    assertThatExceptionOfType(StoppedException.class)
        .isThrownBy(() -> train(two, null, () -> left.getAndDecrement() <= 0));
    StageState stopped = StageState.read(run.directory().state(two.id())).orElseThrow();
    assertThat(stopped.attempt()).isEqualTo(2);
    trainAll();
    assertTrainedAsAlone();
    assertFourEpochsInAll();
  }

  @Test
  void doneBranchWithoutItsCheckpoint_isNotMissed() throws Exception {
    train(two, null, () -> false);
    MoreFiles.deleteRecursively(checkpoint(two), RecursiveDeleteOption.ALLOW_INSECURE);
    trainAll();
    assertTrainedAsAlone();
    assertThat(history(four)).hasSize(4);
  }
}
