package org.tonewheel.pipelines.synthesis;

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

/** A branch's GAN in the words of the gan package, and what it needs. */
final class GanNeeds {
  private GanNeeds() {}

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

  /** The memory that making the segments takes beside the process, in bytes, estimated. */
  static long memoryBytes(SynthesisBranch branch, Experiment experiment) {
    return branch.settings().method().gan()
        ? GanSummary.of(row(branch, experiment), BranchInput.genres(experiment), settings(branch))
            .memoryBytes()
        : 0;
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
