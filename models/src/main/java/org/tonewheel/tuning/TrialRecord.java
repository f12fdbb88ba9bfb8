package org.tonewheel.tuning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a trial.
 *
 * @param number from 0, one of a kind in its study
 * @param state how far it is
 * @param values of every parameter of the space, each in its own type
 * @param intermediate the value after each epoch, the first first; NaN where it was none
 * @param value its result, finite; null unless it is {@link TrialState#COMPLETE}
 */
public record TrialRecord(
    int number,
    TrialState state,
    Map<String, Object> values,
    List<Double> intermediate,
    Double value) {

  /**
   * @throws IllegalArgumentException if the number is negative, or value and state contradict each
   *     other
   */
  public TrialRecord {
    values = ImmutableMap.copyOf(values);
    intermediate = ImmutableList.copyOf(intermediate);
    if (number < 0) {
      throw new IllegalArgumentException("trial " + number + ": numbers begin at 0");
    }
    if ((state == TrialState.COMPLETE) != (value != null)) {
      throw new IllegalArgumentException(
          "trial %d is %s with value %s; complete ones have a value, others none"
              .formatted(number, state, value));
    }
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "trial %d has the value %s; one without a finite value has failed"
              .formatted(number, value));
    }
  }

  /** A trial that begins. */
  public static TrialRecord running(int number, Map<String, Object> values) {
    return new TrialRecord(number, TrialState.RUNNING, values, List.of(), null);
  }

  /** The same, as trials of its own wave see it: begun, and nothing else known. */
  public TrialRecord asRunning() {
    return running(number, values);
  }

  /** The same trial, ended with a value. */
  public TrialRecord completed(double result) {
    return new TrialRecord(number, TrialState.COMPLETE, values, intermediate, result);
  }

  /** The same trial, ended without a value. */
  TrialRecord ended(TrialState end) {
    return new TrialRecord(number, end, values, intermediate, null);
  }

  /**
   * The same trial with the value of one epoch more.
   *
   * @param epoch from 0; one that is there already is replaced, and those after it are forgotten,
   *     for the trial is then in its next attempt
   * @throws IllegalArgumentException if an epoch before it is missing
   */
  public TrialRecord reported(int epoch, double result) {
    if (epoch < 0 || epoch > intermediate.size()) {
      throw new IllegalArgumentException(
          "trial %d reports epoch %d after %d epochs"
              .formatted(number, epoch, intermediate.size()));
    }
    List<Double> reports =
        ImmutableList.<Double>builder().addAll(intermediate.subList(0, epoch)).add(result).build();
    return new TrialRecord(number, state, values, reports, value);
  }
}
