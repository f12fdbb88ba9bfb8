package org.tonewheel.tuning;

/**
 * One axis of an encoded space. A coordinate is the number itself or, of a choice, its place among
 * the choices.
 */
sealed interface Dimension permits NumberDimension, ChoiceDimension {
  /** What random streams and importances call it. */
  String name();

  /** Whether it has one value only. */
  boolean single();

  /** The coordinate at a share of the axis, in [0, 1): even shares give every value its part. */
  double at(double share);

  /** At most so many coordinates, evenly spaced from the lowest to the highest; all choices. */
  double[] grid(int values);
}
