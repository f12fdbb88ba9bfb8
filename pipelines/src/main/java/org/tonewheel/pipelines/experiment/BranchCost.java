package org.tonewheel.pipelines.experiment;

import java.util.List;

/** How much work the training of a branch is, so that the longest can begin first. */
public final class BranchCost {
  /** Forward, and twice as much backward. */
  private static final double PASSES = 3;

  private static final double LSTM_GATES = 4;

  /** Mean and deviation of values and of first differences. */
  private static final double STATISTICS = 4;

  /** Enough for an order: how many genres and how deep the trees are is not known beforehand. */
  private static final double GENRES = 10;

  private static final double TREE_DEPTH = 12;

  private static final double CONVOLUTIONS = 1e8;

  private BranchCost() {}

  /**
   * Returns about how many multiplications the training takes for each training segment, all epochs
   * counted; early stopping can make it less.
   */
  public static double perExample(Branch branch, Experiment experiment) {
    if (branch.net().input() == Net.Input.PICTURES || branch.net().input() == Net.Input.MEL) {
      return PASSES * branch.epochs() * CONVOLUTIONS;
    }
    FeatureSet set = experiment.featureSets().get(branch.features());
    double statistics = STATISTICS * set.features();
    return switch (branch.net()) {
      case NET5 -> {
        double hidden = branch.hidden().get(0);
        double units = LSTM_GATES * hidden;
        double weights = units * (set.features() + hidden);
        weights += (branch.layers() - 1) * units * 2 * hidden;
        int frames = set.frames(experiment.audio().segmentSamples());
        yield PASSES * branch.epochs() * frames * weights;
      }
      case FFN -> PASSES * branch.epochs() * dense(statistics, branch.hidden());
      case LOGISTIC -> PASSES * branch.epochs() * statistics * GENRES;
      case NET1, NET2, NET3, NET4, HOUSE_CNN -> throw new AssertionError(branch.net());
      case FOREST -> branch.trees() * Math.sqrt(statistics) * TREE_DEPTH;
    };
  }

  private static double dense(double inputs, List<Integer> hidden) {
    double weights = 0;
    double from = inputs;
    for (int units : hidden) {
      weights += from * units;
      from = units;
    }
    return weights + from * GENRES;
  }
}
