package org.tonewheel.table;

/** What became of a cell whose value was not taken as it stands. */
public enum CellFate {
  /** Empty, or a marker of a missing value. */
  MISSING,
  /** Outside of the bounds, and so made missing. */
  OUT_OF_BOUNDS,
  /** Outside of the bounds, and so moved to the nearer one. */
  CLIPPED,
  /** A category not declared, and so made missing. */
  UNKNOWN
}
