package org.tonewheel.tribuo;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.tonewheel.nets.EpochReport;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.nets.TrainingStoppedException;
import org.tonewheel.nets.engine.CounterRandom;
import org.tonewheel.nets.engine.DropoutMasks;
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

  private final CrossEntropy loss;

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
    loss = new CrossEntropy(classWeights(), settings.labelSmoothing());
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
    int mostRows = Math.min(settings.batchSize() + 1, rows.size());
    try (NDManager manager = TorchEngine.newManager();
        FeedForwardNet net = new FeedForwardNet(manager, widths, mostRows, seed)) {
      Steps steps = new Steps(net, mostRows, stop);
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

  /** The loss and accuracy of finished weights: weighted as in training, labels as they are. */
  private Measure measure(FeedForwardWeights weights, DenseRows side) {
    double sum = 0;
    double weight = 0;
    int right = 0;
    for (int row = 0; row < side.size(); row++) {
      int label = side.labels()[row];
      float[] logits = weights.logits(side.values()[row]);
      double rowWeight = loss.weight(label, side.weights()[row]);
      sum += rowWeight * CrossEntropy.plain(logits, label);
      weight += rowWeight;
      right += CrossEntropy.highest(logits) == label ? 1 : 0;
    }
    return new Measure(sum / weight, (double) right / side.size());
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

  /** The steps of one training, with the arrays they share. */
  private final class Steps {
    private final FeedForwardNet net;
    private final DecoupledAdam adam;
    private final BooleanSupplier stop;
    private final DropoutMasks masks = new DropoutMasks(seed);
    private final int[] labels;
    private final float[] weights;

    /** Of the whole training, were it never to stop early. */
    private final long planned = (long) settings.epochs() * stepsAnEpoch();

    Steps(FeedForwardNet net, int mostRows, BooleanSupplier stop) {
      this.net = net;
      this.stop = stop;
      adam = new DecoupledAdam(net.parameters(), settings.weightDecay());
      labels = new int[mostRows];
      weights = new float[mostRows];
    }

    /** Batches of one epoch: a last one of a single row joins the one before. */
    private int stepsAnEpoch() {
      int whole = rows.size() / settings.batchSize();
      return Math.max(1, whole + (rows.size() % settings.batchSize() > 1 ? 1 : 0));
    }

    /** One pass over all rows; the measure is the running one of the batches as they were met. */
    Measure epoch(int epoch) {
      int[] order =
          CounterRandom.of(seed, "shuffle", epoch)
              .permuted(IntStream.range(0, rows.size()).toArray());
      double sum = 0;
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
        double batchWeight = take(order, from, to);
        masks.at(adam.steps());
        float[][] logits = net.forward(to - from, masks, settings.dropout());
        right += right(logits, to - from);
        sum += batchWeight * loss.ofBatch(logits, labels, weights, to - from);
        weight += batchWeight;
        net.backward(to - from, logits);
        RateSchedule schedule = settings.schedule();
        adam.step(
            schedule.rate(settings.rate(), adam.steps(), planned),
            schedule.momentum(adam.steps(), planned));
        net.valuesChanged();
        from = to;
      }
      return new Measure(sum / weight, (double) right / order.length);
    }

    /** Hands a batch to the net and returns its weight. */
    private double take(int[] order, int from, int to) {
      double weight = 0;
      for (int i = from; i < to; i++) {
        net.input(i - from, rows.values()[order[i]]);
        labels[i - from] = rows.labels()[order[i]];
        weights[i - from] = rows.weights()[order[i]];
        weight += loss.weight(labels[i - from], weights[i - from]);
      }
      return weight;
    }

    private int right(float[][] logits, int count) {
      int right = 0;
      for (int row = 0; row < count; row++) {
        right += CrossEntropy.highest(logits[row]) == labels[row] ? 1 : 0;
      }
      return right;
    }
  }
}
