package org.tonewheel.table;

/** How columns are brought to comparable size. */
public enum Scaling {
  /** Not at all. */
  NONE,
  /** Mean 0 and deviation 1. */
  STANDARD,
  /** By rank to the quantiles of the standard normal distribution. */
  NORMAL_QUANTILES
}
