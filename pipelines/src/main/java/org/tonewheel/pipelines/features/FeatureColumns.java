package org.tonewheel.pipelines.features;

import java.util.List;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.pipelines.experiment.branches.RowSettings;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.table.TableColumn;

/** What the values of a frame, of a picture's pixel, or of a table's row are called. */
public final class FeatureColumns {
  private static final List<String> CHANNELS = List.of("red", "green", "blue");

  private FeatureColumns() {}

  /** The names of the values of a feature set, a picture set, or a table, in their order. */
  public static List<String> names(Experiment experiment, String set) {
    return switch (InputSet.of(experiment, set).kind()) {
      case PICTURES -> CHANNELS;
      case FRAMES -> new FrameFeatures(FeaturePlan.of(experiment).frameFeatures(set)).names();
      case ROWS ->
          RowSettings.layout(experiment.table().orElseThrow()).inputs().stream()
              .map(TableColumn::name)
              .toList();
    };
  }
}
