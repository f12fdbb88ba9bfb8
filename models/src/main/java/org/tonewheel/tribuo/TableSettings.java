package org.tonewheel.tribuo;

import java.util.List;

/**
 * Which model for tables to train, and how. A model ignores what it does not take, and where a
 * number is 0 or the list empty it takes its own default, unless its line says otherwise.
 *
 * @param model one of {@link Baselines#NAMES}
 * @param rate learning rate: {@code ffn} of Adam, 1e-3; {@code logistic} of AdaGrad, 0.1; {@code
 *     boosting} what a new tree counts, 0.1
 * @param epochs {@code ffn} at most, 100; {@code logistic} 30
 * @param net {@code ffn}: its layers and how it is kept from overfitting
 * @param trees {@code forest} and {@code boosting}: their trees
 * @param neighbours {@code knn}: rows whose genres are counted, 30
 * @param balanced whether rows are weighted so that every genre counts the same; {@code knn} and
 *     {@code dummy} ignore it
 * @param prepared whether the rows come standardised: then {@code ffn}, {@code logistic} and {@code
 *     knn} take them as they are
 * @param seed fixes all that is random
 */
public record TableSettings(
    String model,
    double rate,
    int epochs,
    Net net,
    Trees trees,
    int neighbours,
    boolean balanced,
    boolean prepared,
    long seed) {

  /**
   * What only the feed-forward net takes.
   *
   * @param schedule how the rate moves
   * @param batchSize rows a step, 32
   * @param hidden units of each hidden layer, 256, 128, 64
   * @param dropout in [0, 1); 0 is no dropout
   * @param patience epochs without a lower validation loss before it stops, 10
   * @param labelSmoothing in [0, 1); 0 is none
   * @param weightDecay decoupled, as AdamW's; 0 is none
   */
  public record Net(
      RateSchedule schedule,
      int batchSize,
      List<Integer> hidden,
      double dropout,
      int patience,
      double labelSmoothing,
      double weightDecay) {

    public Net {
      batchSize = batchSize == 0 ? 32 : batchSize;
      hidden = hidden.isEmpty() ? List.of(256, 128, 64) : List.copyOf(hidden);
      patience = patience == 0 ? 10 : patience;
    }
  }

  /**
   * What only models of trees take.
   *
   * @param count {@code forest}: 200; {@code boosting}: rounds of one tree a genre, 150
   * @param depth splits from a tree's root to a leaf, at most: {@code boosting} 6; {@code forest}
   *     as many as the rows give
   * @param subsample {@code boosting}: share of the rows that each round sees, in (0, 1], 0.8
   */
  public record Trees(int count, int depth, double subsample) {
    private Trees filled(boolean boosting) {
      return new Trees(
          count == 0 ? (boosting ? 150 : 200) : count,
          depth == 0 ? (boosting ? 6 : Integer.MAX_VALUE) : depth,
          subsample == 0 ? 0.8 : subsample);
    }
  }

  /**
   * @throws IllegalArgumentException when there is no such model, or a value is out of its range
   */
  public TableSettings {
    if (!Baselines.NAMES.contains(model)) {
      throw new IllegalArgumentException(Baselines.unknown(model));
    }
    boolean boosting = model.equals("boosting");
    boolean logistic = model.equals("logistic");
    rate = rate == 0 ? (logistic || boosting ? 0.1 : 1e-3) : rate;
    epochs = epochs == 0 ? (logistic ? 30 : 100) : epochs;
    trees = trees.filled(boosting);
    neighbours = neighbours == 0 ? 30 : neighbours;
    requirePositive(model, "rate", rate);
    requirePositive(model, "epochs", epochs);
    requirePositive(model, "batchSize", net.batchSize());
    requirePositive(model, "trees", trees.count());
    requirePositive(model, "depth", trees.depth());
    requirePositive(model, "subsample", trees.subsample());
    requirePositive(model, "neighbours", neighbours);
    if (trees.subsample() > 1) {
      throw new IllegalArgumentException(
          "Model '" + model + "': subsample must be at most 1, not " + trees.subsample());
    }
  }

  /** Settings before those that {@code with} methods add: all of these off or by default. */
  public TableSettings(
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
    this(
        model,
        rate,
        epochs,
        new Net(RateSchedule.CONSTANT, batchSize, hidden, dropout, patience, 0, 0),
        new Trees(trees, 0, 0),
        0,
        balanced,
        false,
        seed);
  }

  /** A model as it is meant to be used. */
  public static TableSettings defaults(String model, long seed) {
    return new TableSettings(model, 0, 0, 0, List.of(), 0.3, 0, 0, false, seed);
  }

  /** The same with another way of the net's rate and other means against overfitting. */
  public TableSettings withRegularisation(
      RateSchedule schedule, double labelSmoothing, double weightDecay) {
    Net other =
        new Net(
            schedule,
            net.batchSize(),
            net.hidden(),
            net.dropout(),
            net.patience(),
            labelSmoothing,
            weightDecay);
    return new TableSettings(
        model, rate, epochs, other, trees, neighbours, balanced, prepared, seed);
  }

  /** The same with other trees; 0 is the model's default. */
  public TableSettings withTrees(int count, int depth, double subsample) {
    Trees other = new Trees(count, depth, subsample);
    return new TableSettings(model, rate, epochs, net, other, neighbours, balanced, prepared, seed);
  }

  /** The same with another number of neighbours; 0 is the default. */
  public TableSettings withNeighbours(int other) {
    return new TableSettings(model, rate, epochs, net, trees, other, balanced, prepared, seed);
  }

  /** The same with another seed. */
  public TableSettings withSeed(long other) {
    return new TableSettings(
        model, rate, epochs, net, trees, neighbours, balanced, prepared, other);
  }

  /** The same for rows that were prepared already: nothing is standardised once more. */
  public TableSettings forPreparedRows() {
    return new TableSettings(model, rate, epochs, net, trees, neighbours, balanced, true, seed);
  }

  /** What of this concerns the feed-forward net. */
  FeedForwardSettings feedForward() {
    return new FeedForwardSettings(
        net.hidden(),
        net.dropout(),
        rate,
        net.schedule(),
        net.batchSize(),
        epochs,
        net.patience(),
        balanced,
        net.labelSmoothing(),
        net.weightDecay(),
        seed);
  }

  private static void requirePositive(String model, String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          "Model '" + model + "': " + name + " must be positive, not " + value);
    }
  }
}
