package org.tonewheel.table;

/** What is done with a number that lies outside its column's bounds. */
public enum OutOfBounds {
  /** The row is rejected. */
  REJECT,
  /** The value counts as missing. */
  MISSING,
  /** The value is moved to the nearer bound. */
  CLIP
}
