package org.tonewheel.pipelines.features;

import java.util.List;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.pipelines.experiment.Experiment;

/** What the values of a frame are called. */
public final class FeatureColumns {
  private FeatureColumns() {}

  /** The names of a feature set's values, in their order. */
  public static List<String> names(Experiment experiment, String featureSet) {
    return new FrameFeatures(FeaturePlan.of(experiment).frameFeatures(featureSet)).names();
  }
}
