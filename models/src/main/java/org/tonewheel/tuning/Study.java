package org.tonewheel.tuning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A study as it stands.
 *
 * @param settings what its trials depend on
 * @param trials by number, from 0, none left out
 * @param failures why trials failed, by number
 */
public record Study(
    StudySettings settings, List<TrialRecord> trials, Map<Integer, String> failures) {

  /**
   * @throws IllegalArgumentException if the trials are not numbered 0, 1, 2 and so on
   */
  public Study {
    trials = ImmutableList.copyOf(trials);
    failures = ImmutableMap.copyOf(failures);
    for (int i = 0; i < trials.size(); i++) {
      if (trials.get(i).number() != i) {
        throw new IllegalArgumentException(
            "trial %d stands where trial %d should".formatted(trials.get(i).number(), i));
      }
    }
  }

  /** A study without trials. */
  public static Study empty(StudySettings settings) {
    return new Study(settings, List.of(), Map.of());
  }

  /** The first trial of the wave that a trial belongs to. */
  public int waveStart(int number) {
    return number - number % settings.parallel();
  }

  /**
   * What trial {@code number} is to try: that of an earlier attempt if it was begun, else what the
   * sampler suggests, which sees earlier waves as they ended and trials of the same wave as
   * running.
   *
   * @throws IllegalStateException if a trial of an earlier wave has not ended or one of the same
   *     wave before it has not begun
   */
  public Map<String, Object> suggestion(int number) {
    if (number < trials.size()) {
      return trials.get(number).values();
    }
    if (number > trials.size()) {
      throw new IllegalStateException(
          "trial %d cannot begin before trial %d has begun".formatted(number, trials.size()));
    }
    List<TrialRecord> history = new ArrayList<>(earlierWaves(number));
    for (TrialRecord trial : trials.subList(waveStart(number), number)) {
      history.add(trial.asRunning());
    }
    return settings.sampler().suggest(settings.space(), history, number);
  }

  /**
   * Whether a trial is to end after the epoch that it reported last.
   *
   * @throws IllegalStateException if a trial of an earlier wave has not ended
   */
  public boolean prunes(TrialRecord mine) {
    return settings.pruner().prunes(earlierWaves(mine.number()), mine);
  }

  /** The complete trial with the best value, the earliest of equal ones; empty if none is. */
  public Optional<TrialRecord> best() {
    TrialRecord best = null;
    for (TrialRecord trial : trials) {
      if (trial.value() != null
          && (best == null || settings.direction().better(trial.value(), best.value()))) {
        best = trial;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Trials that were begun and have not ended: to be run (again) with the same values. */
  public List<TrialRecord> unfinished() {
    return trials.stream().filter(t -> t.state() == TrialState.RUNNING).toList();
  }

  private List<TrialRecord> earlierWaves(int number) {
    List<TrialRecord> earlier = trials.subList(0, waveStart(number));
    for (TrialRecord trial : earlier) {
      if (trial.state() == TrialState.RUNNING) {
        throw new IllegalStateException(
            "trial %d, of an earlier wave than trial %d, has not ended; run it first"
                .formatted(trial.number(), number));
      }
    }
    return earlier;
  }
}
