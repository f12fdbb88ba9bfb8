package org.tonewheel.tuning;

import java.util.List;

/**
 * Asynchronous successive halving (Li et al., MLSys 2020): at rungs of {@code minEpochs}, then
 * {@code factor} times as many epochs and so on, a trial goes on only if it is among the best one
 * of {@code factor} of the trials that have come there. Equal to Optuna's {@code
 * SuccessiveHalvingPruner} where trials report epochs from 1 and are asked after each.
 *
 * <p>What the others had at a rung is read from their reports, so the answer depends on them alone.
 * The first {@code factor - 1} trials at a rung go on if they are the best there yet.
 *
 * @param direction which values are better
 * @param minEpochs epochs of the first rung, at least 1; {@code min_resource} in Optuna, whose
 *     {@code 'auto'} is 1 below 200 epochs
 * @param factor at least 2; {@code reduction_factor} in Optuna
 * @param skippedRungs rungs at the bottom that are left out, at least 0; {@code
 *     min_early_stopping_rate} in Optuna
 * @param bootstrap trials that must have come to a rung before any goes on from it, at least 0; the
 *     first so many end there
 */
public record SuccessiveHalvingPruner(
    Direction direction, int minEpochs, int factor, int skippedRungs, int bootstrap)
    implements Pruner {

  /**
   * @throws IllegalArgumentException naming what is too small
   */
  public SuccessiveHalvingPruner {
    require(minEpochs >= 1, "minEpochs is " + minEpochs + ", but must be at least 1");
    require(factor >= 2, "factor is " + factor + ", but must be at least 2");
    require(skippedRungs >= 0, "skippedRungs is " + skippedRungs + ", but must be at least 0");
    require(bootstrap >= 0, "bootstrap is " + bootstrap + ", but must be at least 0");
  }

  /** Optuna's settings: rungs at 1, 4, 16 and so on epochs. */
  public static SuccessiveHalvingPruner defaults(Direction direction) {
    return new SuccessiveHalvingPruner(direction, 1, 4, 0, 0);
  }

  @Override
  public boolean prunes(List<TrialRecord> others, TrialRecord mine) {
    int epochs = mine.intermediate().size();
    if (epochs == 0 || !isRung(epochs)) {
      return false;
    }
    double cost = costAfter(mine, epochs);
    if (Double.isNaN(cost)) {
      return true;
    }
    double[] competing =
        others.stream()
            .filter(trial -> trial.intermediate().size() >= epochs)
            .mapToDouble(trial -> costAfter(trial, epochs))
            .filter(other -> !Double.isNaN(other))
            .sorted()
            .toArray();
    int all = competing.length + 1;
    if (all <= bootstrap) {
      return true;
    }
    int promoted = Math.max(1, all / factor);
    return promoted <= competing.length && cost > competing[promoted - 1];
  }

  private boolean isRung(int epochs) {
    double rung = minEpochs * Math.pow(factor, skippedRungs);
    while (rung < epochs) {
      rung *= factor;
    }
    return rung == epochs;
  }

  private double costAfter(TrialRecord trial, int epochs) {
    return direction.cost(trial.intermediate().get(epochs - 1));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("successive halving: " + otherwise);
    }
  }
}
