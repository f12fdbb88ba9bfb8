package org.tonewheel.table;

/** What a column of a table is used for. */
public enum ColumnRole {
  /** A number that a net sees. */
  NUMERIC,
  /** One of a few declared categories, which a net sees. */
  CATEGORICAL,
  /** The class to be learnt. */
  LABEL,
  /** What rows of one origin share, such as an artist: only splits see it. */
  GROUP,
  /** Read by nobody. */
  IGNORED
}
