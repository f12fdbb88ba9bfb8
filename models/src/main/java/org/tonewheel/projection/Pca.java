package org.tonewheel.projection;

import org.tribuo.math.la.DenseMatrix;

/**
 * Principal component analysis, equal to scikit-learn's {@code PCA(svd_solver="full")} (1.9.1): the
 * axes along which rows vary most, by the eigen-decomposition of their covariance. Each axis points
 * so that its entry of largest magnitude is positive, the first of equal ones, as scikit-learn's
 * {@code svd_flip(u_based_decision=False)} has it.
 *
 * <p>Takes {@code columns²} doubles of memory and {@code rows × columns² + columns³} operations.
 * Where two variances are equal their axes are any pair that spans the same plane.
 *
 * @param mean of each column
 * @param components the axes, of length 1, by falling variance: one row an axis
 * @param explainedVariance of the rows along each axis (divisor: rows - 1)
 * @param explainedVarianceRatio that over the total variance of all columns; 0 where all rows are
 *     equal
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Pca(
    double[] mean,
    double[][] components,
    double[] explainedVariance,
    double[] explainedVarianceRatio) {

  /**
   * Finds the axes.
   *
   * @param rows at least 2, equally long, of finite values
   * @param components how many axes: 1 to the smaller of rows and columns
   * @throws IllegalArgumentException if rows or components are not so
   * @throws ArithmeticException if the decomposition does not converge
   */
  public static Pca fit(double[][] rows, int components) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    if (rows.length < 2 || components < 1 || components > Math.min(rows.length, columns)) {
      throw new IllegalArgumentException(
          "%d components cannot be had of %d rows of %d columns: at least 2 rows, and 1 to %d components"
              .formatted(components, rows.length, columns, Math.min(rows.length, columns)));
    }
    double[] mean = mean(rows);
    double[][] covariance = covariance(rows, mean);
    DenseMatrix.EigenDecomposition decomposition =
        DenseMatrix.createDenseMatrix(covariance)
            .eigenDecomposition()
            .orElseThrow(
                () ->
                    new ArithmeticException(
                        "the covariance of %d rows of %d columns could not be decomposed"
                            .formatted(rows.length, columns)));
    double total = 0;
    for (int column = 0; column < columns; column++) {
      total += covariance[column][column];
    }
    double[][] axes = new double[components][];
    double[] variances = new double[components];
    double[] ratios = new double[components];
    for (int i = 0; i < components; i++) {
      axes[i] = pointed(decomposition.eigenvectors().getColumn(i).toArray());
      // Rounding leaves a variance of 0 a little to either side.
      variances[i] = Math.max(0, decomposition.eigenvalues().get(i));
      ratios[i] = total == 0 ? 0 : variances[i] / total;
    }
    return new Pca(mean, axes, variances, ratios);
  }

  /**
   * A row's coordinates on the axes.
   *
   * @throws IllegalArgumentException if the row is not as long as those fitted on
   */
  public double[] transform(double[] row) {
    if (row.length != mean.length) {
      throw new IllegalArgumentException(
          "a row of %d columns; the axes were found in %d".formatted(row.length, mean.length));
    }
    double[] coordinates = new double[components.length];
    for (int i = 0; i < coordinates.length; i++) {
      for (int column = 0; column < row.length; column++) {
        coordinates[i] += (row[column] - mean[column]) * components[i][column];
      }
    }
    return coordinates;
  }

  private static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      if (row.length != mean.length) {
        throw new IllegalArgumentException(
            "rows of %d and of %d columns".formatted(mean.length, row.length));
      }
      for (int column = 0; column < mean.length; column++) {
        mean[column] += row[column];
      }
    }
    for (int column = 0; column < mean.length; column++) {
      mean[column] /= rows.length;
      if (!Double.isFinite(mean[column])) {
        throw new IllegalArgumentException(
            "column %d holds a value that is not finite".formatted(column));
      }
    }
    return mean;
  }

  private static double[][] covariance(double[][] rows, double[] mean) {
    int columns = mean.length;
    double[][] covariance = new double[columns][columns];
    double[] centred = new double[columns];
    for (double[] row : rows) {
      for (int i = 0; i < columns; i++) {
        centred[i] = row[i] - mean[i];
      }
      for (int i = 0; i < columns; i++) {
        for (int j = 0; j <= i; j++) {
          covariance[i][j] += centred[i] * centred[j];
        }
      }
    }
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] /= rows.length - 1;
        covariance[j][i] = covariance[i][j];
      }
    }
    return covariance;
  }

  private static double[] pointed(double[] axis) {
    double largest = 0;
    for (double entry : axis) {
      largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
    }
    double sign = largest < 0 ? -1 : 1;
    for (int i = 0; i < axis.length; i++) {
      axis[i] *= sign;
    }
    return axis;
  }
}
