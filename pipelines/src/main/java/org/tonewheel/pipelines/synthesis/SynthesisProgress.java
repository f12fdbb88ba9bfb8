package org.tonewheel.pipelines.synthesis;

import com.google.common.base.Stopwatch;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.gan.GanListener;
import org.tonewheel.gan.GanReport;
import org.tonewheel.pipelines.run.Progress;

/** Says how far a GAN has come: its first epoch, then every ten seconds. */
final class SynthesisProgress implements GanListener {
  private static final Logger LOG = LoggerFactory.getLogger(SynthesisProgress.class);
  private static final int INTERVAL_SECONDS = 10;

  private final String branch;
  private final Stopwatch sinceLast = Stopwatch.createUnstarted();

  SynthesisProgress(String branch) {
    this.branch = branch;
  }

  @Override
  public void onEpoch(GanReport report) {
    boolean last = report.epoch() == report.epochs();
    if (sinceLast.isRunning() && sinceLast.elapsed(TimeUnit.SECONDS) < INTERVAL_SECONDS && !last) {
      return;
    }
    sinceLast.reset().start();
    LOG.info(
        String.format(
            Locale.ROOT,
            "%s: epoch %d of %d, loss of the generator %.3f, of the discriminator %.3f; it takes"
                + " real segments for real with %.2f, made ones with %.2f; at most %s left",
            branch,
            report.epoch(),
            report.epochs(),
            report.generatorLoss(),
            report.discriminatorLoss(),
            report.realScore(),
            report.fakeScore(),
            Progress.duration((report.epochs() - report.epoch()) * report.seconds())));
  }
}
