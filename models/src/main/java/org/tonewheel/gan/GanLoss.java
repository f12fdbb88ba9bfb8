package org.tonewheel.gan;

import ai.djl.ndarray.NDArray;

/**
 * What the two nets minimise: the distance of the discriminator's outputs from targets, which are 1
 * for real rows (less the label smoothing) and 0 for generated ones in its own step, and 1 for
 * generated rows in the generator's, whose loss so does not saturate.
 */
public enum GanLoss {
  /** Cross-entropy in nats, equal to {@code torch.nn.BCEWithLogitsLoss}. */
  CROSS_ENTROPY {
    @Override
    NDArray mean(NDArray outputs, NDArray targets) {
      // ln(1 + e^x) without overflow; a target t costs t ln(1 + e^-x) + (1 - t) ln(1 + e^x)
      NDArray ifGenerated = softplus(outputs);
      NDArray ifReal = softplus(outputs.neg());
      return ifReal.mul(targets).add(ifGenerated.mul(targets.neg().add(1))).mean();
    }

    @Override
    double score(double output) {
      return 1 / (1 + Math.exp(-output));
    }
  },
  /** Squared error (Mao et al., 2017), equal to {@code torch.nn.MSELoss}. */
  LEAST_SQUARES {
    @Override
    NDArray mean(NDArray outputs, NDArray targets) {
      return outputs.sub(targets).square().mean();
    }

    @Override
    double score(double output) {
      return output;
    }
  };

  /** The mean over a batch, as a scalar. */
  abstract NDArray mean(NDArray outputs, NDArray targets);

  /** An output on the scale of the targets: 1 says real, 0 says generated. */
  abstract double score(double output);

  private static NDArray softplus(NDArray values) {
    return values.getNDArrayInternal().softPlus();
  }
}
