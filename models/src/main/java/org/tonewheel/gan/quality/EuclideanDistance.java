package org.tonewheel.gan.quality;

/** Euclidean distances between rows, and searches that leave off as soon as a row is too far. */
final class EuclideanDistance {
  /** Columns between two looks at whether it is too far already. */
  private static final int STRIDE = 16;

  private EuclideanDistance() {}

  /** The squared distance, or any value above {@code limit} if it is above that. */
  static double squared(double[] a, double[] b, double limit) {
    double sum = 0;
    for (int from = 0; from < a.length && sum <= limit; from += STRIDE) {
      int end = Math.min(from + STRIDE, a.length);
      for (int i = from; i < end; i++) {
        double difference = a[i] - b[i];
        sum += difference * difference;
      }
    }
    return sum;
  }

  /** The distance from each of the rows to the nearest of others. */
  static double[] toNearest(double[][] rows, double[][] others) {
    double[] distances = new double[rows.length];
    for (int row = 0; row < rows.length; row++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (double[] other : others) {
        nearest = Math.min(nearest, squared(rows[row], other, nearest));
      }
      distances[row] = Math.sqrt(nearest);
    }
    return distances;
  }

  /** The mean over all pairs of different rows, of which there must be two at least. */
  static double meanOfPairs(double[][] rows) {
    double sum = 0;
    for (int row = 0; row < rows.length; row++) {
      for (int other = 0; other < row; other++) {
        sum += Math.sqrt(squared(rows[row], rows[other], Double.POSITIVE_INFINITY));
      }
    }
    return sum / (rows.length * (rows.length - 1.0) / 2);
  }
}
