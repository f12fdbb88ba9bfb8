package org.tonewheel.gan.quality;

import org.tonewheel.projection.Pca;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.DenseVector;

/**
 * The Fréchet distance between the Gaussians fitted to two samples, squared, as the Fréchet
 * inception distance reports it (Heusel et al., NeurIPS 2017): {@code |m1 - m2|² + tr(C1 + C2 -
 * 2·(C1·C2)^½)}.
 *
 * <p>Both covariances are decomposed, {@code C = F'·F} with {@code F} the axes times the deviations
 * along them; the trace of the root is then the sum of the singular values of {@code F1·F2'}. All
 * that is decomposed is symmetric, so no complex numbers arise, and covariances of deficient rank
 * (fewer rows than columns) need no help: the axes that are missing add nothing, and nothing is
 * added to the diagonal. Equal to scipy's {@code sqrtm} formula where that is accurate.
 */
final class FrechetDistance {
  private FrechetDistance() {}

  /**
   * The distance between two samples; never below 0.
   *
   * @param first at least two rows, equally long
   * @param second at least two rows of as many columns
   */
  static double between(double[][] first, double[][] second) {
    Pca one = decomposed(first);
    Pca other = decomposed(second);
    double distance = 0;
    for (int column = 0; column < one.mean().length; column++) {
      double difference = one.mean()[column] - other.mean()[column];
      distance += difference * difference;
    }
    for (double variance : one.explainedVariance()) {
      distance += variance;
    }
    for (double variance : other.explainedVariance()) {
      distance += variance;
    }
    return Math.max(0, distance - 2 * traceOfRoot(one, other));
  }

  private static Pca decomposed(double[][] rows) {
    return Pca.fit(rows, Math.min(rows.length, rows[0].length));
  }

  private static double traceOfRoot(Pca one, Pca other) {
    DenseMatrix factors = factor(one).matrixMultiply(factor(other), false, true);
    double[][] squared = factors.matrixMultiply(factors, false, true).toArray();
    for (int i = 0; i < squared.length; i++) {
      for (int j = 0; j < i; j++) {
        squared[i][j] = squared[j][i];
      }
    }
    DenseVector eigenvalues =
        DenseMatrix.createDenseMatrix(squared)
            .eigenDecomposition()
            .orElseThrow(() -> new ArithmeticException("a covariance could not be decomposed"))
            .eigenvalues();
    double trace = 0;
    for (int i = 0; i < eigenvalues.size(); i++) {
      // Rounding leaves a value of 0 a little to either side.
      trace += Math.sqrt(Math.max(0, eigenvalues.get(i)));
    }
    return trace;
  }

  /** One row an axis, as long as the deviation along it. */
  private static DenseMatrix factor(Pca decomposed) {
    double[][] axes = new double[decomposed.components().length][];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = decomposed.components()[i].clone();
      double deviation = Math.sqrt(decomposed.explainedVariance()[i]);
      for (int column = 0; column < axes[i].length; column++) {
        axes[i][column] *= deviation;
      }
    }
    return DenseMatrix.createDenseMatrix(axes);
  }
}
