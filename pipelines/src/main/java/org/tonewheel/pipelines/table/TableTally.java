package org.tonewheel.pipelines.table;

import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tonewheel.table.CellNote;
import org.tonewheel.table.ParsedRow;

/** What became of the rows of a table, and of their cells. */
final class TableTally {
  private final Set<String> genres = new HashSet<>();
  private final Map<String, Long> byCause = new TreeMap<>();
  private long read;
  private long blank;
  private long used;
  private long rejected;
  private long otherGenres;

  /** Counts a row that was read; returns how many were, with it. */
  long read() {
    return ++read;
  }

  void blank() {
    blank++;
  }

  void ofOtherGenre() {
    otherGenres++;
  }

  void rejected(String reason) {
    rejected++;
    byCause.merge("rejected." + reason, 1L, Long::sum);
  }

  void used(ParsedRow row) {
    used++;
    genres.add(row.label());
    for (CellNote note : row.notes()) {
      String fate =
          switch (note.fate()) {
            case MISSING -> "missing.";
            case OUT_OF_BOUNDS -> "outOfBounds.";
            case CLIPPED -> "clipped.";
            case UNKNOWN -> "unknown.";
          };
      byCause.merge(fate + note.column(), 1L, Long::sum);
    }
  }

  /** The genres of rows that are used. */
  Set<String> genres() {
    return genres;
  }

  /**
   * By name: {@code rows} read, of which {@code blank}, {@code tracks} used, {@code rejected} and
   * {@code otherGenres}; {@code rejected.<reason>}; and of the cells of rows that are used {@code
   * missing.<column>} and its like.
   */
  Map<String, Long> counts() {
    return ImmutableMap.<String, Long>builder()
        .put("rows", read)
        .put("blank", blank)
        .put("tracks", used)
        .put("rejected", rejected)
        .put("otherGenres", otherGenres)
        .putAll(byCause)
        .buildOrThrow();
  }
}
