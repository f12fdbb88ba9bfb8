package org.tonewheel.table;

import java.util.Arrays;

/** Pearson's correlation between columns. */
final class Correlation {
  private Correlation() {}

  /**
   * Measures.
   *
   * @param rows of finite values
   * @param columns which of the rows' columns
   * @return by pair of these; 1 on the diagonal; NaN where one of the pair is constant
   */
  static double[][] of(float[][] rows, int[] columns) {
    int size = columns.length;
    double[] means = new double[size];
    for (float[] row : rows) {
      for (int i = 0; i < size; i++) {
        means[i] += row[columns[i]];
      }
    }
    Arrays.setAll(means, i -> means[i] / rows.length);
    double[][] products = new double[size][size];
    double[] centred = new double[size];
    for (float[] row : rows) {
      for (int i = 0; i < size; i++) {
        centred[i] = row[columns[i]] - means[i];
        for (int j = 0; j <= i; j++) {
          products[i][j] += centred[i] * centred[j];
        }
      }
    }
    double[][] correlations = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        correlations[i][j] =
            constant(products[i][i], means[i], rows.length)
                    || constant(products[j][j], means[j], rows.length)
                ? Double.NaN
                : i == j ? 1 : products[i][j] / Math.sqrt(products[i][i] * products[j][j]);
        correlations[j][i] = correlations[i][j];
      }
    }
    return correlations;
  }

  /** The values are floats, so less than half a float's last digit of the mean is rounding. */
  private static boolean constant(double squares, double mean, int rows) {
    return Math.sqrt(squares / rows) <= Math.ulp((float) mean) * 1e-3;
  }
}
