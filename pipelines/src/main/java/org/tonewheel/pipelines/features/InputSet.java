package org.tonewheel.pipelines.features;

import java.io.Serializable;
import java.nio.file.Path;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.run.RunDirectory;

/**
 * A set of rows that models see, by its kind and its name in the experiment.
 *
 * @param kind what a row is
 * @param name of the feature set or picture set; of rows, that of the source
 */
public record InputSet(Kind kind, String name) implements Serializable {

  /** What a row is. */
  public enum Kind {
    /** The frames of a segment: a feature set. */
    FRAMES,
    /** A picture of a track: a picture set. */
    PICTURES,
    /** A row of a table as ingest typed it, not prepared: every table set's. */
    ROWS
  }

  public static InputSet frames(String featureSet) {
    return new InputSet(Kind.FRAMES, featureSet);
  }

  public static InputSet pictures(String pictureSet) {
    return new InputSet(Kind.PICTURES, pictureSet);
  }

  public static InputSet rows(String source) {
    return new InputSet(Kind.ROWS, source);
  }

  /** What a branch of the experiment names; no two sets of any kind share a name. */
  public static InputSet of(Experiment experiment, String name) {
    if (experiment.tableSets().containsKey(name)) {
      return rows(experiment.table().orElseThrow().name());
    }
    return experiment.pictureSets().containsKey(name) ? pictures(name) : frames(name);
  }

  /** Where the run keeps it. */
  public Path folder(RunDirectory run) {
    return switch (kind) {
      case FRAMES -> run.segments(name);
      case PICTURES -> run.images(name);
      case ROWS -> run.rows(name);
    };
  }

  /** What it is counted as, such as {@code segments.frames33}. */
  String counted() {
    return switch (kind) {
          case FRAMES -> "segments.";
          case PICTURES -> "images.";
          case ROWS -> "rows.";
        }
        + name;
  }

  /** The stage that makes it. */
  public String stage() {
    return kind == Kind.ROWS ? "ingest" : FeaturesStage.NAME;
  }

  /** Such as {@code feature set 'frames33'}. */
  @Override
  public String toString() {
    return switch (kind) {
          case FRAMES -> "feature set '";
          case PICTURES -> "picture set '";
          case ROWS -> "table '";
        }
        + name
        + "'";
  }
}
