package org.tonewheel.pipelines.synthesis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;

/** What a synthesis has come to, as those see it that are to use its segments. */
public sealed interface SyntheticSegments {

  /**
   * They are there.
   *
   * @param run where
   * @param branch what made them
   * @param fingerprint of all that they depend on
   */
  record Made(RunDirectory run, SynthesisBranch branch, String fingerprint)
      implements SyntheticSegments {

    /** What was committed of a feature set. */
    public Commit commit(String featureSet) throws IOException {
      return SegmentWriter.committed(folder(), featureSet);
    }

    /** Opens those of a feature set; null if there is none. */
    public TrainingSet open(String featureSet) throws IOException {
      return TrainingSet.ofFrames(
          run, SegmentWriter.segments(folder(), featureSet), commit(featureSet));
    }

    /** The real segments that they were made from. */
    public SeenSegments seen() throws IOException {
      return SeenSegments.read(folder());
    }

    private Path folder() {
      return run.synthetic(branch.id());
    }
  }

  /** They will not be there. */
  record Failed(String why) implements SyntheticSegments {}

  /**
   * They are not there yet.
   *
   * @param begun whether someone is at it, or was
   */
  record Pending(boolean begun, String why) implements SyntheticSegments {}

  /** Looks for those of a synthesis of the experiment. */
  static SyntheticSegments find(RunDirectory run, Experiment experiment, String id)
      throws IOException {
    SynthesisBranch branch =
        SynthesisGrid.expand(experiment).stream()
            .filter(other -> other.id().equals(id))
            .findFirst()
            .orElseThrow();
    String fingerprint = Synthesizer.fingerprint(run, experiment, branch);
    Optional<StageState> state =
        StageState.read(run.state(id)).filter(s -> s.fingerprint().equals(fingerprint));
    if (state.filter(s -> s.isDone(fingerprint)).isPresent()
        && Commit.isWhole(run.synthetic(branch.id()), fingerprint)) {
      return new Made(run, branch, fingerprint);
    }
    if (state.filter(s -> s.state() == StageState.State.FAILED).isPresent()) {
      return new Failed(
          "its synthetic segments %s failed: %s".formatted(id, state.get().message()));
    }
    return new Pending(
        state.isPresent(),
        "its synthetic segments %s are not made; run `tonewheel synthesize --run=%s`"
            .formatted(id, run.path()));
  }

  /** Whether a track is a genre's synthetic segments. */
  static boolean isSynthetic(String track) {
    return track.startsWith(SegmentWriter.TRACK_PREFIX);
  }
}
