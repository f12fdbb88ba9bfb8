package org.tonewheel.pipelines.tuning;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tonewheel.pipelines.runner.PipelineRun;
import org.tonewheel.pipelines.runner.Progress;

/** Says how far the searches of this call have come, over all their waves. */
final class WaveProgress implements PipelineRun.Watcher {
  private final Progress progress;
  private final Stopwatch clock = Stopwatch.createStarted();
  private long earlier;

  /** Of so many trials that are still to be trained. */
  WaveProgress(long trials) {
    progress = new Progress(TuneStage.NAME, "trials", TrialFn.TRIALS, trials);
  }

  @Override
  public String stage() {
    return TuneStage.NAME;
  }

  @Override
  public void seen(Map<String, Long> counters, double seconds) {
    progress.seen(
        ImmutableMap.of(TrialFn.TRIALS, earlier + counters.getOrDefault(TrialFn.TRIALS, 0L)),
        clock.elapsed(TimeUnit.MILLISECONDS) / 1000.0);
  }

  /** So many trials of a wave have ended. */
  void add(long trials) {
    earlier += trials;
  }
}
