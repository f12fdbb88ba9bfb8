package org.tonewheel.tuning;

import java.util.Arrays;
import java.util.List;

/**
 * Ends a trial whose best epoch so far is worse than the median of what the complete trials had
 * after as many epochs; equal to Optuna's {@code MedianPruner}, epochs counted from 0 there.
 *
 * @param direction which values are better
 * @param startupTrials complete trials before which nothing is pruned, at least 0
 * @param warmupEpochs first epochs of each trial that are not judged, at least 0
 * @param interval epochs from one judgement to the next, at least 1
 */
public record MedianPruner(Direction direction, int startupTrials, int warmupEpochs, int interval)
    implements Pruner {

  /**
   * @throws IllegalArgumentException naming what is too small
   */
  public MedianPruner {
    require(startupTrials >= 0, "startupTrials is " + startupTrials + ", but must be at least 0");
    require(warmupEpochs >= 0, "warmupEpochs is " + warmupEpochs + ", but must be at least 0");
    require(interval >= 1, "interval is " + interval + ", but must be at least 1");
  }

  /** Optuna's settings: after 5 complete trials, from the first epoch on, every epoch. */
  public static MedianPruner defaults(Direction direction) {
    return new MedianPruner(direction, 5, 0, 1);
  }

  @Override
  public boolean prunes(List<TrialRecord> others, TrialRecord mine) {
    List<TrialRecord> complete =
        others.stream().filter(trial -> trial.state() == TrialState.COMPLETE).toList();
    int epoch = mine.intermediate().size() - 1;
    if (complete.isEmpty()
        || complete.size() < startupTrials
        || epoch < warmupEpochs
        || (epoch - warmupEpochs) % interval != 0) {
      return false;
    }
    double[] costs = costs(mine.intermediate());
    if (costs.length == 0) {
      return true; // nothing but NaN: the training has diverged
    }
    double[] there =
        costs(
            complete.stream()
                .filter(trial -> trial.intermediate().size() > epoch)
                .map(trial -> trial.intermediate().get(epoch))
                .toList());
    return there.length > 0 && costs[0] > median(there);
  }

  /** Sorted, without NaN. */
  private double[] costs(List<Double> values) {
    return values.stream()
        .mapToDouble(direction::cost)
        .filter(cost -> !Double.isNaN(cost))
        .sorted()
        .toArray();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("median pruner: " + otherwise);
    }
  }
}
