package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.tonewheel.nets.Ended;
import org.tonewheel.pipelines.report.figures.LevelFigures;
import org.tonewheel.pipelines.report.figures.MetricsFile;
import org.tonewheel.pipelines.report.figures.WorstTracks;

/**
 * A configuration as the page shows it.
 *
 * @param anchor its element's id
 * @param entry its figures
 * @param best whether it was chosen
 * @param baseline whether it is there to be compared with
 * @param splitWords what its split keeps on one side
 * @param levels its test figures, the level it is judged by first; empty where it has none
 * @param curves its learning curves; null where it has none
 * @param roc its ROC curves at the level it is judged by; null where it has none
 * @param precisionRecall the same of precision against recall
 * @param worst what it was furthest from naming right; null where it has no figures, or of a
 *     baseline
 */
// public for the template engine, which reads only public members
public record BranchView(
    String anchor,
    MetricsFile.Entry entry,
    boolean best,
    boolean baseline,
    String splitWords,
    List<Level> levels,
    LearningCurves curves,
    RocView roc,
    PrecisionRecallView precisionRecall,
    WorstTracks worst) {

  /** Genres of a track that are named with their probability, beside the true one. */
  private static final int MOST_SAID = 3;

  /**
   * Figures at one level.
   *
   * @param key {@code track}, {@code segment} or {@code row}; for figures over real examples alone
   *     followed by {@code -real}
   * @param title the same as a heading
   * @param figures the test figures
   */
  public record Level(String key, String title, LevelFigures figures) {}

  /** Returns how many of its models a time limit ended before the experiment would have. */
  public long limited() {
    return entry.models().stream()
        .filter(model -> Ended.TIME_LIMIT.word().equals(model.ended()))
        .count();
  }

  /** Returns the probabilities of a track's most probable genres and the true one, in words. */
  public List<Said> said(WorstTracks.Track track, List<String> genres) {
    List<Said> said = new ArrayList<>();
    for (int label = 0; label < genres.size(); label++) {
      said.add(
          new Said(genres.get(label), track.probabilities().get(label), label == track.truth()));
    }
    said.sort(Comparator.comparingDouble(Said::probability).reversed());
    return IntStream.range(0, said.size())
        .filter(place -> place < MOST_SAID || said.get(place).truth())
        .mapToObj(said::get)
        .toList();
  }

  /** A genre's probability, and whether it is the true one. */
  public record Said(String genre, double probability, boolean truth) {}

  /** Returns the levels that differ; where there are synthetic examples too, real ones apart. */
  static List<Level> levels(MetricsFile.Entry entry) {
    if (entry.testReal() == null) {
      return levels(entry.test());
    }
    List<Level> levels = new ArrayList<>();
    List<Level> all = levels(entry.test());
    List<Level> real = levels(entry.testReal());
    for (int i = 0; i < all.size(); i++) {
      String title = all.get(i).title();
      String key = all.get(i).key();
      levels.add(new Level(key, title + " with synthetic", all.get(i).figures()));
      real.stream()
          .filter(level -> level.key().equals(key))
          .forEach(
              level ->
                  levels.add(new Level(key + "-real", title + ", real alone", level.figures())));
    }
    return levels;
  }

  /** Returns the levels that differ: where every track is one segment, tracks alone. */
  private static List<Level> levels(MetricsFile.Levels test) {
    List<Level> levels = new ArrayList<>();
    if (test == null) {
      return levels;
    }
    if (test.row() != null) {
      levels.add(new Level("row", "Rows", test.row()));
    }
    if (test.track() != null) {
      levels.add(new Level("track", "Tracks", test.track()));
    }
    if (test.segment() != null
        && (test.track() == null || test.segment().size() != test.track().size())) {
      levels.add(new Level("segment", "Segments", test.segment()));
    }
    return levels;
  }
}
