package org.tonewheel.pipelines.leaderboard;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * What the page needs of {@code metrics.json}, of this format or an earlier one. The rest of the
 * file, which is most of it, is skipped while it is read.
 *
 * @param formatVersion version of the format
 * @param counts what went in
 * @param genres the genres in the order of labels
 * @param best the branch chosen; null where none was
 * @param branches one entry a configuration
 * @param baselines the same of those to be compared with
 */
record RunMetrics(
    int formatVersion,
    Counts counts,
    List<String> genres,
    Best best,
    List<Entry> branches,
    List<Entry> baselines) {

  RunMetrics {
    counts = counts == null ? new Counts(0, 0, 0, 0) : counts;
    genres = list(genres);
    branches = list(branches);
    baselines = list(baselines);
  }

  private static <T> List<T> list(List<T> items) {
    return items == null ? ImmutableList.of() : ImmutableList.copyOf(items);
  }

  /** What went in. */
  record Counts(int tracks, int segments, int pictures, long rejected) {}

  /** The branch chosen, by name. */
  record Best(String branch) {}

  /** A configuration; figures are null where it has none. */
  record Entry(
      String branch,
      String net,
      Map<String, String> settings,
      String state,
      String split,
      String protocol,
      boolean safe,
      String unsafe,
      int folds,
      int seeds,
      double epochs,
      double seconds,
      Levels validation,
      Levels test) {

    Entry {
      settings = settings == null ? ImmutableMap.of() : ImmutableMap.copyOf(settings);
    }
  }

  /** Figures by what is counted. */
  record Levels(Level segment, Level track, Level row) {

    /** Returns those that a configuration is judged by; null where there are none. */
    Level judged() {
      return track == null ? row : track;
    }
  }

  /** The figures of one level; null where one does not exist. */
  record Level(
      int size,
      Double accuracy,
      Double precision,
      Double recall,
      Double f1,
      Double auc,
      Double logLoss,
      Intervals interval) {}

  /** 95% intervals; null where there is none. */
  record Intervals(String over, int clusters, Range accuracy, Range f1) {}

  /** Both ends of an interval. */
  record Range(double low, double high) {}
}
