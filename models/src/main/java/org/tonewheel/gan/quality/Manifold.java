package org.tonewheel.gan.quality;

import java.util.Arrays;

/**
 * What a sample covers: a sphere round every row that reaches to its k-th nearest neighbour
 * (Kynkäänniemi et al., NeurIPS 2019, equation 1).
 *
 * @param rows the rows
 * @param squaredRadii the square of each sphere's radius
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Manifold(double[][] rows, double[] squaredRadii) {

  /**
   * Measures the spheres, in {@code rows²} distances.
   *
   * @param rows more than {@code neighbours} of them
   */
  static Manifold of(double[][] rows, int neighbours) {
    double[] radii = new double[rows.length];
    double[] nearest = new double[neighbours];
    for (int row = 0; row < rows.length; row++) {
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
      for (int other = 0; other < rows.length; other++) {
        if (other != row) {
          double furthest = nearest[neighbours - 1];
          insert(EuclideanDistance.squared(rows[row], rows[other], furthest), nearest);
        }
      }
      radii[row] = nearest[neighbours - 1];
    }
    return new Manifold(rows, radii);
  }

  private static void insert(double distance, double[] sorted) {
    int at = sorted.length - 1;
    if (distance >= sorted[at]) {
      return;
    }
    for (; at > 0 && sorted[at - 1] > distance; at--) {
      sorted[at] = sorted[at - 1];
    }
    sorted[at] = distance;
  }

  /** Share of the points that lie in some sphere. */
  double covered(double[][] points) {
    int covered = 0;
    for (double[] point : points) {
      for (int row = 0; row < rows.length; row++) {
        double limit = squaredRadii[row];
        if (EuclideanDistance.squared(point, rows[row], limit) <= limit) {
          covered++;
          break;
        }
      }
    }
    return (double) covered / points.length;
  }
}
