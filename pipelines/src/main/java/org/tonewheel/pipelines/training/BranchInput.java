package org.tonewheel.pipelines.training;

import java.util.List;
import org.tonewheel.nets.NetCatalog;
import org.tonewheel.nets.NetSettings;
import org.tonewheel.nets.NetSummary;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.pipelines.experiment.Branch;
import org.tonewheel.pipelines.experiment.Experiment;
import org.tonewheel.pipelines.experiment.FeatureSet;
import org.tonewheel.pipelines.experiment.PictureSet;
import org.tonewheel.pipelines.run.Tracks;

/** What a branch sees and tells apart, and what it needs of memory for that. */
public final class BranchInput {
  private static final int CHANNELS = 3;

  /** Where the experiment leaves the genres to the data. */
  public static final int USUAL_GENRES = 10;

  private BranchInput() {}

  /** The shape of what a deep branch sees at once. */
  public static RowShape row(Branch branch, Experiment experiment) {
    PictureSet pictures = experiment.pictureSets().get(branch.features());
    if (pictures != null) {
      return RowShape.picture(CHANNELS, pictures.height(), pictures.width());
    }
    FeatureSet set = experiment.featureSets().get(branch.features());
    return RowShape.frames(set.frames(experiment.audio().segmentSamples()), set.features());
  }

  /**
   * The genres that a branch tells apart, in the order of its probabilities.
   *
   * @param own the tracks of its source
   */
  public static List<String> genres(Experiment experiment, Tracks own) {
    return experiment.genres().isEmpty()
        ? List.copyOf(own.genres())
        : experiment.genres().stream().filter(own.genres()::contains).toList();
  }

  /**
   * The net of a deep branch.
   *
   * @throws TrainingDataException if it cannot see what the branch names
   */
  public static NetSummary summary(Branch branch, Experiment experiment, int genres) {
    return NetCatalog.summary(row(branch, experiment), genres, DeepSettings.of(branch));
  }

  /** An estimate of the memory that its training takes beside the process; 0 where unknown. */
  static long bytes(Branch branch, Experiment experiment) {
    if (!branch.net().deep()) {
      return 0;
    }
    try {
      NetSettings settings = DeepSettings.of(branch);
      int genres = experiment.genres().isEmpty() ? USUAL_GENRES : experiment.genres().size();
      return summary(branch, experiment, genres)
          .memoryBytes(settings.batchSize(), settings.optimizer(), settings.keep());
    } catch (TrainingDataException | IllegalArgumentException e) {
      return 0; // it cannot be trained, which it will itself say
    }
  }
}
