package org.tonewheel.pipelines.synthesis;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.tonewheel.pipelines.learning.Sides;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.SplitRow;
import org.tonewheel.pipelines.run.Table;

/**
 * Which real segments synthetic ones were made from: {@code seen.parquet}, a row a segment, as the
 * maker was really given them.
 *
 * @param segments track to its segments
 */
public record SeenSegments(SetMultimap<String, Integer> segments) {
  private static final String NAME = "seen.parquet";

  /** Writes the rows that were looked at; returns how many tracks they are of. */
  static int write(Path folder, RealSide real, int fold) throws IOException {
    Set<String> tracks = new HashSet<>();
    try (Table<SplitRow>.Writer writer = SplitRow.TABLE.write(folder.resolve(NAME))) {
      for (int row : real.seen()) {
        TrainingSet.Key key = real.set().keys().get(row);
        writer.add(new SplitRow(key.track(), key.segment(), fold, side(real.sides(), row)));
        tracks.add(key.track());
      }
      writer.finish(null);
    }
    return tracks.size();
  }

  /** The side of a row; each side's rows ascend. */
  private static String side(Sides sides, int row) {
    if (Arrays.binarySearch(sides.train(), row) >= 0) {
      return "train";
    }
    return Arrays.binarySearch(sides.test(), row) >= 0 ? "test" : "validation";
  }

  /** Reads what a branch's folder says. */
  public static SeenSegments read(Path folder) throws IOException {
    SetMultimap<String, Integer> segments = HashMultimap.create();
    try (Table<SplitRow>.Reader reader = SplitRow.TABLE.read(folder.resolve(NAME))) {
      for (SplitRow row = reader.next(); row != null; row = reader.next()) {
        segments.put(row.track(), row.segment());
      }
    }
    return new SeenSegments(segments);
  }

  /** Whether the maker looked at this segment. */
  public boolean contains(TrainingSet.Key key) {
    return segments.containsEntry(key.track(), key.segment());
  }

  /** Whether the maker looked at any segment of this track. */
  public boolean contains(String track) {
    return segments.containsKey(track);
  }
}
