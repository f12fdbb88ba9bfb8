package org.tonewheel.table;

import java.io.Serializable;

/**
 * What was not taken as it stands in one column, over the usable rows; and how many rows it cost.
 *
 * @param missing empty cells and markers of missing values
 * @param outOfBounds numbers made missing by the bounds
 * @param clipped numbers moved to a bound
 * @param unknown categories made missing as they are not declared
 * @param rejected rows rejected for this column
 */
public record ColumnCounts(
    long missing, long outOfBounds, long clipped, long unknown, long rejected)
    implements Serializable {

  /** Nothing counted. */
  public static final ColumnCounts NONE = new ColumnCounts(0, 0, 0, 0, 0);

  /** Values a net will not see, of whatever cause. */
  public long absent() {
    return missing + outOfBounds + unknown;
  }

  /** The sum of both. */
  public ColumnCounts plus(ColumnCounts other) {
    return new ColumnCounts(
        missing + other.missing,
        outOfBounds + other.outOfBounds,
        clipped + other.clipped,
        unknown + other.unknown,
        rejected + other.rejected);
  }

  static ColumnCounts of(CellFate fate) {
    return switch (fate) {
      case MISSING -> new ColumnCounts(1, 0, 0, 0, 0);
      case OUT_OF_BOUNDS -> new ColumnCounts(0, 1, 0, 0, 0);
      case CLIPPED -> new ColumnCounts(0, 0, 1, 0, 0);
      case UNKNOWN -> new ColumnCounts(0, 0, 0, 1, 0);
    };
  }

  static ColumnCounts ofRejected() {
    return new ColumnCounts(0, 0, 0, 0, 1);
  }
}
