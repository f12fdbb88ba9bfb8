package org.tonewheel.table;

/** What stands in for a number that is missing, measured on training rows. */
public enum Imputation {
  /** The median: half of the known values lie on either side. */
  MEDIAN,
  /** The mean of the known values. */
  MEAN
}
