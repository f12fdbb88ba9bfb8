package org.tonewheel.tribuo;

import java.util.List;

/**
 * How a feed-forward net is built and trained.
 *
 * @param hidden units of each hidden layer, from the input side; may be empty (then the net is a
 *     logistic regression)
 * @param dropout share of a hidden layer's outputs left out while training, in [0, 1)
 * @param rate learning rate of Adam, the highest that the schedule comes to
 * @param schedule how the rate moves over the steps of all epochs
 * @param batchSize rows a step; a last batch of one row joins the one before it, because a batch
 *     normalisation has no variance over one row
 * @param epochs passes over the training rows, at most
 * @param patience training stops after this many epochs without a lower validation loss; without a
 *     validation side all epochs are trained
 * @param balanced whether a row's loss is weighted by rows / (classes × rows of its class), as
 *     scikit-learn's {@code balanced}
 * @param labelSmoothing share of a row's target that is spread evenly over all classes, in [0, 1):
 *     {@code torch.nn.CrossEntropyLoss}'s {@code label_smoothing}. The validation loss is measured
 *     without it
 * @param weightDecay share of every trained value taken off a step, times the rate: {@code
 *     torch.optim.AdamW}'s {@code weight_decay}; 0 is Adam
 * @param seed of initial weights, order of rows and dropout masks
 */
public record FeedForwardSettings(
    List<Integer> hidden,
    double dropout,
    double rate,
    RateSchedule schedule,
    int batchSize,
    int epochs,
    int patience,
    boolean balanced,
    double labelSmoothing,
    double weightDecay,
    long seed) {

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public FeedForwardSettings {
    hidden = List.copyOf(hidden);
    for (int units : hidden) {
      require(units >= 1, "a hidden layer needs at least 1 unit, not " + units);
    }
    require(dropout >= 0 && dropout < 1, "dropout must lie in [0, 1), not be " + dropout);
    require(rate > 0 && Double.isFinite(rate), "rate must be positive, not " + rate);
    require(batchSize >= 2, "batchSize must be at least 2, not " + batchSize);
    require(epochs >= 1, "epochs must be at least 1, not " + epochs);
    require(patience >= 1, "patience must be at least 1, not " + patience);
    require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "labelSmoothing must lie in [0, 1), not be " + labelSmoothing);
    require(
        weightDecay >= 0 && Double.isFinite(weightDecay),
        "weightDecay must be at least 0, not " + weightDecay);
  }

  /** A net trained by plain Adam at a constant rate on labels as they are. */
  public FeedForwardSettings(
      List<Integer> hidden,
      double dropout,
      double rate,
      int batchSize,
      int epochs,
      int patience,
      boolean balanced,
      long seed) {
    this(
        hidden,
        dropout,
        rate,
        RateSchedule.CONSTANT,
        batchSize,
        epochs,
        patience,
        balanced,
        0,
        0,
        seed);
  }

  /** The second paper's net before its search: 256/128/64 units, Adam at 1e-3. */
  public static FeedForwardSettings defaults(long seed) {
    return new FeedForwardSettings(List.of(256, 128, 64), 0.3, 1e-3, 32, 100, 10, false, seed);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("Feed-forward net: " + otherwise);
    }
  }
}
