package org.tonewheel.table;

/** What can be done with a row. */
public enum RowState {
  /** It can be learnt from or classified. */
  USABLE,
  /** All its cells are empty: counted, and no fault. */
  BLANK,
  /** It has a {@link RowProblem}. */
  REJECTED
}
