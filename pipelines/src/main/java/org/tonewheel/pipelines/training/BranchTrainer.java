package org.tonewheel.pipelines.training;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.TrainingStoppedException;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.BranchInput;
import org.tonewheel.pipelines.experiment.branches.RowOptions;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.learning.BranchOutcome;
import org.tonewheel.pipelines.learning.Sides;
import org.tonewheel.pipelines.learning.TrainingLimits;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Stage;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.splits.Divided;
import org.tonewheel.pipelines.splits.SplitFile;
import org.tonewheel.pipelines.synthesis.SyntheticSegments;
import org.tonewheel.sampling.Assignment;

/**
 * Trains one branch of a run, knowing nothing of Beam. It may be called again and again: a finished
 * branch is skipped, a broken off one goes on from its checkpoint, one that a time limit ended goes
 * on under a larger one.
 */
final class BranchTrainer {
  private final RunDirectory run;
  private final Experiment experiment;
  private final TrainingLimits limits;
  private final BooleanSupplier stop;
  private final FamilyCheckpoints checkpoints;

  /**
   * A trainer of a run's branches.
   *
   * @param stop asked again and again; once true, training saves and ends
   */
  BranchTrainer(
      RunDirectory run, Experiment experiment, TrainingLimits limits, BooleanSupplier stop) {
    this.run = run;
    this.experiment = experiment;
    this.limits = limits;
    this.stop = stop;
    this.checkpoints = new FamilyCheckpoints(run, experiment);
  }

  /** Whether there is nothing to do for it. */
  boolean isDone(Branch branch) throws IOException {
    SyntheticSegments synthetic = synthetic(branch);
    if (synthetic instanceof SyntheticSegments.Pending) {
      return false;
    }
    String fingerprint = fingerprint(branch, synthetic);
    return StageState.read(run.state(branch.id()))
            .filter(state -> state.isDone(fingerprint))
            .isPresent()
        && isWhole(branch, fingerprint)
        && !mayGoOn(branch);
  }

  /**
   * Trains it.
   *
   * @param device where, if it is a deep net
   * @throws StoppedException if the process was asked to stop; a checkpoint is left
   * @throws StageException (65) if its split breaks its promise
   */
  BranchOutcome train(Branch branch, ComputeDevice device) throws Exception {
    SyntheticSegments synthetic = synthetic(branch);
    if (synthetic instanceof SyntheticSegments.Pending pending) {
      return new BranchOutcome(branch.id(), BranchOutcome.End.WAITING, pending.why());
    }
    return BranchOutcome.of(
        branch.id(),
        () -> {
          String fingerprint = fingerprint(branch, synthetic);
          Stage stage = new Stage(run, TrainStage.NAME, branch.id(), fingerprint);
          if (isWhole(branch, fingerprint) && mayGoOn(branch)) {
            stage.reopen("its time limit was raised");
          }
          StageResult result =
              stage.run(
                  () -> isWhole(branch, fingerprint),
                  lease -> train(branch, synthetic, limits.on(device), fingerprint, lease));
          checkpoints.tidy(branch);
          return result;
        });
  }

  /** Grows when the same branch and data give another model than before. */
  static int version(Net net) {
    return net == Net.FFN ? 2 : 1;
  }

  /** What its training side is enlarged with; null for nothing. */
  private SyntheticSegments synthetic(Branch branch) throws IOException {
    return branch.generator() == null
        ? null
        : SyntheticSegments.find(run, experiment, branch.generator());
  }

