package org.tonewheel.pipelines.tuning;

import java.io.IOException;
import java.nio.file.Path;
import org.tonewheel.nets.EpochReport;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.pipelines.experiment.settings.Tuning.Objective;
import org.tonewheel.pipelines.training.History;
import org.tonewheel.tuning.Study;
import org.tonewheel.tuning.TrialRecord;

/**
 * Notes what a trial has after each epoch and ends it if the study's pruner says so. Not after the
 * last epoch that it may take, for then all that pruning could save is spent.
 */
final class EpochWatch implements TrainingListener {
  private final Study study;
  private final Objective objective;
  private final int epochs;
  private TrialRecord trial;

  /**
   * A watch over a trial.
   *
   * @param study as it stood when the trial's wave began
   * @param epochs that the trial may take
   */
  EpochWatch(Study study, int number, Objective objective, int epochs) {
    this.study = study;
    this.objective = objective;
    this.epochs = epochs;
    // an earlier attempt may have reported epochs that this one comes to again
    this.trial = study.trials().get(number).asRunning();
  }

  /**
   * Goes through the epochs that an earlier attempt left: a training that goes on from a checkpoint
   * does not report them, and what was to be pruned when it was killed is to be pruned now.
   *
   * @throws TrialPrunedException if it was
   */
  void replay(Path work) throws IOException {
    for (History.Epoch epoch : History.read(work).rows()) {
      report(epoch.epoch(), epoch.validationLoss(), epoch.validationAccuracy());
    }
  }

  @Override
  public void onEpoch(EpochReport report) {
    report(report.epoch(), report.validationLoss(), report.validationAccuracy());
  }

  private void report(int epoch, double loss, double accuracy) {
    trial = trial.reported(epoch - 1, Judged.afterEpoch(objective, loss, accuracy));
    if (epoch < epochs && study.prunes(trial)) {
      throw new TrialPrunedException(epoch);
    }
  }

  /** The trial with all that it has reported. */
  TrialRecord trial() {
    return trial;
  }
}
