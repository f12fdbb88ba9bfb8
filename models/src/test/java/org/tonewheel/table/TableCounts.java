package org.tonewheel.table;

import com.google.common.collect.ImmutableSortedMap;
import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What reading a table, or a part of it, has come to. Parts may be added in any order.
 *
 * @param rows usable ones
 * @param blank rows without anything in them
 * @param rejected rows that could not be used, by the {@link RowReason#code code} of the reason
 * @param columns by name; without those of which every value was taken as it stands
 */
public record TableCounts(
    long rows,
    long blank,
    SortedMap<String, Long> rejected,
    SortedMap<String, ColumnCounts> columns)
    implements Serializable {

  /** Nothing read. */
  public static final TableCounts NONE =
      new TableCounts(0, 0, ImmutableSortedMap.of(), ImmutableSortedMap.of());

  public TableCounts {
    rejected = ImmutableSortedMap.copyOf(rejected);
    columns = ImmutableSortedMap.copyOf(columns);
  }

  /** All rows read: usable, blank and rejected. */
  public long read() {
    return rows + blank + rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What became of one column's cells. */
  public ColumnCounts column(String name) {
    return columns.getOrDefault(name, ColumnCounts.NONE);
  }

  /** The counts with one more row. */
  public TableCounts plus(ParsedRow row) {
    return switch (row.state()) {
      case BLANK -> new TableCounts(rows, blank + 1, rejected, columns);
      case REJECTED ->
          new TableCounts(
              rows,
              blank,
              joined(rejected, Map.of(row.problem().reason().code(), 1L)),
              row.problem().column().isEmpty()
                  ? columns
                  : joined(columns, row.problem().column(), ColumnCounts.ofRejected()));
      case USABLE -> {
        SortedMap<String, ColumnCounts> all = columns;
        for (CellNote note : row.notes()) {
          all = joined(all, note.column(), ColumnCounts.of(note.fate()));
        }
        yield new TableCounts(rows + 1, blank, rejected, all);
      }
    };
  }

  /** The counts of both parts. */
  public TableCounts plus(TableCounts other) {
    SortedMap<String, ColumnCounts> all = columns;
    for (Map.Entry<String, ColumnCounts> entry : other.columns.entrySet()) {
      all = joined(all, entry.getKey(), entry.getValue());
    }
    return new TableCounts(
        rows + other.rows, blank + other.blank, joined(rejected, other.rejected), all);
  }

  private static SortedMap<String, Long> joined(Map<String, Long> some, Map<String, Long> others) {
    SortedMap<String, Long> all = new TreeMap<>(some);
    others.forEach((key, count) -> all.merge(key, count, Long::sum));
    return all;
  }

  private static SortedMap<String, ColumnCounts> joined(
      SortedMap<String, ColumnCounts> some, String column, ColumnCounts counts) {
    SortedMap<String, ColumnCounts> all = new TreeMap<>(some);
    all.merge(column, counts, ColumnCounts::plus);
    return all;
  }
}
