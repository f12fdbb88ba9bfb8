package org.tonewheel.pipelines.features;

import java.util.List;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.pipelines.experiment.Experiment;

/** What the values of a frame, or of a picture's pixel, are called. */
public final class FeatureColumns {
  private static final List<String> CHANNELS = List.of("red", "green", "blue");

  private FeatureColumns() {}

  /** The names of the values of a feature set or picture set, in their order. */
  public static List<String> names(Experiment experiment, String set) {
    return InputSet.of(experiment, set).kind() == InputSet.Kind.PICTURES
        ? CHANNELS
        : new FrameFeatures(FeaturePlan.of(experiment).frameFeatures(set)).names();
  }
}
