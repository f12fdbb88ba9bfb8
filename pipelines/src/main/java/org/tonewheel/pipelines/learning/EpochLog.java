package org.tonewheel.pipelines.learning;

import com.google.common.base.Stopwatch;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.tonewheel.pipelines.runner.Progress;

/** Says how far a branch has come: its first epoch, then every ten seconds, and its last. */
public final class EpochLog {
  private static final int INTERVAL_SECONDS = 10;

  private final Logger log;
  private final String branch;
  private final Stopwatch sinceLast = Stopwatch.createUnstarted();

  public EpochLog(Logger log, String branch) {
    this.log = log;
    this.branch = branch;
  }

  /**
   * Says it, if it is time to.
   *
   * @param seconds that the epoch took
   * @param figures of the epoch, as a format with its own last punctuation
   */
  public void add(int epoch, int epochs, double seconds, String figures, Object... values) {
    boolean last = epoch == epochs;
    if (sinceLast.isRunning() && sinceLast.elapsed(TimeUnit.SECONDS) < INTERVAL_SECONDS && !last) {
      return;
    }
    sinceLast.reset().start();
    log.info(
        "{}: epoch {} of {}, {} at most {} left",
        branch,
        epoch,
        epochs,
        String.format(Locale.ROOT, figures, values),
        Progress.duration((epochs - epoch) * seconds));
  }
}
