package org.tonewheel.gan.quality;

import com.google.common.math.Quantiles.ScaleAndIndexes;
import java.util.Map;

/**
 * How distances are spread, interpolated linearly between ranks as numpy's default is.
 *
 * @param minimum the smallest
 * @param p5 the 5th percentile
 * @param p25 the first quartile
 * @param median the 50th percentile
 * @param p75 the third quartile
 * @param p95 the 95th percentile
 * @param maximum the largest
 */
public record Quantiles(
    double minimum, double p5, double p25, double median, double p75, double p95, double maximum) {
  private static final ScaleAndIndexes PERCENTILES =
      com.google.common.math.Quantiles.percentiles().indexes(0, 5, 25, 50, 75, 95, 100);

  /**
   * Of at least one value.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Quantiles of(double[] values) {
    Map<Integer, Double> at = PERCENTILES.compute(values);
    return new Quantiles(
        at.get(0), at.get(5), at.get(25), at.get(50), at.get(75), at.get(95), at.get(100));
  }
}
