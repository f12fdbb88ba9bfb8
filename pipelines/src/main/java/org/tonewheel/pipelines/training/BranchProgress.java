package org.tonewheel.pipelines.training;

import org.slf4j.LoggerFactory;
import org.tonewheel.nets.EpochReport;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.pipelines.learning.EpochLog;

/** Says how far a model has come. */
final class BranchProgress implements TrainingListener {
  private final EpochLog log;

  BranchProgress(String branch) {
    log = new EpochLog(LoggerFactory.getLogger(BranchProgress.class), branch);
  }

  @Override
  public void onEpoch(EpochReport report) {
    log.add(
        report.epoch(),
        report.epochs(),
        report.seconds(),
        "loss %.3f, accuracy %.1f%%, validation loss %.3f, accuracy %.1f%%,",
        report.trainLoss(),
        100 * report.trainAccuracy(),
        report.validationLoss(),
        100 * report.validationAccuracy());
  }
}
