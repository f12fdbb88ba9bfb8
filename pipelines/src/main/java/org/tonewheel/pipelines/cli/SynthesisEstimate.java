package org.tonewheel.pipelines.cli;

import java.util.List;
import java.util.function.ToLongFunction;
import org.tonewheel.gan.GanSummary;
import org.tonewheel.pipelines.experiment.branches.BranchInput;
import org.tonewheel.pipelines.experiment.branches.GanBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.FeatureSet;
import org.tonewheel.pipelines.experiment.settings.Optimizer;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;

/**
 * What making an experiment's synthetic segments will roughly need, on a CPU.
 *
 * @param seconds of one core
 * @param diskBytes of segments and generators, and of the checkpoints of as many as are trained at
 *     once
 * @param memoryBytes beside the process, of as many as are trained at once
 */
record SynthesisEstimate(double seconds, long diskBytes, long memoryBytes) {
  /**
   * A multiplication by a weight of the GAN on samples, seconds of CPU: with the optimizer's work,
   * P1's came to 1.2 s a step of 32.
   */
  private static final double SAMPLES_COST = 2e-11;

  /** The same of a GAN on features, whose layers are small: as other nets. */
  private static final double FEATURES_COST = 5e-11;

  /** A segment made, measured and written, seconds of CPU: a guess. */
  private static final double SEGMENT_COST = 1e-3;

  /** What the allocator holds beyond what a step needs. */
  private static final double ALLOCATED = 1.15;

  /** A sample as 16 bit PCM. */
  private static final long SAMPLE_BYTES = 2;

  /** What one of them needs; checkpoints of a GAN that is no longer trained are gone. */
  private record Need(double seconds, long kept, long checkpoint, long memory) {}

  /**
   * Estimates.
   *
   * @param tracks of a source
   * @param atOnce that are trained side by side
   * @param checkpoints kept of each
   * @param limitMinutes after which a GAN's training ends; null for none
   */
  static SynthesisEstimate of(
      Experiment experiment,
      ToLongFunction<String> tracks,
      int atOnce,
      int checkpoints,
      Integer limitMinutes) {
    List<Need> needs =
        SynthesisGrid.expand(experiment).stream()
            .map(branch -> need(experiment, branch, tracks.applyAsLong(branch.source())))
            .toList();
    double limit = limitMinutes == null ? Double.POSITIVE_INFINITY : 60.0 * limitMinutes;
    return new SynthesisEstimate(
        needs.stream().mapToDouble(need -> Math.min(limit, need.seconds())).sum(),
        needs.stream().mapToLong(Need::kept).sum()
            // one more is written before the oldest is dropped
            + (checkpoints + 1) * TrainingEstimate.largest(needs, atOnce, Need::checkpoint),
        TrainingEstimate.largest(needs, atOnce, Need::memory));
  }

  private static Need need(Experiment experiment, SynthesisBranch branch, long tracks) {
    SyntheticSet set = branch.settings();
    int samples = experiment.audio().segmentSamples();
    double share = set.beforeSplit() ? 1 : experiment.splits().get(branch.split()).trainingShare();
    long real = Math.round(share * tracks * experiment.audio().segments());
    long made = BranchInput.made(set, experiment, real);
    long values = 0;
    for (String name : branch.features()) {
      FeatureSet features = experiment.featureSets().get(name);
      values += (long) features.frames(samples) * features.features();
    }
    // the Parquet file and the mapped one
    long kept = 2 * Float.BYTES * made * values;
    double seconds = SEGMENT_COST * made;
    if (!set.method().gan()) {
      return new Need(seconds, kept, 0, 0);
    }
    boolean sound = set.method() == SyntheticSet.Method.WAVEFORM_GAN;
    GanSummary gan = GanBranch.summary(branch, experiment);
    double steps = set.epochs() * Math.ceil((double) real / set.batchSize());
    double step =
        set.batchSize() * gan.multiplications() * (sound ? SAMPLES_COST : FEATURES_COST)
            + gan.parameters() * TrainingEstimate.UPDATE_COST;
    long averages = set.optimizer() == Optimizer.ADAM ? 2 : 1;
    long movingAverage = set.averaging() > 0 ? gan.generatorParameters() : 0;
    return new Need(
        seconds + steps * step,
        kept
            + Float.BYTES * gan.generatorParameters()
            + (sound ? SAMPLE_BYTES * samples * real : 0),
        Float.BYTES * ((1 + averages) * gan.parameters() + movingAverage),
        Math.round(ALLOCATED * gan.memoryBytes()));
  }
}
