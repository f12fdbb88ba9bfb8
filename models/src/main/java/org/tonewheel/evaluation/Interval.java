package org.tonewheel.evaluation;

import java.util.Arrays;

/**
 * The ends of a 95% interval.
 *
 * @param low the 2.5th percentile
 * @param high the 97.5th percentile
 */
public record Interval(double low, double high) {

  private static final double LEVEL = 0.95;

  /** Returns the percentiles of what was drawn, NaN left out; null where nothing is left. */
  static Interval middle(double[] drawn) {
    double[] sorted = Arrays.stream(drawn).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (sorted.length == 0) {
      return null;
    }
    return new Interval(quantile(sorted, (1 - LEVEL) / 2), quantile(sorted, (1 + LEVEL) / 2));
  }

  private static double quantile(double[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
