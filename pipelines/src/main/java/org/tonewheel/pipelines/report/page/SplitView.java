package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.report.data.SideCount;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.sampling.Side;

/**
 * A split's counts as a table: a column a side, or with folds a column for what each fold tests.
 *
 * @param name the split's name
 * @param safe whether figures under it can be believed
 * @param words what it keeps on one side, and how it divides
 * @param folds its folds; 1 where it has fractions
 * @param leftOut tracks that are on no side
 * @param columns the columns' headings
 * @param rows one a genre, and the total last
 */
public record SplitView(
    String name,
    boolean safe,
    String words,
    int folds,
    int leftOut,
    List<String> columns,
    List<Row> rows) {

  /**
   * A genre's counts.
   *
   * @param genre the genre
   * @param tracks tracks in each column
   * @param segments segments in each column
   */
  public record Row(String genre, List<Integer> tracks, List<Integer> segments) {}

  /** Returns whether segments are other than tracks anywhere: a picture is a track of one. */
  public boolean countsSegments() {
    return rows.stream().anyMatch(row -> !row.segments().equals(row.tracks()));
  }

  static SplitView of(SplitData split, List<String> genres) {
    boolean folds = split.folds() > 1;
    List<String> columns = new ArrayList<>();
    if (folds) {
      for (int fold = 1; fold <= split.folds(); fold++) {
        columns.add("Fold " + fold);
      }
    } else {
      columns.addAll(List.of("Train", "Validation", "Test"));
    }
    int[][] tracks = new int[genres.size() + 1][columns.size()];
    int[][] segments = new int[genres.size() + 1][columns.size()];
    for (SideCount count : split.counts()) {
      if (folds && count.side() != Side.TEST) {
        continue;
      }
      int column = folds ? count.fold() : column(count.side());
      for (int row : new int[] {count.genre(), genres.size()}) {
        tracks[row][column] += count.tracks();
        segments[row][column] += count.segments();
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row <= genres.size(); row++) {
      String genre = row < genres.size() ? genres.get(row) : "All";
      rows.add(new Row(genre, boxed(tracks[row]), boxed(segments[row])));
    }
    return new SplitView(
        split.name(),
        split.protocol().safe(),
        words(split),
        split.folds(),
        split.leftOut(),
        columns,
        rows);
  }

  private static int column(Side side) {
    return switch (side) {
      case TRAIN -> 0;
      case VALIDATION -> 1;
      case TEST -> 2;
    };
  }

  private static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** Returns what a split keeps on one side and how it divides, as part of a sentence. */
  static String words(SplitData split) {
    return keeps(split)
        + (split.folds() > 1
            ? "; %d folds, each tests once, scores pooled".formatted(split.folds())
            : "");
  }

  /** Returns what a split keeps on one side, as a clause. */
  static String keeps(SplitData split) {
    return switch (split.protocol()) {
      case SEGMENT -> "segments of one track may train and test the same model";
      case ROW ->
          "rows lie where chance puts them, so that equal rows may train and test the same model";
      case LISTS -> "all segments of a track stay on the side that a list names for it";
      case TRACK -> "all segments of a track stay on one side";
      case GROUP ->
          Source.REPEAT.equals(split.column())
              ? "rows that equal each other stay on one side"
              : "all tracks of one %s stay on one side".formatted(group(split));
    };
  }

  private static String group(SplitData split) {
    return split.column() == null ? "group" : split.column();
  }
}
