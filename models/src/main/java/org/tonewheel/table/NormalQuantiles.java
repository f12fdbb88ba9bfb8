package org.tonewheel.table;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Maps numbers by their rank to the standard normal distribution's quantiles, as scikit-learn's
 * {@code QuantileTransformer(output_distribution="normal", subsample=None)} (1.9.1): up to 1,000
 * quantiles, linear between them, a repeated value in the middle of its ranks. What lies at or
 * beyond the smallest or the largest value becomes about -5.2 or 5.2; so does all of a constant
 * column become -5.2.
 */
final class NormalQuantiles {
  private static final int MOST = 1000;
  private static final double BOUND = 1e-7;
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
  private static final double LOWEST = NORMAL.inverseCumulativeProbability(BOUND - Math.ulp(1.0));
  private static final double HIGHEST =
      NORMAL.inverseCumulativeProbability(1 - (BOUND - Math.ulp(1.0)));

  private final double[] quantiles;

  /** Takes quantiles that were measured before. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  NormalQuantiles(double[] quantiles) {
    if (quantiles.length == 0) {
      throw new IllegalArgumentException("no quantiles");
    }
    for (int i = 0; i < quantiles.length; i++) {
      if (!Double.isFinite(quantiles[i]) || (i > 0 && quantiles[i] < quantiles[i - 1])) {
        throw new IllegalArgumentException(
            "quantile %d is %s: they must be finite and ascending".formatted(i, quantiles[i]));
      }
    }
    this.quantiles = quantiles.clone();
  }

  /**
   * Measures.
   *
   * @param sorted at least one value, ascending
   */
  static NormalQuantiles fit(double[] sorted) {
    double[] quantiles = new double[Math.min(MOST, sorted.length)];
    for (int i = 0; i < quantiles.length; i++) {
      // By way of percents, as there: the rounding of this decides ties.
      double value = Percentile.of(sorted, reference(i, quantiles.length) * 100 / 100);
      // Between equal values the interpolation may fall a last bit short of the one before.
      quantiles[i] = i == 0 ? value : Math.max(value, quantiles[i - 1]);
    }
    return new NormalQuantiles(quantiles);
  }

  /** The measured quantiles, ascending. */
  @JsonValue
  double[] values() {
    return quantiles.clone();
  }

  /** The quantile of the normal distribution that a number goes to. */
  double apply(double value) {
    int last = quantiles.length - 1;
    if (value - BOUND < quantiles[0]) {
      return LOWEST;
    }
    if (value + BOUND > quantiles[last]) {
      return HIGHEST;
    }
    double rank = 0.5 * (rankFromBelow(value) + rankFromAbove(value));
    return Math.min(HIGHEST, Math.max(LOWEST, NORMAL.inverseCumulativeProbability(rank)));
  }

  /** By the last quantile that is not above the value; there is a larger one. */
  private double rankFromBelow(double value) {
    int at = firstAbove(value) - 1;
    return reference(at) + slope(at) * (value - quantiles[at]);
  }

  /** By the first quantile that is not below the value; there is a smaller one. */
  private double rankFromAbove(double value) {
    int at = firstNotBelow(value);
    return reference(at) - slope(at - 1) * (quantiles[at] - value);
  }

  private double slope(int from) {
    return (reference(from + 1) - reference(from)) / (quantiles[from + 1] - quantiles[from]);
  }

  private int firstAbove(double value) {
    int low = 0;
    int high = quantiles.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (quantiles[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private int firstNotBelow(double value) {
    int low = 0;
    int high = quantiles.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (quantiles[middle] >= value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private double reference(int i) {
    return reference(i, quantiles.length);
  }

  /** The share of values below the i-th of so many quantiles. */
  private static double reference(int i, int quantiles) {
    return i == quantiles - 1 && i > 0 ? 1 : i * (1.0 / Math.max(1, quantiles - 1));
  }
}
