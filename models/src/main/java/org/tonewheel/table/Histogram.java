package org.tonewheel.table;

/**
 * How values are distributed, in bins of one width.
 *
 * @param from where the first bin begins
 * @param to where the last bin ends; a value there is of the last bin
 * @param counts of values by bin
 * @param below values under the first bin
 * @param above values over the last bin
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Histogram(double from, double to, long[] counts, long below, long above) {
  private static final double TAIL = 0.005;

  /**
   * Counts numbers in bins from the smallest half percent to the largest half percent of them, so
   * that a few far ones do not press the others into one bin. Where these two are equal, in bins
   * over all of them.
   *
   * @param sorted finite, ascending; without any, all counts are 0
   * @param bins at least 1
   */
  static Histogram ofNumbers(double[] sorted, int bins) {
    if (sorted.length == 0) {
      return new Histogram(0, 1, new long[bins], 0, 0);
    }
    double from = Percentile.of(sorted, TAIL);
    double to = Percentile.of(sorted, 1 - TAIL);
    if (from == to) {
      from = sorted[0];
      to = sorted[sorted.length - 1];
    }
    if (from == to) {
      from -= 0.5;
      to += 0.5;
    }
    return count(sorted, from, to, bins);
  }

  /**
   * Counts categories, a bin each, by their numbers from 0.
   *
   * @param values whole numbers below {@code categories}
   */
  static Histogram ofCategories(double[] values, int categories) {
    return count(values, -0.5, categories - 0.5, categories);
  }

  private static Histogram count(double[] values, double from, double to, int bins) {
    long[] counts = new long[bins];
    long below = 0;
    long above = 0;
    for (double value : values) {
      if (value < from) {
        below++;
      } else if (value > to) {
        above++;
      } else {
        counts[Math.min(bins - 1, (int) ((value - from) / (to - from) * bins))]++;
      }
    }
    return new Histogram(from, to, counts, below, above);
  }
}
