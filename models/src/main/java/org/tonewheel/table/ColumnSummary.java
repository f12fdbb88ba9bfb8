package org.tonewheel.table;

import java.util.Arrays;

/**
 * One column's values in a few figures; all but the counts are NaN where no value is known.
 *
 * @param known values that are there
 * @param missing values that are not
 * @param min the smallest
 * @param firstQuartile a quarter lies below, by linear interpolation as NumPy's
 * @param median half lies below
 * @param thirdQuartile a quarter lies above
 * @param max the largest
 * @param mean of the known values
 * @param deviation of the known values (divisor: their number)
 */
public record ColumnSummary(
    long known,
    long missing,
    double min,
    double firstQuartile,
    double median,
    double thirdQuartile,
    double max,
    double mean,
    double deviation) {

  /**
   * Measures.
   *
   * @param sorted the known values, ascending
   */
  static ColumnSummary of(double[] sorted, long missing) {
    if (sorted.length == 0) {
      double none = Double.NaN;
      return new ColumnSummary(0, missing, none, none, none, none, none, none, none);
    }
    double mean = Arrays.stream(sorted).sum() / sorted.length;
    double squares = 0;
    for (double value : sorted) {
      squares += (value - mean) * (value - mean);
    }
    return new ColumnSummary(
        sorted.length,
        missing,
        sorted[0],
        Percentile.of(sorted, 0.25),
        Percentile.of(sorted, 0.5),
        Percentile.of(sorted, 0.75),
        sorted[sorted.length - 1],
        mean,
        Math.sqrt(squares / sorted.length));
  }
}
