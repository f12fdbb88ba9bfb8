package org.tonewheel.pipelines.features;

import java.io.Serializable;
import java.nio.file.Path;
import org.tonewheel.pipelines.experiment.Experiment;
import org.tonewheel.pipelines.run.RunDirectory;

/**
 * A set of rows that models see, by its kind and its name in the experiment.
 *
 * @param kind what a row is
 * @param name of the feature set or picture set
 */
public record InputSet(Kind kind, String name) implements Serializable {

  /** What a row is. */
  public enum Kind {
    /** The frames of a segment: a feature set. */
    FRAMES,
    /** A picture of a track: a picture set. */
    PICTURES
  }

  public static InputSet frames(String featureSet) {
    return new InputSet(Kind.FRAMES, featureSet);
  }

  public static InputSet pictures(String pictureSet) {
    return new InputSet(Kind.PICTURES, pictureSet);
  }

  /** What a branch of the experiment names; no feature set has the name of a picture set. */
  public static InputSet of(Experiment experiment, String name) {
    return experiment.pictureSets().containsKey(name) ? pictures(name) : frames(name);
  }

  /** Where the run keeps it. */
  public Path folder(RunDirectory run) {
    return kind == Kind.PICTURES ? run.images(name) : run.segments(name);
  }

  /** What it is counted as, such as {@code segments.frames33}. */
  String counted() {
    return (kind == Kind.PICTURES ? "images." : "segments.") + name;
  }

  /** Such as {@code feature set 'frames33'}. */
  @Override
  public String toString() {
    return (kind == Kind.PICTURES ? "picture set '" : "feature set '") + name + "'";
  }
}
