package org.tonewheel.pipelines.synthesis;

import java.io.IOException;
import org.tonewheel.pipelines.experiment.branches.GanBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.RunDirectory;

/** What making synthetic segments takes of a machine. */
final class SynthesisNeeds {
  private SynthesisNeeds() {}

  /**
   * The memory that it takes beside the process, in bytes, estimated: the nets of a GAN and what
   * their training holds, or the rows among which SMOTE seeks neighbours.
   */
  static long memoryBytes(RunDirectory run, Experiment experiment, SynthesisBranch branch)
      throws IOException {
    return switch (branch.settings().method()) {
      case REPEAT, JITTER -> 0;
      case SMOTE ->
          TrainingSet.commit(run, InputSet.frames(branch.features().get(0))).rows()
              * GanBranch.row(branch, experiment).floats()
              * Float.BYTES;
      case WAVEFORM_GAN, FEATURE_GAN -> GanBranch.summary(branch, experiment).memoryBytes();
    };
  }
}
