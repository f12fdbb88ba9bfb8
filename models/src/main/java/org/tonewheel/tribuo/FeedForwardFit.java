package org.tonewheel.tribuo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.tonewheel.nets.EpochReport;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.nets.TrainingStoppedException;
import org.tonewheel.nets.engine.Adam;
import org.tonewheel.nets.engine.CounterRandom;
import org.tonewheel.nets.engine.DropoutMasks;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.TensorMemory;
import org.tonewheel.nets.engine.TorchEngine;

/**
 * One training of a feed-forward net: epochs of shuffled batches, the validation loss after each,
 * the weights of the best epoch kept.
 *
 * <p>All randomness comes from streams keyed by the seed and by what is drawn, so nothing that
 * trains beside it changes the result.
 */
final class FeedForwardFit {
  private final FeedForwardSettings settings;
  private final long seed;
  private final DenseRows rows;
  private final int classes;
  private final int[] widths;

  /** By row: its own weight times its class's. */
  private final float[] rowWeights;

  private final float[] classWeights;

  /**
   * @param seed used in place of the settings' seed, which Tribuo's invocation count has moved on
   * @throws IllegalArgumentException when there are fewer than two rows
   */
  FeedForwardFit(FeedForwardSettings settings, long seed, DenseRows rows, int classes) {
    if (rows.size() < 2) {
      throw new IllegalArgumentException(
          "A feed-forward net needs at least 2 rows to train on, not " + rows.size());
    }
    this.settings = settings;
    this.seed = seed;
    this.rows = rows;
    this.classes = classes;
    widths = new int[settings.hidden().size() + 2];
    widths[0] = rows.values()[0].length;
    for (int i = 0; i < settings.hidden().size(); i++) {
      widths[i + 1] = settings.hidden().get(i);
    }
    widths[widths.length - 1] = classes;
    classWeights = classWeights();
    rowWeights = new float[rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      rowWeights[row] = rows.weights()[row] * classWeights[rows.labels()[row]];
    }
  }

  private float[] classWeights() {
    float[] weights = new float[classes];
    Arrays.fill(weights, 1);
    if (settings.balanced()) {
      int[] counts = new int[classes];
      for (int label : rows.labels()) {
        counts[label]++;
      }
      for (int label = 0; label < classes; label++) {
        weights[label] = (float) (rows.size() / ((double) classes * Math.max(counts[label], 1)));
      }
    }
    return weights;
  }

