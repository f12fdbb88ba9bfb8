package org.tonewheel.pipelines.synthesis;

import java.io.IOException;
import org.tonewheel.gan.GanKind;
import org.tonewheel.gan.GanLoss;
import org.tonewheel.gan.GanOutput;
import org.tonewheel.gan.GanSettings;
import org.tonewheel.gan.GanSummary;
import org.tonewheel.nets.RowShape;
import org.tonewheel.pipelines.experiment.BranchInput;
import org.tonewheel.pipelines.experiment.Experiment;
import org.tonewheel.pipelines.experiment.FeatureSet;
import org.tonewheel.pipelines.experiment.SynthesisBranch;
import org.tonewheel.pipelines.experiment.SyntheticSet;
import org.tonewheel.pipelines.experiment.SyntheticSet.Method;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.RunDirectory;

/** A branch's GAN in the words of the gan package, and the memory that a branch needs. */
final class SynthesisNeeds {
  private SynthesisNeeds() {}

  /** The settings of a GAN. */
  static GanSettings settings(SynthesisBranch branch) {
    SyntheticSet set = branch.settings();
    String kind = set.method() == Method.WAVEFORM_GAN ? "WAVEFORM" : set.net().name();
    return new GanSettings(
        GanKind.valueOf(kind),
        set.noise(),
        GanOutput.valueOf(set.output().name()),
        GanLoss.valueOf(set.loss().name()),
        set.optimizer().id(),
        set.rate(),
        set.discriminatorRate(),
        set.beta1(),
        set.batchSize(),
        set.epochs(),
        set.labelSmoothing(),
        set.spectralNorm(),
        set.averaging(),
        branch.seed());
  }

  /**
   * The memory that making the segments takes beside the process, in bytes, estimated: the nets of a
   * GAN and what their training holds, or the rows among which SMOTE seeks neighbours.
   */
  static long memoryBytes(RunDirectory run, Experiment experiment, SynthesisBranch branch)
      throws IOException {
    RowShape row = row(branch, experiment);
    return switch (branch.settings().method()) {
      case REPEAT, JITTER -> 0;
      case SMOTE ->
          TrainingSet.commit(run, InputSet.frames(branch.features().get(0))).rows()
              * row.floats()
              * Float.BYTES;
      case WAVEFORM_GAN, FEATURE_GAN ->
          GanSummary.of(row, BranchInput.genres(experiment), settings(branch)).memoryBytes();
    };
  }

  private static RowShape row(SynthesisBranch branch, Experiment experiment) {
    int samples = experiment.audio().segmentSamples();
    if (branch.settings().method() == Method.WAVEFORM_GAN) {
      return RowShape.frames(1, samples);
    }
    FeatureSet set = experiment.featureSets().get(branch.features().get(0));
    return RowShape.frames(set.frames(samples), set.features());
  }
}
