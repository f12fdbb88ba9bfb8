package org.tonewheel.pipelines.experiment.branches;

import org.tonewheel.nets.NetCatalog;
import org.tonewheel.nets.NetSummary;
import org.tonewheel.nets.RowShape;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.FeatureSet;
import org.tonewheel.pipelines.experiment.settings.PictureSet;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;

/** What a branch's model sees at once, known before there are data. */
public final class BranchInput {
  /** Where the experiment leaves the genres to the data. */
  public static final int USUAL_GENRES = 10;

  private static final int CHANNELS = 3;

  private BranchInput() {}

  /** Returns the shape of a row: a picture, a segment's frames, or a table's columns. */
  public static RowShape row(Branch branch, Experiment experiment) {
    if (isOfTable(branch, experiment)) {
      return RowShape.frames(1, RowSettings.inputs(experiment.table().orElseThrow()));
    }
    PictureSet pictures = experiment.pictureSets().get(branch.features());
    if (pictures != null) {
      return RowShape.picture(CHANNELS, pictures.height(), pictures.width());
    }
    FeatureSet set = experiment.featureSets().get(branch.features());
    return RowShape.frames(set.frames(experiment.audio().segmentSamples()), set.features());
  }

  /** Returns the most rows that a track gives. */
  public static int rowsPerTrack(Branch branch, Experiment experiment) {
    PictureSet pictures = experiment.pictureSets().get(branch.features());
    boolean one =
        pictures == null ? isOfTable(branch, experiment) : pictures.per() == PictureSet.Per.TRACK;
    return one ? 1 : experiment.audio().segments();
  }

  /** Returns whether a branch learns from the rows of a table. */
  public static boolean isOfTable(Branch branch, Experiment experiment) {
    return experiment.tableSets().containsKey(branch.features());
  }

  /** Returns the rows that so many tracks give at most, and the synthetic ones beside them. */
  public static long rows(Branch branch, Experiment experiment, long tracks) {
    long real = tracks * rowsPerTrack(branch, experiment);
    return real + Enlargement.of(branch, experiment).rows(real);
  }

  /** Returns the segments that a synthetic set makes beside so many real ones. */
  public static long made(SyntheticSet set, Experiment experiment, long real) {
    return Enlargement.of(set, experiment).rows(real);
  }

  /** Returns the genres that the experiment names, or as many as are usual. */
  public static int genres(Experiment experiment) {
    return experiment.genres().isEmpty() ? USUAL_GENRES : experiment.genres().size();
  }

  /**
   * Returns the net of a deep branch; a loaded experiment has none that cannot see its rows.
   *
   * @throws org.tonewheel.nets.TrainingDataException if it cannot
   */
  public static NetSummary summary(Branch branch, Experiment experiment, int genres) {
    return NetCatalog.summary(row(branch, experiment), genres, DeepSettings.of(branch));
  }
}
