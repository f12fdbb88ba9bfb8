package org.tonewheel.tribuo;

import java.util.Arrays;

/**
 * The cross-entropy of batches of rows, weighted by class and row, with smoothed labels: {@code
 * torch.nn.CrossEntropyLoss} with {@code weight} and {@code label_smoothing}, mean over the
 * weights. A row's own weight multiplies its class's.
 *
 * <p>Immutable.
 */
final class CrossEntropy {
  private final float[] classWeights;
  private final double smoothing;

  /** By class: what smoothing gives it in every row, before the row's own weight. */
  private final double[] spread;

  private final double spreadSum;

  /**
   * @param smoothing share of a target that is spread over all classes, in [0, 1)
   */
  CrossEntropy(float[] classWeights, double smoothing) {
    this.classWeights = classWeights.clone();
    this.smoothing = smoothing;
    spread = new double[classWeights.length];
    for (int label = 0; label < spread.length; label++) {
      spread[label] = smoothing / spread.length * classWeights[label];
    }
    spreadSum = Arrays.stream(spread).sum();
  }

  /** The weight of one row: its own times its class's. */
  double weight(int label, float rowWeight) {
    return (double) classWeights[label] * rowWeight;
  }

  /** The loss of one row without smoothing and weights. */
  static double plain(float[] logits, int label) {
    return logOfSum(logits) - logits[label];
  }

  /**
   * The mean loss of a batch, and its gradients.
   *
   * @param logits rows × classes; overwritten by the gradients of the mean with respect to them
   * @param labels the class of each row
   * @param weights the rows' own weights
   * @param rows how many of them the batch has
   */
  double ofBatch(float[][] logits, int[] labels, float[] weights, int rows) {
    double weight = 0;
    for (int row = 0; row < rows; row++) {
      weight += weight(labels[row], weights[row]);
    }
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += weights[row] * ofRow(logits[row], labels[row], weights[row] / weight);
    }
    return sum / weight;
  }

  /** The loss of a row before its own weight; the logits become the gradient times the scale. */
  private double ofRow(float[] logits, int label, double scale) {
    double logOfSum = logOfSum(logits);
    double atLabel = (1 - smoothing) * classWeights[label];
    double loss = atLabel * (logOfSum - logits[label]);
    double all = atLabel + spreadSum;
    for (int i = 0; i < logits.length; i++) {
      double below = logOfSum - logits[i];
      loss += spread[i] * below;
      double target = spread[i] + (i == label ? atLabel : 0);
      logits[i] = (float) ((Math.exp(-below) * all - target) * scale);
    }
    return loss;
  }

  private static double logOfSum(float[] logits) {
    double highest = logits[highest(logits)];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - highest);
    }
    return Math.log(sum) + highest;
  }

  /** The place of the highest value, the first of equals. */
  static int highest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
