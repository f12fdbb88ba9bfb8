package org.tonewheel.pipelines.runner;

import com.google.common.base.Stopwatch;
import com.google.common.base.Throwables;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;
import org.tonewheel.pipelines.run.Counters;
import org.tonewheel.pipelines.run.Interruption;
import org.tonewheel.pipelines.run.LeaseHeldException;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.storage.UnknownStorageException;

/**
 * Runs a pipeline to its end and reads its counters, while it runs and after. On a cluster these
 * come with the heartbeats of its workers, so that those of a running pipeline lag some seconds.
 */
public final class PipelineRun {
  private static final Duration POLL = Duration.millis(500);

  private PipelineRun() {}

  /** Told the counters twice a second while a pipeline runs. */
  public interface Watcher {
    void seen(Map<String, Long> counters, double seconds);

    /** What is running, for those who look at a cluster. */
    default String stage() {
      return "stage";
    }
  }

  /**
   * Runs it.
   *
   * @return the counters of our own steps
   * @throws StageException if a step threw one, or {@link StoppedException} if it was asked to stop
   */
  public static Counters run(Pipeline pipeline, Watcher watcher) throws IOException {
    if (StageOptions.isFlink(pipeline.getOptions())) {
      return onFlink(pipeline, watcher);
    }
    Stopwatch clock = Stopwatch.createStarted();
    PipelineResult result;
    try {
      result = pipeline.run();
      PipelineResult.State state = null;
      while (state == null || !state.isTerminal()) {
        state = result.waitUntilFinish(POLL);
        watcher.seen(
            Counters.of(result.metrics()).values(), clock.elapsed(TimeUnit.MILLISECONDS) / 1000.0);
      }
      if (state != PipelineResult.State.DONE) {
        throw new IOException("the pipeline ended as " + state);
      }
    } catch (RuntimeException e) {
      throw meant(e);
    }
    return Counters.of(result.metrics());
  }

  private static Counters onFlink(Pipeline pipeline, Watcher watcher) throws IOException {
    FlinkJob job = new FlinkJob(pipeline.getOptions().as(FlinkPipelineOptions.class));
    try {
      return Counters.of(job.run(pipeline, watcher).metrics());
    } catch (IOException e) {
      throw e;
    } catch (RuntimeException e) {
      throw meant(e);
    } catch (Exception e) {
      throw meant(new IllegalStateException(e));
    }
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
}
