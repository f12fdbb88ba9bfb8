package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;

/** The vote of a track's segments on its genre: the mean of their probabilities. */
public final class TrackVote {

  private TrackVote() {}

  /**
   * Returns one example a track.
   *
   * @param segments scores of the segments
   * @param trackOf the track of each segment, from 0
   * @param tracks how many tracks there are
   * @throws IllegalArgumentException if a track has no segment, or segments of two classes
   */
  public static Scores of(Scores segments, int[] trackOf, int tracks) {
    int classes = segments.classes();
    int[] truth = new int[tracks];
    int[] counts = new int[tracks];
    double[][] means = new double[tracks][classes];
    for (int row = 0; row < segments.size(); row++) {
      int track = trackOf[row];
      Preconditions.checkArgument(
          counts[track] == 0 || truth[track] == segments.truth()[row],
          "track %s has segments of class %s and of class %s",
          track,
          truth[track],
          segments.truth()[row]);
      truth[track] = segments.truth()[row];
      counts[track]++;
      for (int label = 0; label < classes; label++) {
        means[track][label] += segments.probabilities()[row][label];
      }
    }
    for (int track = 0; track < tracks; track++) {
      Preconditions.checkArgument(counts[track] > 0, "track %s has no segment", track);
      for (int label = 0; label < classes; label++) {
        // a sum of ones may round a hair over
        means[track][label] = Math.min(1, means[track][label] / counts[track]);
      }
    }
    return new Scores(truth, means);
  }
}
