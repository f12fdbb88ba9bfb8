package org.tonewheel.projection;

/**
 * Where points are in the plane.
 *
 * @param x by point
 * @param y by point
 */
@SuppressWarnings("ArrayRecordComponent") // moved in place
record Layout(double[] x, double[] y) {
  /** The number of points. */
  int points() {
    return x.length;
  }
}
