package org.tonewheel.tribuo;

import java.util.List;

/**
 * How a feed-forward net is built and trained.
 *
 * @param hidden units of each hidden layer, from the input side; may be empty (then the net is a
 *     logistic regression)
 * @param dropout share of a hidden layer's outputs left out while training, in [0, 1)
 * @param rate learning rate of Adam
 * @param batchSize rows a step; a last batch of one row joins the one before it, because a batch
 *     normalisation has no variance over one row
 * @param epochs passes over the training rows, at most
 * @param patience training stops after this many epochs without a lower validation loss; without a
 *     validation side all epochs are trained
 * @param balanced whether a row's loss is weighted by rows / (classes × rows of its class), as
 *     scikit-learn's {@code balanced}
 * @param seed of initial weights, order of rows and dropout masks
 */
public record FeedForwardSettings(
    List<Integer> hidden,
    double dropout,
    double rate,
    int batchSize,
    int epochs,
    int patience,
    boolean balanced,
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
