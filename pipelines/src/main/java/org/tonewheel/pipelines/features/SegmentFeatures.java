package org.tonewheel.pipelines.features;

import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.audio.SegmentLayout;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/**
 * How an experiment cuts sound into segments and describes them: synthetic sound goes through what
 * real sound went through.
 */
public final class SegmentFeatures {
  private SegmentFeatures() {}

  /** How a track is cut. */
  public static SegmentLayout layout(Experiment experiment) {
    return FeaturePlan.of(experiment).layout();
  }

  /** What computes the features of a segment; one a thread. */
  public static FrameFeatures of(Experiment experiment, String featureSet) {
    return new FrameFeatures(FeaturePlan.of(experiment).frameFeatures(featureSet));
  }

  /** Of all that the features of a segment depend on, but its samples. */
  public static String fingerprint(Experiment experiment, String featureSet) {
    return FeaturePlan.of(experiment).fingerprint(InputSet.frames(featureSet));
  }

  /** Whether a segment may be used. */
  public static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
