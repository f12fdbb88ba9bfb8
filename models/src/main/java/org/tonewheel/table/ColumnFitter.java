package org.tonewheel.table;

import java.util.Arrays;

/** Measures one column, step by step: each on what the one before left. */
final class ColumnFitter {
  private final TableColumn column;
  private final PreparationSettings settings;

  ColumnFitter(TableColumn column, PreparationSettings settings) {
    this.column = column;
    this.settings = settings;
  }

  /**
   * Measures.
   *
   * @param values of the column in all training rows, at least one; NaN is missing
   */
  FittedColumn fit(float[] values) {
    return column.role() == ColumnRole.CATEGORICAL ? categorical(values) : numeric(values);
  }

  private FittedColumn numeric(float[] values) {
    double fill = settings.impute() == Imputation.MEAN ? mean(known(values)) : median(values);
    double[] filled = filled(values, fill);
    Double low = null;
    Double high = null;
    if (settings.outliers() == OutlierTreatment.CLIP) {
      double[] sorted = sorted(filled);
      double first = Percentile.of(sorted, 0.25);
      double third = Percentile.of(sorted, 0.75);
      low = first - settings.iqrFactor() * (third - first);
      high = third + settings.iqrFactor() * (third - first);
    }
    boolean log = settings.log().contains(column.name());
    FittedColumn unscaled =
        new FittedColumn(
            column.name(), column.categories(), fill, low, high, log, null, null, null);
    return switch (settings.scale()) {
      case NONE -> unscaled;
      case STANDARD -> standardised(unscaled, values);
      case NORMAL_QUANTILES ->
          new FittedColumn(
              column.name(),
              column.categories(),
              fill,
              low,
              high,
              log,
              null,
              null,
              NormalQuantiles.fit(sorted(unscaled(unscaled, values))));
    };
  }

  private FittedColumn categorical(float[] values) {
    FittedColumn unscaled =
        new FittedColumn(
            column.name(),
            column.categories(),
            mostFrequent(values),
            null,
            null,
            false,
            null,
            null,
            null);
    return settings.encode() == Encoding.ONE_HOT || settings.scale() == Scaling.NONE
        ? unscaled
        : standardised(unscaled, values);
  }

  private static FittedColumn standardised(FittedColumn column, float[] raw) {
    double[] values = unscaled(column, raw);
    double mean = mean(values);
    double squares = 0;
    double sum = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
      sum += value - mean;
    }
    // The sum would be 0 but for the rounding of the mean (Chan, Golub and LeVeque, 1983).
    double variance = (squares - sum * sum / values.length) / values.length;
    return new FittedColumn(
        column.name(),
        column.categories(),
        column.fill(),
        column.low(),
        column.high(),
        column.log(),
        mean,
        constant(variance, mean, values.length) ? 1 : Math.sqrt(variance),
        null);
  }

  /**
   * Whether a variance is no more than what rounding alone would give, as scikit-learn decides it;
   * dividing by it would then amplify noise.
   */
  private static boolean constant(double variance, double mean, int rows) {
    double rounding = Math.ulp(1.0);
    double ofMean = rows * mean * rounding;
    return variance <= rows * rounding * variance + ofMean * ofMean;
  }

  private double mostFrequent(float[] values) {
    int[] counts = new int[column.categories().size()];
    for (float value : values) {
      if (!Float.isNaN(value)) {
        counts[(int) value]++;
      }
    }
    int most = 0;
    for (int category = 1; category < counts.length; category++) {
      most = counts[category] > counts[most] ? category : most;
    }
    return most;
  }

  private static double median(float[] values) {
    double[] known = sorted(known(values));
    int half = known.length / 2;
    if (known.length == 0) {
      return 0;
    }
    return known.length % 2 == 1 ? known[half] : (known[half - 1] + known[half]) / 2;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  private static double[] known(float[] values) {
    double[] known = new double[values.length];
    int count = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        known[count++] = value;
      }
    }
    return Arrays.copyOf(known, count);
  }

  private static double[] filled(float[] values, double fill) {
    double[] filled = new double[values.length];
    for (int row = 0; row < values.length; row++) {
      filled[row] = Float.isNaN(values[row]) ? fill : values[row];
    }
    return filled;
  }

  private static double[] unscaled(FittedColumn column, float[] raw) {
    double[] values = new double[raw.length];
    for (int row = 0; row < raw.length; row++) {
      values[row] = column.unscaled(raw[row]);
    }
    return values;
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
