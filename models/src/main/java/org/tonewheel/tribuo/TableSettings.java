package org.tonewheel.tribuo;

import java.util.List;

/**
 * Which model for tables to train, and how. A model ignores what it does not take, and where a
 * number is 0 or the list empty it takes its own default.
 *
 * @param model one of {@link Baselines#NAMES}
 * @param rate learning rate: {@code ffn} of Adam, 1e-3; {@code logistic} of AdaGrad, 0.1
 * @param epochs {@code ffn} at most, 100; {@code logistic} 30
 * @param batchSize {@code ffn}: rows a step, 32
 * @param hidden {@code ffn}: units of each hidden layer, 256, 128, 64
 * @param dropout {@code ffn}: in [0, 1); 0 is no dropout
 * @param patience {@code ffn}: epochs without a lower validation loss before it stops, 10
 * @param trees {@code forest}: 200
 * @param balanced whether rows are weighted so that every genre counts the same; {@code dummy}
 *     ignores it
 * @param seed fixes all that is random
 */
public record TableSettings(
    String model,
    double rate,
    int epochs,
    int batchSize,
    List<Integer> hidden,
    double dropout,
    int patience,
    int trees,
    boolean balanced,
    long seed) {

  /**
   * @throws IllegalArgumentException when there is no such model, or a value is out of its range
   */
  public TableSettings {
    if (!Baselines.NAMES.contains(model)) {
      throw new IllegalArgumentException(Baselines.unknown(model));
    }
    boolean logistic = model.equals("logistic");
    rate = rate == 0 ? (logistic ? 0.1 : 1e-3) : rate;
    epochs = epochs == 0 ? (logistic ? 30 : 100) : epochs;
    batchSize = batchSize == 0 ? 32 : batchSize;
    hidden = hidden.isEmpty() ? List.of(256, 128, 64) : List.copyOf(hidden);
    patience = patience == 0 ? 10 : patience;
    trees = trees == 0 ? 200 : trees;
    if (trees < 1 || epochs < 1 || batchSize < 1 || !(rate > 0)) {
      throw new IllegalArgumentException(
          "Model '"
              + model
              + "': rate "
              + rate
              + ", epochs "
              + epochs
              + ", batchSize "
              + batchSize
              + " and trees "
              + trees
              + " must be positive");
    }
  }

  /** A model as it is meant to be used. */
  public static TableSettings defaults(String model, long seed) {
    return new TableSettings(model, 0, 0, 0, List.of(), 0.3, 0, 0, false, seed);
  }

  /** What of this concerns the feed-forward net. */
  FeedForwardSettings feedForward() {
    return new FeedForwardSettings(
        hidden, dropout, rate, batchSize, epochs, patience, balanced, seed);
  }
}
