package org.tonewheel.pipelines.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.tonewheel.evaluation.ClusteredScores;
import org.tonewheel.evaluation.Scores;
import org.tonewheel.evaluation.TrackVote;
import org.tonewheel.sampling.Side;

/**
 * The predictions of one seed on one side, its folds pooled, as scores of segments and of tracks.
 *
 * @param segments one example a segment
 * @param tracks one example a track
 * @param clusters how many clusters both lie in
 */
record PooledScores(ClusteredScores segments, ClusteredScores tracks, int clusters) {

  /**
   * Pools predictions.
   *
   * @param folds the branches of one seed
   * @param side validation or test
   * @param clusterOf the cluster of a track: its group, or itself
   * @throws IllegalArgumentException if there are none, or a segment is there twice
   */
  static PooledScores of(List<BranchData> folds, Side side, UnaryOperator<String> clusterOf) {
    List<PredictionRow> rows = new ArrayList<>();
    for (BranchData branch : folds) {
      branch.predictions().stream().filter(row -> row.side() == side).forEach(rows::add);
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "branch %s has no predictions on %s".formatted(folds.get(0).id(), side));
    }
    rows.sort(Comparator.comparing(PredictionRow::track).thenComparingInt(PredictionRow::segment));

    TreeMap<String, Integer> clusterIds = new TreeMap<>();
    for (PredictionRow row : rows) {
      clusterIds.putIfAbsent(clusterOf.apply(row.track()), 0);
    }
    int clusters = 0;
    for (var entry : clusterIds.entrySet()) {
      entry.setValue(clusters++);
    }

    int[] truth = new int[rows.size()];
    int[] cluster = new int[rows.size()];
    int[] trackOf = new int[rows.size()];
    List<Integer> trackClusters = new ArrayList<>();
    double[][] probabilities = new double[rows.size()][];
    for (int i = 0; i < truth.length; i++) {
      PredictionRow row = rows.get(i);
      boolean sameTrack = i > 0 && rows.get(i - 1).track().equals(row.track());
      if (sameTrack && rows.get(i - 1).segment() == row.segment()) {
        throw new IllegalArgumentException(
            "branch %s predicts segment %d of track %s twice on %s"
                .formatted(folds.get(0).id(), row.segment(), row.track(), side));
      }
      cluster[i] = clusterIds.get(clusterOf.apply(row.track()));
      if (!sameTrack) {
        trackClusters.add(cluster[i]);
      }
      trackOf[i] = trackClusters.size() - 1;
      truth[i] = row.truth();
      probabilities[i] = widen(row.probabilities());
    }
    Scores segments = new Scores(truth, probabilities);
    return new PooledScores(
        new ClusteredScores(segments, cluster),
        new ClusteredScores(
            TrackVote.of(segments, trackOf, trackClusters.size()),
            trackClusters.stream().mapToInt(id -> id).toArray()),
        clusters);
  }

  /** Widens single precision, in which a certain softmax may round a hair over 1. */
  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i] > 1 && values[i] < 1.0001f ? 1 : values[i];
    }
    return wide;
  }
}
