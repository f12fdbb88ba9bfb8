package org.tonewheel.pipelines.splits;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tonewheel.pipelines.repeats.RepeatsFile;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;
import org.tonewheel.sampling.SplitException;
import org.tonewheel.sampling.TrackEntry;

/**
 * Tracks that are the same recording, and rows of a table that are the same track. Under every safe
 * protocol they lie on one side: one that trains and another that tests would be the same music on
 * two sides.
 */
final class Repeats {
  /** Track to the first of the same recording; only tracks that are not the first themselves. */
  private final Map<String, String> firsts = new TreeMap<>();

  private final Map<String, String> files;

  /** Those of a run, among these tracks of it. */
  static Repeats of(RunDirectory run, List<TrackRow> rows) throws IOException {
    return new Repeats(
        rows, RepeatsFile.read(run).map(RepeatsFile::groups).orElse(ImmutableMap.of()));
  }

  /**
   * Finds the repeats among these tracks.
   *
   * @param groups track to its group of repeats; tracks that are in none are compared by their
   *     files' hash
   */
  Repeats(List<TrackRow> rows, Map<String, String> groups) {
    files = rows.stream().collect(toMap(TrackRow::track, TrackRow::sha256));
    rows.stream()
        .collect(groupingBy(row -> key(row, groups), TreeMap::new, toList()))
        .values()
        .forEach(
            same -> {
              String first =
                  same.stream().map(TrackRow::track).min(String::compareTo).orElseThrow();
              same.stream()
                  .filter(row -> !row.track().equals(first))
                  .forEach(row -> firsts.put(row.track(), first));
            });
  }

  private static String key(TrackRow row, Map<String, String> groups) {
    String group = groups.get(row.track());
    return group == null ? "file " + row.sha256() : "group " + group;
  }

  /** How many tracks repeat another. */
  int size() {
    return firsts.size();
  }

  /**
   * What is to be divided: without repeats where tracks are kept whole, with their groups joined
   * where groups are.
   */
  List<TrackEntry> toDivide(List<TrackEntry> entries, Protocol protocol) {
    return switch (protocol) {
      case SEGMENT, ROW, LISTS -> entries;
      case TRACK -> entries.stream().filter(entry -> !firsts.containsKey(entry.track())).toList();
      case GROUP -> joined(entries);
    };
  }

  /** Gives every repeat the sides of the track that it repeats, where that was divided alone. */
  List<Assignment> follow(List<Assignment> rows, Protocol protocol) {
    if (protocol != Protocol.TRACK || firsts.isEmpty()) {
      return rows;
    }
    Map<String, List<Assignment>> byTrack = rows.stream().collect(groupingBy(Assignment::track));
    List<Assignment> all = new ArrayList<>(rows);
    firsts.forEach(
        (track, first) ->
            byTrack
                .getOrDefault(first, List.of())
                .forEach(
                    row -> all.add(new Assignment(track, row.segment(), row.fold(), row.side()))));
    return all;
  }

  /**
   * Checks that repeats lie together, whoever made the rows.
   *
   * @throws SplitException naming the first two that do not
   */
  void verify(List<Assignment> rows) {
    Map<String, Set<Map.Entry<Integer, Side>>> sides = new HashMap<>();
    for (Assignment row : rows) {
      sides
          .computeIfAbsent(row.track(), track -> new HashSet<>())
          .add(Map.entry(row.fold(), row.side()));
    }
    Map<String, String> present = new HashMap<>(); // lists may leave the first of equals out
    for (String track : new TreeSet<>(sides.keySet())) {
      String other = present.putIfAbsent(firsts.getOrDefault(track, track), track);
      if (other != null && !sides.get(track).equals(sides.get(other))) {
        throw new SplitException(
            files.get(track).equals(files.get(other))
                ? "tracks %s and %s are the same file on different sides".formatted(other, track)
                : ("tracks %s and %s are the same recording on different sides; put them on one, or"
                        + " leave one out. If they are not, set `audio.repeats: exact`")
                    .formatted(other, track));
      }
    }
  }

  /** The same tracks; groups that share a recording, which a track may be by itself, become one. */
  List<TrackEntry> joined(List<TrackEntry> entries) {
    Map<String, String> groupOf =
        entries.stream().collect(toMap(TrackEntry::track, TrackEntry::group));
    Map<String, String> parents = new HashMap<>();
    firsts.forEach(
        (track, first) -> {
          if (groupOf.containsKey(track) && groupOf.containsKey(first)) {
            String one = root(parents, groupOf.get(first));
            String other = root(parents, groupOf.get(track));
            if (!one.equals(other)) {
              parents.put(other, one);
            }
          }
        });
    return entries.stream()
        .map(
            entry ->
                new TrackEntry(
                    entry.track(), entry.genre(), root(parents, entry.group()), entry.segments()))
        .toList();
  }

  private static String root(Map<String, String> parents, String group) {
    String root = group;
    while (parents.containsKey(root)) {
      root = parents.get(root);
    }
    return root;
  }
}
