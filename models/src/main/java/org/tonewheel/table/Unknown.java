package org.tonewheel.table;

/** What is done with a category that its column does not declare. */
public enum Unknown {
  /** The row is rejected. */
  REJECT,
  /** The value counts as missing. */
  MISSING,
  /** Reading ends with an error: the declaration, not the row, is taken to be wrong. */
  FAIL
}
