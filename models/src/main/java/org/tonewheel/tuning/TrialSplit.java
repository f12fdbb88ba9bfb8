package org.tonewheel.tuning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The history divided into the good trials and the others, each by number.
 *
 * <p>Complete trials come first, by value; then pruned ones, those that lasted longer first, equal
 * ones by what they had last; NaN is the worst. Of n ended trials the first {@link #goodOf} are
 * good. Running trials are never good; failed ones are in neither part.
 *
 * @param good the best trials
 * @param bad all others, and the running ones
 * @param ended complete and pruned trials
 */
record TrialSplit(List<TrialRecord> good, List<TrialRecord> bad, int ended) {
  private static final int MOST_GOOD = 25;

  /** How many of so many ended trials are good: a tenth, rounded up, at most 25. */
  static int goodOf(int ended) {
    return Math.min((int) Math.ceil(0.1 * ended), MOST_GOOD);
  }

  /** Divides the history that a trial sees, without the trial itself. */
  static TrialSplit of(List<TrialRecord> history, Direction direction, int number) {
    List<TrialRecord> ended = new ArrayList<>();
    List<TrialRecord> bad = new ArrayList<>();
    for (TrialRecord trial : history) {
      if (trial.number() == number) {
        continue;
      }
      switch (trial.state()) {
        case COMPLETE, PRUNED -> ended.add(trial);
        case RUNNING -> bad.add(trial);
        case FAILED -> {}
      }
    }
    ended.sort(bestFirst(direction));
    int count = goodOf(ended.size());
    List<TrialRecord> good = new ArrayList<>(ended.subList(0, count));
    bad.addAll(ended.subList(count, ended.size()));
    good.sort(Comparator.comparingInt(TrialRecord::number));
    bad.sort(Comparator.comparingInt(TrialRecord::number));
    return new TrialSplit(good, bad, ended.size());
  }

  private static Comparator<TrialRecord> bestFirst(Direction direction) {
    return Comparator.comparingInt((TrialRecord trial) -> rank(trial))
        .thenComparingDouble(trial -> cost(trial, direction))
        .thenComparingInt(TrialRecord::number);
  }

  /** Complete trials, then pruned ones by falling number of epochs. */
  private static int rank(TrialRecord trial) {
    return trial.state() == TrialState.COMPLETE ? Integer.MIN_VALUE : -trial.intermediate().size();
  }

  private static double cost(TrialRecord trial, Direction direction) {
    if (trial.state() == TrialState.COMPLETE) {
      return direction.cost(trial.value());
    }
    List<Double> reports = trial.intermediate();
    double cost = reports.isEmpty() ? 0 : direction.cost(reports.get(reports.size() - 1));
    return Double.isNaN(cost) ? Double.POSITIVE_INFINITY : cost;
  }
}
