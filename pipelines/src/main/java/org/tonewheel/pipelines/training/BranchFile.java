package org.tonewheel.pipelines.training;

import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.Audio;
import org.tonewheel.pipelines.experiment.Branch;
import org.tonewheel.pipelines.experiment.FeatureSet;

/**
 * What a model is and was made from: {@code models/<branch>/branch.json}. With it a model can be
 * applied without the run's experiment.
 *
 * @param branch everything that its training depended on
 * @param protocol of its split
 * @param safe whether the split keeps the segments of a track together
 * @param genres in the order of its probabilities
 * @param audio how a track becomes segments
 * @param featureSet what is computed of a segment
 * @param trainSegments count
 * @param validationSegments count
 * @param testSegments count
 * @param epochs trained; 0 where the net takes none
 * @param bestEpoch whose weights were kept, from 1; 0 where the net takes none
 * @param versions of this program and its libraries
 */
public record BranchFile(
    int formatVersion,
    Branch branch,
    String protocol,
    boolean safe,
    List<String> genres,
    Audio audio,
    FeatureSet featureSet,
    int trainSegments,
    int validationSegments,
    int testSegments,
    int epochs,
    int bestEpoch,
    Map<String, String> versions) {
  public static final int FORMAT_VERSION = 1;

  /** The file's name in the model's folder. */
  public static final String NAME = "branch.json";
}
