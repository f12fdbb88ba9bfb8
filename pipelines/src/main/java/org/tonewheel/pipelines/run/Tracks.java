package org.tonewheel.pipelines.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Every track of a run, sorted by id. Rows without audio: about 600 bytes each with a few metadata
 * columns, so a million tracks take 600 MB of the heap of whoever asks for them.
 */
public record Tracks(List<TrackRow> rows) {

  public Tracks {
    rows = ImmutableList.sortedCopyOf(Comparator.comparing(TrackRow::track), rows);
  }

  /**
   * Reads what ingest committed.
   *
   * @throws StageException (64) if ingest has not committed
   */
  public static Tracks read(RunDirectory run) throws IOException {
    List<TrackRow> rows = new ArrayList<>();
    for (Part part : commit(run).parts()) {
      try (Table<TrackRow>.Reader reader = TrackRow.TABLE.read(run.tracks().resolve(part.file()))) {
        for (TrackRow row = reader.next(); row != null; row = reader.next()) {
          rows.add(row);
        }
      }
    }
    return new Tracks(rows);
  }

  /** What ingest committed. */
  public static Commit commit(RunDirectory run) throws IOException {
    return Commit.read(RunDirectory.commit(run.tracks()))
        .orElseThrow(
            () ->
                new StageException(
                    Exit.USAGE,
                    run.path() + " has no tracks yet; run `tonewheel ingest` for it first"));
  }

  /** The genres that have a track, sorted. */
  public Set<String> genres() {
    return rows.stream()
        .map(TrackRow::genre)
        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
  }

  /**
   * The genres that have a track, in the order of an experiment's own list, or of the alphabet
   * where that is empty.
   */
  public List<String> genres(List<String> wanted) {
    return wanted.isEmpty()
        ? List.copyOf(genres())
        : wanted.stream().filter(genres()::contains).toList();
  }

  /** The tracks of one source. */
  public Tracks of(String source) {
    return new Tracks(rows.stream().filter(row -> row.source().equals(source)).toList());
  }
}
