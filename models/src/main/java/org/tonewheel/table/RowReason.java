package org.tonewheel.table;

import java.util.Locale;

/** Why a row could not be used. */
public enum RowReason {
  /** More or fewer cells than the header has. */
  WRONG_LENGTH,
  /** A cell of a numeric column that is no finite number. */
  NOT_A_NUMBER,
  /** A number outside of bounds that reject. */
  OUT_OF_BOUNDS,
  /** A category that is not declared. */
  UNKNOWN_CATEGORY,
  /** No label. */
  MISSING_LABEL,
  /** A label that is not declared. */
  UNKNOWN_LABEL,
  /** A cell longer than any value is. */
  LONG_CELL;

  /** The stable name that tables and reports carry, such as {@code not-a-number}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
