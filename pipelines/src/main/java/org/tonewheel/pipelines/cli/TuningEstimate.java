package org.tonewheel.pipelines.cli;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.pipelines.experiment.studies.SearchSpaces;
import org.tonewheel.pipelines.experiment.studies.TrialBranches;
import org.tonewheel.tuning.RandomSampler;
import org.tonewheel.tuning.SearchSpace;

/**
 * What the studies of an experiment will roughly need, on a CPU.
 *
 * @param seconds of one core by study, if no trial is pruned or stops early
 * @param memoryBytes beside the process, of as many trials as run at once
 */
record TuningEstimate(Map<String, Double> seconds, long memoryBytes) {
  /** Trials at random that stand for those to come. */
  private static final int SAMPLE = 16;

  TuningEstimate {
    seconds = ImmutableMap.copyOf(seconds);
  }

  /**
   * Estimates.
   *
   * @param tracks of a source
   * @param atOnce trials that run side by side
   */
  static TuningEstimate of(Experiment experiment, ToLongFunction<String> tracks, int atOnce) {
    Map<String, Double> seconds = new TreeMap<>();
    long memory = 0;
    for (Map.Entry<String, Tuning> study : experiment.tuning().entrySet()) {
      SearchSpace space = SearchSpaces.of(study.getValue());
      RandomSampler random = new RandomSampler(study.getValue().seed());
      double sum = 0;
      long largest = 0;
      int possible = 0;
      for (int number = 0; number < SAMPLE; number++) {
        Branch trial = branch(experiment, study.getKey(), random.suggest(space, List.of(), number));
        if (trial != null) {
          long own = tracks.applyAsLong(trial.source());
          sum += TrainingEstimate.seconds(experiment, trial, own);
          largest = Math.max(largest, TrainingEstimate.memoryBytes(experiment, trial, own));
          possible++;
        }
      }
      int trials = study.getValue().trials();
      seconds.put(study.getKey(), possible == 0 ? 0 : sum / possible * trials);
      memory = Math.max(memory, largest * Math.min(atOnce, study.getValue().parallel()));
    }
    return new TuningEstimate(seconds, memory);
  }

  /** The branch of a trial; null if its values contradict each other, which ends it at once. */
  private static Branch branch(Experiment experiment, String study, Map<String, Object> values) {
    try {
      return TrialBranches.of(experiment, study, values);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Of one core, all studies together. */
  double total() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
