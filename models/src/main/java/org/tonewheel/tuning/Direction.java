package org.tonewheel.tuning;

/** Which values of a trial are better. */
public enum Direction {
  /** Lower ones, such as a loss. */
  MINIMIZE,
  /** Higher ones, such as an accuracy. */
  MAXIMIZE;

  /** Whether the first value is better than the second; never if either is NaN. */
  public boolean better(double one, double other) {
    return this == MINIMIZE ? one < other : one > other;
  }

  /** The value as a cost: the lower, the better. */
  double cost(double value) {
    return this == MINIMIZE ? value : -value;
  }
}
