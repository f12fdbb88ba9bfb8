package org.tonewheel.pipelines.tuning;

import java.io.IOException;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.pipelines.experiment.studies.SearchSpaces;
import org.tonewheel.pipelines.experiment.studies.TrialBranches;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.training.TrialTraining;
import org.tonewheel.tuning.Direction;
import org.tonewheel.tuning.GridSampler;
import org.tonewheel.tuning.MedianPruner;
import org.tonewheel.tuning.NoPruning;
import org.tonewheel.tuning.Pruner;
import org.tonewheel.tuning.RandomSampler;
import org.tonewheel.tuning.Sampler;
import org.tonewheel.tuning.StudySettings;
import org.tonewheel.tuning.SuccessiveHalvingPruner;
import org.tonewheel.tuning.TpeSampler;

/**
 * A study of an experiment in the words of the tuning package.
 *
 * @param name in the experiment
 * @param tuning as the experiment has it
 * @param example a branch that a trial may train
 */
record StudyPlan(String name, Tuning tuning, Branch example) {
  /** Grows when the same study and rows give other trials than before. */
  private static final int TUNING_VERSION = 1;

  private static final int CANDIDATES = 24;

  static StudyPlan of(Experiment experiment, String name) {
    return new StudyPlan(
        name, experiment.tuning().get(name), TrialBranches.first(experiment, name));
  }

  /** Whose state and lease the study's are. */
  String owner() {
    return TrialBranches.owner(name);
  }

  /**
   * All that its trials depend on. How many there are to be is no part of it.
   *
   * @throws org.tonewheel.pipelines.run.StageException (64) if what they train on is not there
   */
  StudySettings settings(Run run) throws IOException {
    String subject =
        Fingerprint.of(TuneStage.NAME, TUNING_VERSION)
            .with("study", tuning.withTrials(null))
            .with(
                "rows",
                new TrialTraining(run.directory(), run.experiment())
                    .fingerprint(example, tuning.features()))
            .hex();
    return new StudySettings(
        subject, direction(), tuning.parallel(), SearchSpaces.of(tuning), sampler(), pruner());
  }

  private Direction direction() {
    return Judged.direction(tuning.objective());
  }

  private Sampler sampler() {
    return switch (tuning.sampler()) {
      case TPE ->
          new TpeSampler(
              direction(), tuning.seed(), tuning.startup(), CANDIDATES, tuning.multivariate());
      case RANDOM -> new RandomSampler(tuning.seed());
      case GRID -> new GridSampler(tuning.gridValues(), tuning.seed());
    };
  }

  private Pruner pruner() {
    return switch (tuning.pruner()) {
      case NONE -> new NoPruning();
      case MEDIAN -> {
        MedianPruner usual = MedianPruner.defaults(direction());
        yield new MedianPruner(
            direction(), usual.startupTrials(), tuning.pruneAfter() - 1, usual.interval());
      }
      case SUCCESSIVE_HALVING -> {
        SuccessiveHalvingPruner usual = SuccessiveHalvingPruner.defaults(direction());
        yield new SuccessiveHalvingPruner(
            direction(), tuning.pruneAfter(), usual.factor(), 0, usual.bootstrap());
      }
    };
  }
}
