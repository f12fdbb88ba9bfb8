package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;

/**
 * Scores whose examples come in clusters: the segments of a track, or the tracks of an artist, are
 * right or wrong together, so that they say less than as many examples drawn apart.
 *
 * @param scores the scores
 * @param clusters the cluster of each example, from 0
 */
// a bare array beside those of Scores; never compared
@SuppressWarnings("ArrayRecordComponent")
public record ClusteredScores(Scores scores, int[] clusters) {

  /**
   * @throws IllegalArgumentException if not every example has a cluster
   */
  public ClusteredScores {
    Preconditions.checkArgument(
        scores.size() == clusters.length,
        "%s examples but %s clusters given",
        scores.size(),
        clusters.length);
  }
}
