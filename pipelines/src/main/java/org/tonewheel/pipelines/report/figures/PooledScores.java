package org.tonewheel.pipelines.report.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.tonewheel.evaluation.ClusteredScores;
import org.tonewheel.evaluation.Scores;
import org.tonewheel.evaluation.TrackVote;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.PredictionRow;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.sampling.Side;

/**
 * The predictions of one seed on one side, its folds pooled, as scores of segments and of tracks.
 *
 * @param segments one example a segment
 * @param tracks one example a track
 * @param clusters how many clusters both lie in, with those that only other seeds have
 */
public record PooledScores(ClusteredScores segments, ClusteredScores tracks, int clusters) {

  /** Which predictions are pooled. */
  public enum Rows {
    /** All. */
    ALL,
    /** Those of real segments: an arm that augments before splitting has others on every side. */
    REAL
  }

  /**
   * Pools the predictions of each seed. A cluster has the same number in all seeds; a synthetic
   * track, which belongs to no known group, is one of its own.
   *
   * @param seeds for each seed the branches of its folds
   * @param side validation or test
   * @throws IllegalArgumentException if a seed has none, or a segment is there twice
   */
  public static List<PooledScores> of(
      List<List<BranchData>> seeds, Side side, SplitData split, Rows which) {
    List<List<PredictionRow>> rows = seeds.stream().map(folds -> rows(folds, side, which)).toList();
    TreeMap<String, Integer> clusterIds = new TreeMap<>();
    rows.forEach(
        seed -> seed.forEach(row -> clusterIds.putIfAbsent(split.clusterOf(row.track()), 0)));
    int clusters = 0;
    for (var entry : clusterIds.entrySet()) {
      entry.setValue(clusters++);
    }
    List<PooledScores> pooled = new ArrayList<>();
    for (int seed = 0; seed < rows.size(); seed++) {
      String branch = seeds.get(seed).get(0).id();
      pooled.add(
          of(branch, rows.get(seed), track -> clusterIds.get(split.clusterOf(track)), clusters));
    }
    return pooled;
  }

  private static List<PredictionRow> rows(List<BranchData> folds, Side side, Rows which) {
    List<PredictionRow> rows = new ArrayList<>();
    for (BranchData branch : folds) {
      branch.predictions().stream()
          .filter(row -> row.side() == side && (which == Rows.ALL || !branch.synthetic(row)))
          .forEach(rows::add);
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "branch %s has no predictions on %s".formatted(folds.get(0).id(), side));
    }
    rows.sort(Comparator.comparing(PredictionRow::track).thenComparingInt(PredictionRow::segment));
    return rows;
  }

  private static PooledScores of(
      String branch, List<PredictionRow> rows, ToIntFunction<String> clusterOf, int clusters) {
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
                .formatted(branch, row.segment(), row.track(), row.side()));
      }
      cluster[i] = clusterOf.applyAsInt(row.track());
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
