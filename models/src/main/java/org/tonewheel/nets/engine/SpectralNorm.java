package org.tonewheel.nets.engine;

import ai.djl.ndarray.NDArray;

/**
 * The largest singular value of a weight by power iteration (Miyato et al., 2018), in the order of
 * {@code torch.nn.utils.parametrizations.spectral_norm}.
 */
public final class SpectralNorm {
  private static final double EPSILON = 1e-12;

  private SpectralNorm() {}

  /**
   * An estimate of the largest singular value of a weight as a matrix, outputs × all else.
   *
   * @param u left singular vector as estimated so far, one value an output
   * @param v right singular vector, one value for each of all else
   * @param iterate whether both are first brought nearer by one iteration, in place
   * @return a scalar, to be closed by the caller; its gradient flows to the weight alone
   */
  public static NDArray of(NDArray weight, NDArray u, NDArray v, boolean iterate) {
    long outputs = weight.getShape().get(0);
    if (iterate) {
      iterate(weight, outputs, u, v);
    }
    try (NDArray matrix = weight.reshape(outputs, -1);
        NDArray image = matrix.matMul(v);
        NDArray products = image.mul(u)) {
      return products.sum();
    }
  }

  @SuppressWarnings("try") // the scope's work is its opening and closing
  private static void iterate(NDArray weight, long outputs, NDArray u, NDArray v) {
    try (GradientScope scope = GradientScope.inference(weight.getManager());
        NDArray matrix = weight.reshape(outputs, -1);
        NDArray image = matrix.matMul(v);
        NDArray left = image.normalize(2, 0, EPSILON)) {
      TensorMemory.copy(left, u);
      try (NDArray transposed = matrix.transpose();
          NDArray preimage = transposed.matMul(u);
          NDArray right = preimage.normalize(2, 0, EPSILON)) {
        TensorMemory.copy(right, v);
      }
    }
  }
}
