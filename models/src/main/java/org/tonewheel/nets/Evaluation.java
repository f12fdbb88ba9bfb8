package org.tonewheel.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.TensorMemory;

/**
 * A net's answers on rows, without dropout and without recording gradients.
 *
 * @param loss mean cross-entropy in nats, weighted as in training
 * @param accuracy share with the right class foremost
 */
record Evaluation(double loss, double accuracy) {
  private static final int MOST_ROWS = 256;

  /** 8 MiB: pictures go in small batches, whose activations are then not the peak of memory. */
  private static final int MOST_FLOATS = 1 << 21;

  /**
   * Rows a batch: a function of the row's shape alone, so that a row's batch, and with it the last
   * bit of its result, is always the same.
   */
  static int batchSize(RowShape row) {
    int fit = Math.max(1, MOST_FLOATS / row.floats());
    return Math.min(MOST_ROWS, Integer.highestOneBit(fit));
  }

  /** Loss and accuracy over the given rows. */
  static Evaluation of(NDManager manager, Net net, Batches batches, LabelledRows data, int[] rows) {
    int[] labels = data.labels();
    double loss = 0;
    int correct = 0;
    for (int from = 0; from < rows.length; from += batches.size()) {
      int to = Math.min(rows.length, from + batches.size());
      float[] logits = logits(manager, net, batches, rows, from, to);
      int classes = logits.length / (to - from);
      for (int i = from; i < to; i++) {
        double[] logProbabilities = logSoftmax(logits, (i - from) * classes, classes);
        loss -= data.weight(rows[i]) * logProbabilities[labels[rows[i]]];
      }
      correct += correct(logits, labels, rows, from, to);
    }
    double weight = data.weight(rows, 0, rows.length);
    return new Evaluation(loss / weight, (double) correct / rows.length);
  }

  /** A probability for each row and class. */
  static float[][] probabilities(NDManager manager, Net net, Batches batches, int[] rows) {
    float[][] all = new float[rows.length][];
    for (int from = 0; from < rows.length; from += batches.size()) {
      int to = Math.min(rows.length, from + batches.size());
      float[] logits = logits(manager, net, batches, rows, from, to);
      int classes = logits.length / (to - from);
      for (int i = from; i < to; i++) {
        double[] logProbabilities = logSoftmax(logits, (i - from) * classes, classes);
        all[i] = new float[classes];
        for (int k = 0; k < classes; k++) {
          all[i][k] = (float) Math.exp(logProbabilities[k]);
        }
      }
    }
    return all;
  }

  /** How many rows of a batch have the right class foremost. */
  static int correct(float[] logits, int[] labels, int[] order, int from, int to) {
    int classes = logits.length / (to - from);
    int correct = 0;
    for (int i = from; i < to; i++) {
      int start = (i - from) * classes;
      int foremost = 0;
      for (int k = 1; k < classes; k++) {
        if (logits[start + k] > logits[start + foremost]) {
          foremost = k;
        }
      }
      correct += foremost == labels[order[i]] ? 1 : 0;
    }
    return correct;
  }

  private static float[] logits(
      NDManager manager, Net net, Batches batches, int[] rows, int from, int to) {
    try (GradientScope scope = GradientScope.inference(manager)) {
      NDArray inputs = batches.inputs(scope.manager(), rows, from, to);
      return TensorMemory.read(net.forward(inputs));
    }
  }

  private static double[] logSoftmax(float[] logits, int start, int classes) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      largest = Math.max(largest, logits[start + k]);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += Math.exp(logits[start + k] - largest);
    }
    double[] result = new double[classes];
    for (int k = 0; k < classes; k++) {
      result[k] = logits[start + k] - largest - Math.log(sum);
    }
    return result;
  }
}
