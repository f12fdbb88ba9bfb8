package org.tonewheel.table;

import java.util.List;
import java.util.Objects;

/**
 * What was measured of one input column on training rows, and is done to every row.
 *
 * @param name the column's name
 * @param categories of a categorical column; empty: it is numeric
 * @param fill what stands in for a missing value; 0 where all were missing
 * @param low the lower fence; null: none
 * @param high the upper fence; null: none
 * @param log whether x becomes log(1 + x)
 * @param mean taken off; null: nothing is
 * @param deviation divided by; null: nothing is
 * @param quantiles mapped by; null: not
 */
record FittedColumn(
    String name,
    List<String> categories,
    double fill,
    Double low,
    Double high,
    boolean log,
    Double mean,
    Double deviation,
    NormalQuantiles quantiles) {

  FittedColumn {
    Objects.requireNonNull(name, "name");
    categories = List.copyOf(categories);
    if ((mean == null) != (deviation == null) || (low == null) != (high == null)) {
      throw new IllegalArgumentException(
          "column `%s` has one of mean and deviation, or of low and high, without the other"
              .formatted(name));
    }
  }

  boolean categorical() {
    return !categories.isEmpty();
  }

  /** A raw value up to the step before scaling; never NaN. */
  double unscaled(float raw) {
    double value = Float.isNaN(raw) ? fill : raw;
    if (low != null) {
      value = Math.min(high, Math.max(low, value));
    }
    return log ? Math.log1p(value) : value;
  }

  /** A raw value, prepared. */
  float prepared(float raw) {
    double value = unscaled(raw);
    if (quantiles != null) {
      value = quantiles.apply(value);
    } else if (mean != null) {
      value = (value - mean) / deviation;
    }
    return (float) value;
  }
}
