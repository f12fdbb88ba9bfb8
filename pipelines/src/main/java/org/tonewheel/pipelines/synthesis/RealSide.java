package org.tonewheel.pipelines.synthesis;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet.Method;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.features.SegmentFeatures;
import org.tonewheel.pipelines.learning.AudioSet;
import org.tonewheel.pipelines.learning.Sides;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.sampling.Assignment;

/**
 * Real segments as synthetic ones are made from them.
 *
 * @param set samples for a GAN on waveforms, else features
 * @param labels genre of each row; -1 for rows of other sources
 * @param sides rows of the fold
 * @param seen rows that may be looked at: the training side, or all sides where segments are made
 *     before the split
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
record RealSide(TrainingSet set, int[] labels, Sides sides, int[] seen) implements AutoCloseable {

  /**
   * Opens what the branch is made from.
   *
   * @throws TrainingDataException if a GAN on waveforms finds no audio
   */
  static RealSide open(
      RunDirectory run,
      Experiment experiment,
      SynthesisBranch branch,
      List<String> genres,
      List<Assignment> split)
      throws IOException {
    TrainingSet set =
        branch.settings().method() == Method.WAVEFORM_GAN
            ? sound(run, experiment)
            : TrainingSet.open(run, InputSet.frames(branch.features().get(0)));
    return of(set, branch, genres, split);
  }

  /** Without audio this branch fails; others do without it. */
  private static TrainingSet sound(RunDirectory run, Experiment experiment) throws IOException {
    try {
      return AudioSet.open(run, experiment);
    } catch (StageException e) {
      throw new TrainingDataException(e.getMessage());
    }
  }

  /** A set as the branch may see it. */
  static RealSide of(
      TrainingSet set, SynthesisBranch branch, List<String> genres, List<Assignment> split) {
    int[] labels = set.keys().stream().mapToInt(key -> genres.indexOf(key.genre())).toArray();
    Sides sides = Sides.of(set.keys(), split, branch.fold());
    int[] seen = sides.train();
    if (branch.settings().beforeSplit()) {
      seen = Ints.concat(seen, sides.validation(), sides.test());
      Arrays.sort(seen);
    }
    return new RealSide(set, labels, sides, seen);
  }

  /**
   * Checks the values that may be looked at.
   *
   * @throws TrainingDataException if one is not finite
   */
  void requireFinite() {
    float[] values = new float[set.values().rowFloats()];
    for (int row : seen) {
      set.values().read(row, values);
      if (!SegmentFeatures.isFinite(values)) {
        TrainingSet.Key key = set.keys().get(row);
        throw new TrainingDataException(
            ("segment %d of track %s has a feature that is no finite number; make the features anew"
                    + " or leave the track out")
                .formatted(key.segment(), key.track()));
      }
    }
  }

  @Override
  public void close() {
    set.close();
  }
}
