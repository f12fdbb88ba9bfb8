package org.tonewheel.pipelines.experiment.branches;

import org.tonewheel.gan.GanKind;
import org.tonewheel.gan.GanLoss;
import org.tonewheel.gan.GanOutput;
import org.tonewheel.gan.GanSettings;
import org.tonewheel.gan.GanSummary;
import org.tonewheel.nets.RowShape;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.FeatureSet;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;

/** Synthetic segments that a GAN makes, in the words of the gan package. */
public final class GanBranch {
  private GanBranch() {}

  /** Returns the settings of the GAN, which the branch's method must be. */
  public static GanSettings settings(SynthesisBranch branch) {
    SyntheticSet set = branch.settings();
    return new GanSettings(
        kind(set),
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

  private static GanKind kind(SyntheticSet set) {
    return set.method() == SyntheticSet.Method.WAVEFORM_GAN
        ? GanKind.WAVEFORM
        : switch (set.net()) {
          case DENSE -> GanKind.DENSE;
          case CONVOLUTIONAL -> GanKind.CONVOLUTIONAL;
        };
  }

  /** Returns the shape of what it makes: samples, or the frames of its one feature set. */
  public static RowShape row(SynthesisBranch branch, Experiment experiment) {
    int samples = experiment.audio().segmentSamples();
    if (branch.settings().method() == SyntheticSet.Method.WAVEFORM_GAN) {
      return RowShape.frames(1, samples);
    }
    FeatureSet set = experiment.featureSets().get(branch.features().get(0));
    return RowShape.frames(set.frames(samples), set.features());
  }

  /** Returns what the GAN is made of and needs, before there are data. */
  public static GanSummary summary(SynthesisBranch branch, Experiment experiment) {
    return GanSummary.of(row(branch, experiment), BranchInput.genres(experiment), settings(branch));
  }
}
