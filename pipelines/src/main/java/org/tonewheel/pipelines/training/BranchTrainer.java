package org.tonewheel.pipelines.training;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.TrainingStoppedException;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.pipelines.experiment.Branch;
import org.tonewheel.pipelines.experiment.Experiment;
import org.tonewheel.pipelines.features.FeatureColumns;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.LeaseHeldException;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Stage;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.splits.SplitFile;
import org.tonewheel.sampling.Assignment;

/**
 * Trains one branch of a run, knowing nothing of Beam. It may be called again and again: a finished
 * branch is skipped, a broken off one goes on from its checkpoint, one that a time limit ended goes
 * on under a larger one.
 */
final class BranchTrainer {
  /** Grows when the same branch and data give another model than before. */
  private static final int TRAINING_VERSION = 1;

  private static final Logger LOG = LoggerFactory.getLogger(BranchTrainer.class);

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
    String fingerprint = fingerprint(branch);
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
    try {
      String fingerprint = fingerprint(branch);
      reopen(branch, fingerprint);
      StageResult result =
          new Stage(run, branch.id(), fingerprint)
              .run(
                  () -> isWhole(branch, fingerprint),
                  lease -> train(branch, limits.on(device), fingerprint, lease));
      checkpoints.tidy(branch);
      boolean skipped = result.state().equals(StageResult.SKIPPED);
      return new BranchOutcome(
          branch.id(), skipped ? BranchOutcome.End.SKIPPED : BranchOutcome.End.TRAINED, null);
    } catch (LeaseHeldException e) {
      return new BranchOutcome(branch.id(), BranchOutcome.End.HELD, e.getMessage());
    } catch (StoppedException | StageException e) {
      throw e;
    } catch (TrainingFailedException
        | TrainingDataException
        | CorruptRunException
        | IllegalArgumentException e) {
      return new BranchOutcome(branch.id(), BranchOutcome.End.FAILED, e.getMessage());
    } catch (IOException e) {
      LOG.error("{} broke off and may be tried again", branch.id(), e);
      return new BranchOutcome(branch.id(), BranchOutcome.End.BROKE_OFF, e.toString());
    } catch (RuntimeException e) {
      LOG.error("{} failed", branch.id(), e); // one branch's trouble is not the others'
      return new BranchOutcome(branch.id(), BranchOutcome.End.FAILED, e.toString());
    }
  }

  private String fingerprint(Branch branch) throws IOException {
    return Fingerprint.of("branch", TRAINING_VERSION)
        .with("branch", branch)
        .with("segments", TrainingSet.commit(run, input(branch)).content())
        .with("split", SplitFile.content(run, branch.split()))
        .with("genres", experiment.genres())
        .hex();
  }

  private InputSet input(Branch branch) {
    return InputSet.of(experiment, branch.features());
  }

  private boolean isWhole(Branch branch, String fingerprint) throws IOException {
    Path model = run.model(branch.id());
    return Files.exists(run.predictions(branch.id()))
        && Commit.read(RunDirectory.commit(model))
            .filter(commit -> commit.fingerprint().equals(fingerprint) && commit.isWhole(model))
            .isPresent();
  }

  /** Whether a time limit ended it that was smaller than that of now. */
  private boolean mayGoOn(Branch branch) throws IOException {
    Optional<BranchFile> file = BranchFile.read(run.model(branch.id()));
    return file.filter(BranchFile::endedByLimit).isPresent()
        && limits.allowMoreThan(Duration.parse(file.get().timeLimit()));
  }

  /** A branch that may go on is one that stopped, whatever it had come to. */
  private void reopen(Branch branch, String fingerprint) throws IOException {
    Path file = run.state(branch.id());
    Optional<StageState> state = StageState.read(file).filter(s -> s.isDone(fingerprint));
    if (state.isPresent() && isWhole(branch, fingerprint) && mayGoOn(branch)) {
      try (Lease lease = Lease.take(run.lease(branch.id()))) {
        lease.check();
        Json.write(file, state.get().stopped("its time limit was raised"));
      }
    }
  }

  private Map<String, Long> train(
      Branch branch, TrainingOptions options, String fingerprint, Lease lease) throws IOException {
    checkpoints.takeOver(branch);
    Tracks tracks = Tracks.read(run);
    List<Assignment> rows =
        SplitFile.checked(run, experiment, tracks, branch.split(), branch.source());
    try (TrainingSet set = TrainingSet.open(run, input(branch))) {
      BranchData data = data(branch, tracks, set, rows);
      int[] predicted = Ints.concat(data.sides().validation(), data.sides().test());
      BranchModel model = branch.net().deep() ? new DeepModel(options) : new TableBranchModel();
      BranchModel.Trained trained =
          model.train(
              data, predicted, run.model(branch.id()), new BranchProgress(branch.id()), stop);
      lease.check();
      BranchOutput output = new BranchOutput(run, experiment);
      output.writePredictions(data, predicted, trained.probabilities());
      output.commit(data, trained, options.timeLimit(), fingerprint);
      return ImmutableMap.of(
          "train", (long) data.sides().train().length,
          "validation", (long) data.sides().validation().length,
          "test", (long) data.sides().test().length);
    } catch (TrainingStoppedException e) {
      throw new StoppedException(branch.id() + " was asked to stop", e);
    }
  }

  private BranchData data(Branch branch, Tracks tracks, TrainingSet set, List<Assignment> rows) {
    List<String> genres = tracks.of(branch.source()).genres(experiment.genres());
    int[] labels = set.keys().stream().mapToInt(key -> genres.indexOf(key.genre())).toArray();
    return new BranchData(
        branch,
        set,
        Sides.of(set.keys(), rows, branch.fold()),
        labels,
        genres,
        branch.net().deep() ? List.of() : FeatureColumns.names(experiment, branch.features()));
  }
}
