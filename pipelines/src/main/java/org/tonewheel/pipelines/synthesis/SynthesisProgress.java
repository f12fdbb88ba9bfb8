package org.tonewheel.pipelines.synthesis;

import org.slf4j.LoggerFactory;
import org.tonewheel.gan.GanListener;
import org.tonewheel.gan.GanReport;
import org.tonewheel.pipelines.learning.EpochLog;

/** Says how far a GAN has come. */
final class SynthesisProgress implements GanListener {
  private final EpochLog log;

  SynthesisProgress(String branch) {
    log = new EpochLog(LoggerFactory.getLogger(SynthesisProgress.class), branch);
  }

  @Override
  public void onEpoch(GanReport report) {
    log.add(
        report.epoch(),
        report.epochs(),
        report.seconds(),
        "loss of the generator %.3f, of the discriminator %.3f; it takes real segments for real with"
            + " %.2f, made ones with %.2f;",
        report.generatorLoss(),
        report.discriminatorLoss(),
        report.realScore(),
        report.fakeScore());
  }
}
