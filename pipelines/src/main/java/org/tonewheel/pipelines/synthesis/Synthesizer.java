package org.tonewheel.pipelines.synthesis;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.TrainingStoppedException;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet.Method;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.features.SegmentFeatures;
import org.tonewheel.pipelines.learning.AudioSet;
import org.tonewheel.pipelines.learning.BranchOutcome;
import org.tonewheel.pipelines.learning.CheckpointFolder;
import org.tonewheel.pipelines.learning.TrainingLimits;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Fingerprint;
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
 * Makes the synthetic segments of one branch, knowing nothing of Beam. It may be called again and
 * again: what is done is skipped, a GAN that broke off goes on from its checkpoint, and one that a
 * time limit ended goes on under a larger one.
 */
final class Synthesizer {
  /** Grows when the same branch and data give other segments than before. */
  private static final int SYNTHESIS_VERSION = 1;

  private final RunDirectory run;
  private final Experiment experiment;
  private final TrainingLimits limits;
  private final BooleanSupplier stop;

  /**
   * Makes segments for a run.
   *
   * @param stop asked again and again; once true, a GAN saves and ends
   */
  Synthesizer(
      RunDirectory run, Experiment experiment, TrainingLimits limits, BooleanSupplier stop) {
    this.run = run;
    this.experiment = experiment;
    this.limits = limits;
    this.stop = stop;
  }

  /** The hash of all that a branch's segments depend on. */
  static String fingerprint(RunDirectory run, Experiment experiment, SynthesisBranch branch)
      throws IOException {
    boolean sound = branch.settings().method() == Method.WAVEFORM_GAN;
    Fingerprint fingerprint =
        Fingerprint.of("synthesis", SYNTHESIS_VERSION)
            .with("branch", branch)
            .with("audio", sound ? AudioSet.content(run) : "")
            .with("split", SplitFile.content(run, branch.split()))
            .with("genres", experiment.genres());
    for (String set : branch.features()) {
      fingerprint
          .with(set, TrainingSet.commit(run, InputSet.frames(set)).content())
          .with(set + " code", SegmentFeatures.fingerprint(experiment, set));
    }
    return fingerprint.hex();
  }

  /** Whether there is nothing to do for it. */
  boolean isDone(SynthesisBranch branch) throws IOException {
    String fingerprint = fingerprint(run, experiment, branch);
    return StageState.read(run.state(branch.id()))
            .filter(state -> state.isDone(fingerprint))
            .isPresent()
        && Commit.isWhole(run.synthetic(branch.id()), fingerprint)
        && !mayGoOn(branch);
  }

  /**
   * Makes them.
   *
   * @param device where, if a GAN is trained
   * @throws StoppedException if the process was asked to stop; a GAN leaves a checkpoint
   * @throws StageException (65) if the split breaks its promise
   */
  BranchOutcome make(SynthesisBranch branch, ComputeDevice device) throws Exception {
    return BranchOutcome.of(
        branch.id(),
        () -> {
          String fingerprint = fingerprint(run, experiment, branch);
          Stage stage = new Stage(run, SynthesizeStage.NAME, branch.id(), fingerprint);
          if (Commit.isWhole(run.synthetic(branch.id()), fingerprint) && mayGoOn(branch)) {
            stage.reopen("its time limit was raised");
          }
          StageResult result =
              stage.run(
                  () -> Commit.isWhole(run.synthetic(branch.id()), fingerprint),
                  lease -> make(branch, limits.on(device), fingerprint, lease));
          tidy(branch);
          return result;
        });
  }

  /** Whether a time limit ended it that was smaller than that of now. */
  private boolean mayGoOn(SynthesisBranch branch) throws IOException {
    Optional<Duration> limit = endedByLimit(branch);
    return limit.isPresent() && limits.allowMoreThan(limit.get());
  }

  private Optional<Duration> endedByLimit(SynthesisBranch branch) throws IOException {
    return SynthesisFile.read(run.synthetic(branch.id())).flatMap(SynthesisFile::endedByLimit);
  }

  /**
   * A checkpoint is three times as large as the nets; one that nobody will go on from is removed.
   */
  private void tidy(SynthesisBranch branch) throws IOException {
    Path checkpoint = run.synthetic(branch.id()).resolve(CheckpointFolder.NAME);
    if (!Files.isDirectory(checkpoint)) {
      return;
    }
    try (Lease lease = Lease.take(run.lease(branch.id()))) {
      if (isDone(branch) && endedByLimit(branch).isEmpty()) {
        lease.check();
        CheckpointFolder.delete(checkpoint);
      }
    } catch (LeaseHeldException e) {
      return; // it is being made anew, and keeps its checkpoint
    }
  }

  private Map<String, Long> make(
      SynthesisBranch branch, TrainingOptions options, String fingerprint, Lease lease)
      throws IOException {
    Tracks tracks = Tracks.read(run);
    List<String> genres = tracks.of(branch.source()).genres(experiment.genres());
    List<Assignment> split =
        SplitFile.checked(run, experiment, tracks, branch.split(), branch.source());
    Path folder = run.synthetic(branch.id());
    Files.createDirectories(folder);
    CheckpointFolder.sweep(folder.resolve(CheckpointFolder.NAME));
    try (RealSide real = RealSide.open(run, experiment, branch, genres, split)) {
      Making making = new Making(experiment, branch, folder, real, genres, stop);
      SynthesisFile file = making.make(options, fingerprint);
      SynthesisOutput output = new SynthesisOutput(run, experiment, branch, folder);
      output.writeQuality(genres, split);
      lease.check();
      output.commit(file, fingerprint);
      return ImmutableMap.of(
          "train", (long) file.train(),
          "synthetic", file.perGenre().values().stream().mapToLong(Integer::longValue).sum(),
          "rejected", (long) file.rejected().size());
    } catch (TrainingStoppedException e) {
      throw new StoppedException(branch.id() + " was asked to stop", e);
    }
  }
}
