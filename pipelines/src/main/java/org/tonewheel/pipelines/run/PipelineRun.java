package org.tonewheel.pipelines.run;

import com.google.common.base.Stopwatch;
import com.google.common.base.Throwables;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.joda.time.Duration;
import org.tonewheel.pipelines.storage.UnknownStorageException;

/** Runs a pipeline to its end and reads its counters, while it runs and after. */
public final class PipelineRun {
  private static final Duration POLL = Duration.millis(500);

  private PipelineRun() {}

  /** Told the counters twice a second while a pipeline runs. */
  public interface Watcher {
    void seen(Map<String, Long> counters, double seconds);
  }

  /**
   * Runs it.
   *
   * @return the counters of our own steps, by name
   * @throws StageException if a step threw one, or {@link StoppedException} if it was asked to stop
   */
  public static Map<String, Long> run(Pipeline pipeline, Watcher watcher) throws IOException {
    Stopwatch clock = Stopwatch.createStarted();
    PipelineResult result;
    try {
      result = pipeline.run();
      PipelineResult.State state = null;
      while (state == null || !state.isTerminal()) {
        state = result.waitUntilFinish(POLL);
        watcher.seen(counters(result), clock.elapsed(TimeUnit.MILLISECONDS) / 1000.0);
      }
      if (state != PipelineResult.State.DONE) {
        throw new IOException("the pipeline ended as " + state);
      }
    } catch (RuntimeException e) {
      throw meant(e);
    }
    return counters(result);
  }

  /** Beam wraps what a step threw; our own exceptions say more without the wrapping. */
  private static RuntimeException meant(RuntimeException e) throws IOException {
    for (Throwable cause : Throwables.getCausalChain(e)) {
      if (cause instanceof StageException || cause instanceof StoppedException) {
        return (RuntimeException) cause;
      }
      if (cause instanceof LeaseHeldException held) {
        throw held;
      }
      if (cause instanceof UnknownStorageException unknown) {
        return unknown;
      }
    }
    return Interruption.asked() ? new StoppedException("asked to stop", e) : e;
  }

  private static Map<String, Long> counters(PipelineResult result) {
    Map<String, Long> counters = new TreeMap<>();
    for (MetricResult<Long> counter :
        result.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters()) {
      if (counter.getName().getNamespace().startsWith("org.tonewheel.")) {
        counters.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
      }
    }
    return counters;
  }
}
