package org.tonewheel.pipelines.training;

import com.google.common.base.Stopwatch;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.nets.EpochReport;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.pipelines.run.Progress;

/** Says how far a branch has come: its first epoch, then every ten seconds. */
final class BranchProgress implements TrainingListener {
  private static final Logger LOG = LoggerFactory.getLogger(BranchProgress.class);
  private static final int INTERVAL_SECONDS = 10;

  private final String branch;
  private final Stopwatch sinceLast = Stopwatch.createUnstarted();

  BranchProgress(String branch) {
    this.branch = branch;
  }

  @Override
  public void onEpoch(EpochReport report) {
    boolean last = report.epoch() == report.epochs();
    if (sinceLast.isRunning() && sinceLast.elapsed(TimeUnit.SECONDS) < INTERVAL_SECONDS && !last) {
      return;
    }
    sinceLast.reset().start();
    LOG.info(
        String.format(
            Locale.ROOT,
            "%s: epoch %d of %d, loss %.3f, accuracy %.1f%%, validation loss %.3f, accuracy"
                + " %.1f%%, at most %s left",
            branch,
            report.epoch(),
            report.epochs(),
            report.trainLoss(),
            100 * report.trainAccuracy(),
            report.validationLoss(),
            100 * report.validationAccuracy(),
            Progress.duration((report.epochs() - report.epoch()) * report.seconds())));
  }
}