  private String fingerprint(Branch branch, SyntheticSegments synthetic) throws IOException {
    Fingerprint fingerprint =
        Fingerprint.of("branch", version(branch.net()))
            .with("branch", branch)
            .with("segments", TrainingSet.commit(run, input(branch)).content())
            .with("split", SplitFile.content(run, branch.split()))
            .with("genres", experiment.genres());
    if (BranchInput.isOfTable(branch, experiment)) {
      // of the table, only the columns: where the file lies changes no model
      fingerprint
          .with("columns", experiment.table().orElseThrow().columns())
          .with("preparation", experiment.tableSets().get(branch.features()));
      List<Branch> members = RowOptions.of(branch).members();
      if (!members.isEmpty()) {
        fingerprint.with(
            "preparations",
            members.stream().map(member -> experiment.tableSets().get(member.features())).toList());
      }
    }
    if (synthetic instanceof SyntheticSegments.Made made) {
      fingerprint
          .with("synthesis", made.fingerprint())
          .with("synthetic", made.commit(branch.features()).content());
    }
    return fingerprint.hex();
  }

  private InputSet input(Branch branch) {
    return InputSet.of(experiment, branch.features());
  }

  private boolean isWhole(Branch branch, String fingerprint) throws IOException {
    return Files.exists(run.predictions(branch.id()))
        && Commit.isWhole(run.model(branch.id()), fingerprint);
  }

  /** Whether a time limit ended it that was smaller than that of now. */
  private boolean mayGoOn(Branch branch) throws IOException {
    Optional<BranchFile> file = BranchFile.read(run.model(branch.id()));
    return file.filter(BranchFile::endedByLimit).isPresent()
        && limits.allowMoreThan(Duration.parse(file.get().timeLimit()));
  }

  private Map<String, Long> train(
      Branch branch,
      SyntheticSegments synthetic,
      TrainingOptions options,
      String fingerprint,
      Lease lease)
      throws IOException {
    if (synthetic instanceof SyntheticSegments.Failed failed) {
      throw new TrainingDataException(failed.why());
    }
    checkpoints.takeOver(branch);
    Tracks tracks = Tracks.read(run);
    List<Assignment> split =
        SplitFile.checked(run, experiment, tracks, branch.split(), branch.source());
    try (TrainingSet set = TrainingSet.open(run, input(branch));
        TrainingSet made = opened(branch, synthetic)) {
      BranchRows rows = BranchRows.of(set, Sides.of(set.keys(), split, branch.fold()));
      if (made != null) {
        boolean whole = Divided.protocol(experiment.splits().get(branch.split())).safe();
        rows = Enlargement.enlarge(branch, rows, (SyntheticSegments.Made) synthetic, made, whole);
      }
      BranchData data = BranchData.of(branch, experiment, tracks, rows);
      return train(data, options, fingerprint, lease);
    } catch (TrainingStoppedException e) {
      throw new StoppedException(branch.id() + " was asked to stop", e);
    }
  }

  /** Its synthetic rows; null where it has none. */
  private static TrainingSet opened(Branch branch, SyntheticSegments synthetic) throws IOException {
    return synthetic instanceof SyntheticSegments.Made made ? made.open(branch.features()) : null;
  }

  private Map<String, Long> train(
      BranchData data, TrainingOptions options, String fingerprint, Lease lease)
      throws IOException {
    Branch branch = data.branch();
    Sides sides = data.rows().sides();
    int[] predicted = Ints.concat(sides.validation(), sides.test());
    BranchModel model = BranchModel.of(branch, experiment, options);
    BranchModel.Trained trained =
        model.train(data, predicted, run.model(branch.id()), new BranchProgress(branch.id()), stop);
    lease.check();
    BranchOutput output = new BranchOutput(run, experiment);
    output.writePredictions(data, predicted, trained.probabilities());
    output.commit(data, trained, options.timeLimit(), fingerprint);
    ImmutableMap.Builder<String, Long> counts = ImmutableMap.builder();
    counts
        .put("train", (long) sides.train().length)
        .put("validation", (long) sides.validation().length)
        .put("test", (long) sides.test().length);
    if (branch.synthesis() != null) {
      counts.put("synthetic", (long) data.rows().syntheticTrain());
    } else if (RowOptions.of(branch).smote()) {
      counts.put("synthetic", (long) trained.made());
    }
    return counts.buildOrThrow();
  }
}