  /**
   * Trains and returns the weights: of the epoch with the lowest validation loss, or of the last
   * one where there is no validation side.
   *
   * @param validation may be null
   */
  FeedForwardWeights run(DenseRows validation, TrainingListener listener, BooleanSupplier stop) {
    try (NDManager manager = TorchEngine.newManager();
        FeedForwardNet net = new FeedForwardNet(manager, widths, seed);
        Adam adam = new Adam(net.parameters())) {
      Steps steps = new Steps(manager, net, adam, stop);
      FeedForwardWeights best = null;
      double lowest = Double.POSITIVE_INFINITY;
      int since = 0;
      for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
        long start = System.nanoTime();
        Measure training = steps.epoch(epoch);
        FeedForwardWeights weights = net.weights();
        Measure watched = validation == null ? Measure.NONE : measure(weights, validation);
        requireFinite(training.loss(), epoch);
        listener.onEpoch(
            new EpochReport(
                epoch,
                settings.epochs(),
                training.loss(),
                training.accuracy(),
                watched.loss(),
                watched.accuracy(),
                (System.nanoTime() - start) * 1e-9));
        if (best == null || validation == null || watched.loss() < lowest) {
          best = weights;
          lowest = watched.loss();
          since = 0;
        } else if (++since >= settings.patience()) {
          break;
        }
      }
      return best;
    }
  }

  /** The loss and accuracy of finished weights, class weights as in training. */
  private Measure measure(FeedForwardWeights weights, DenseRows side) {
    double loss = 0;
    double weight = 0;
    int right = 0;
    for (int row = 0; row < side.size(); row++) {
      int label = side.labels()[row];
      float[] logits = weights.logits(side.values()[row]);
      double rowWeight = side.weights()[row] * classWeights[label];
      loss += rowWeight * crossEntropy(logits, label);
      weight += rowWeight;
      right += highest(logits, 0, logits.length) == label ? 1 : 0;
    }
    return new Measure(loss / weight, (double) right / side.size());
  }

  private static double crossEntropy(float[] logits, int label) {
    double top = logits[highest(logits, 0, logits.length)];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - top);
    }
    return Math.log(sum) + top - logits[label];
  }

  /** The offset from {@code from} of the highest of {@code length} values, the first of equals. */
  private static int highest(float[] values, int from, int length) {
    int best = 0;
    for (int i = 1; i < length; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }

  private static void requireFinite(double loss, int epoch) {
    if (!Double.isFinite(loss)) {
      throw new TrainingFailedException(
          "The feed-forward net's loss was "
              + loss
              + " in epoch "
              + epoch
              + "; try a lower learning rate");
    }
  }

  /** Mean loss and share of rows whose label scored highest; NaN where there are no rows. */
  private record Measure(double loss, double accuracy) {
    static final Measure NONE = new Measure(Double.NaN, Double.NaN);
  }

  /** The steps of one training, with the buffers they share. */
  private final class Steps {
    private final NDManager manager;
    private final FeedForwardNet net;
    private final Adam adam;
    private final BooleanSupplier stop;
    private final DropoutMasks masks = new DropoutMasks(seed);
    private final ByteBuffer inputs;
    private final ByteBuffer targets;

    Steps(NDManager manager, FeedForwardNet net, Adam adam, BooleanSupplier stop) {
      this.manager = manager;
      this.net = net;
      this.adam = adam;
      this.stop = stop;
      int most = Math.min(settings.batchSize() + 1, rows.size());
      inputs = TensorMemory.allocate(most * widths[0]);
      targets = TensorMemory.allocate(most * classes);
    }

    /** One pass over all rows; the measure is the running one of the batches as they were met. */
    Measure epoch(int epoch) {
      int[] order =
          CounterRandom.of(seed, "shuffle", epoch)
              .permuted(IntStream.range(0, rows.size()).toArray());
      double loss = 0;
      double weight = 0;
      int right = 0;
      int from = 0;
      while (from < order.length) {
        if (stop.getAsBoolean()) {
          throw new TrainingStoppedException("The feed-forward net was stopped in epoch " + epoch);
        }
        int to = Math.min(from + settings.batchSize(), order.length);
        if (order.length - to == 1) {
          to++;
        }
        double batchWeight = 0;
        for (int i = from; i < to; i++) {
          batchWeight += rowWeights[order[i]];
        }
        float[] logits = new float[(to - from) * classes];
        loss += batchWeight * step(order, from, to, logits);
        weight += batchWeight;
        for (int i = from; i < to; i++) {
          right +=
              highest(logits, (i - from) * classes, classes) == rows.labels()[order[i]] ? 1 : 0;
        }
        from = to;
      }
      return new Measure(loss / weight, (double) right / order.length);
    }

    /** One step of the optimiser; returns the loss before it and leaves the logits in the array. */
    private double step(int[] order, int from, int to, float[] logits) {
      masks.at(adam.steps());
      try (GradientScope scope = GradientScope.recording(manager)) {
        NDManager step = scope.manager();
        NDArray batch = batch(step, order, from, to);
        NDArray target = target(step, order, from, to);
        NDArray scores = net.forward(batch, masks, settings.dropout());
        NDArray loss = FeedForwardNet.loss(scores, target);
        scope.backward(loss);
        adam.step(settings.rate());
        System.arraycopy(TensorMemory.read(scores), 0, logits, 0, logits.length);
        return TensorMemory.read(loss)[0];
      }
    }

    private NDArray batch(NDManager step, int[] order, int from, int to) {
      FloatBuffer into = inputs.asFloatBuffer();
      for (int i = from; i < to; i++) {
        into.put(rows.values()[order[i]]);
      }
      return tensor(step, inputs, to - from, widths[0]);
    }

    /** One-hot labels times the rows' weights. */
    private NDArray target(NDManager step, int[] order, int from, int to) {
      FloatBuffer into = targets.asFloatBuffer();
      for (int i = from; i < to; i++) {
        float[] oneHot = new float[classes];
        oneHot[rows.labels()[order[i]]] = rowWeights[order[i]];
        into.put(oneHot);
      }
      return tensor(step, targets, to - from, classes);
    }

    private static NDArray tensor(NDManager step, ByteBuffer floats, int count, int width) {
      return step.create(
          floats.slice(0, count * width * Float.BYTES), new Shape(count, width), DataType.FLOAT32);
    }
  }
}
