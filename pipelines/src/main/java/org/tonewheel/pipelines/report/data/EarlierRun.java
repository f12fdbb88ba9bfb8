package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.settings.Threshold;

/**
 * What is known of a run that was made before, as far as it is compared with.
 *
 * @param problem why nothing is known of it; null where something is
 * @param run its id; null where nothing is known
 * @param genres its genres
 * @param best the branch that it chose; null where it chose none
 * @param entries its configurations that have figures on test
 */
public record EarlierRun(
    String problem, String run, List<String> genres, String best, List<Entry> entries) {

  public EarlierRun {
    genres = ImmutableList.copyOf(genres);
    entries = ImmutableList.copyOf(entries);
  }

  /** Returns one of which nothing is known. */
  public static EarlierRun unknown(String problem) {
    return new EarlierRun(problem, null, List.of(), null, List.of());
  }

  /**
   * One of its configurations.
   *
   * @param branch its id
   * @param protocol what its split keeps on one side
   * @param levels its figures on test by what is counted and by metric
   */
  public record Entry(
      String branch, String protocol, Map<Threshold.Level, Map<Threshold.Metric, Figure>> levels) {

    public Entry {
      levels = ImmutableMap.copyOf(levels);
    }
  }
}
