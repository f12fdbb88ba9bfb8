package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;
import org.tonewheel.sampling.TrackEntry;

/**
 * A split as the report needs it.
 *
 * @param name the split's name
 * @param protocol what it keeps on one side
 * @param column the column whose values are kept whole; null where it names no column
 * @param folds its folds; 1 where it has fractions
 * @param counts tracks and segments by genre, fold and side
 * @param leftOut tracks that are on no side
 * @param grouped whether groups of tracks are kept whole, to be resampled whole
 * @param clusters the group of each track where they are; else the first by id of its recording, of
 *     those tracks that repeat another
 */
public record SplitData(
    String name,
    Protocol protocol,
    String column,
    int folds,
    List<SideCount> counts,
    int leftOut,
    boolean grouped,
    Map<String, String> clusters) {

  public SplitData {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(protocol, "protocol");
    counts = ImmutableList.copyOf(counts);
    clusters = ImmutableMap.copyOf(clusters);
  }

  /**
   * Returns what is resampled under it: {@code row}, {@code group}, {@code track}, or, where tracks
   * repeat each other, {@code recording}.
   */
  public String clusterWord() {
    if (protocol == Protocol.ROW) {
      return "row";
    }
    if (grouped) {
      return "group";
    }
    return clusters.isEmpty() ? "track" : "recording";
  }

  /**
   * Returns what resampled clusters are called, in the plural, and by what they are grouped, such
   * as {@code groups by artist}.
   */
  public String clusterWords() {
    String words = clusterWord() + "s";
    return grouped && column != null ? words + " by " + column : words;
  }

  /** Returns the cluster of a track: its group, the first of its recording, or itself. */
  public String clusterOf(String track) {
    return clusters.getOrDefault(track, track);
  }

  /**
   * Counts a split's rows.
   *
   * @param genres the run's genres in their order
   * @param tracks every track that was divided, repeats of a recording in one group
   * @param assignments the split's rows
   * @throws IllegalArgumentException if a row's track or a track's genre is unknown
   */
  public static SplitData of(
      String name,
      Protocol protocol,
      String column,
      List<String> genres,
      List<TrackEntry> tracks,
      List<Assignment> assignments) {
    Map<String, TrackEntry> byId = new TreeMap<>();
    Map<String, String> groups = new TreeMap<>();
    for (TrackEntry track : tracks) {
      byId.put(track.track(), track);
      groups.put(track.track(), track.group());
    }
    record Cell(int genre, int fold, Side side) {}
    record Seen(Cell cell, String track) {}
    Map<Cell, int[]> counts =
        new TreeMap<>(
            Comparator.comparingInt(Cell::genre)
                .thenComparingInt(Cell::fold)
                .thenComparing(Cell::side));
    Set<Seen> seen = new HashSet<>();
    Set<String> assigned = new HashSet<>();
    int folds = 0;
    for (Assignment row : assignments) {
      TrackEntry track = byId.get(row.track());
      int genre = track == null ? -1 : genres.indexOf(track.genre());
      if (genre < 0) {
        throw new IllegalArgumentException(
            "split %s: track %s or its genre is unknown".formatted(name, row.track()));
      }
      folds = Math.max(folds, row.fold() + 1);
      assigned.add(row.track());
      Cell cell = new Cell(genre, row.fold(), row.side());
      int[] count = counts.computeIfAbsent(cell, key -> new int[2]);
      count[0] += seen.add(new Seen(cell, row.track())) ? 1 : 0;
      count[1] += row.segment() == null ? track.segments() : 1;
    }
    ImmutableList.Builder<SideCount> rows = ImmutableList.builder();
    counts.forEach(
        (cell, count) ->
            rows.add(new SideCount(cell.genre(), cell.fold(), cell.side(), count[0], count[1])));
    // Lists may promise to keep groups whole too.
    boolean grouped = protocol == Protocol.GROUP || (protocol == Protocol.LISTS && column != null);
    return new SplitData(
        name,
        protocol,
        column,
        folds,
        rows.build(),
        byId.size() - assigned.size(),
        grouped,
        protocol == Protocol.ROW
            ? Map.of() // rows are what is resampled there, equal ones too
            : Maps.filterEntries(
                groups, entry -> grouped || !entry.getKey().equals(entry.getValue())));
  }
}
