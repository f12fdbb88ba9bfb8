package org.tonewheel.pipelines.runner;

import com.google.common.base.Stopwatch;
import com.google.common.base.Throwables;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.run.Counters;
import org.tonewheel.pipelines.run.Interruption;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StoppedException;

/**
 * A pipeline as a job of a Flink session cluster: submitted, watched, and cancelled when this
 * process is asked to stop.
 */
final class FlinkJob {
  private static final Duration POLL = Duration.ofMillis(500);

  /** A cancelled branch saves a checkpoint first; a scheduler gives thirty seconds in all. */
  private static final Duration CANCELLATION = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);

  private final FlinkPipelineOptions options;
  private final FlinkMaster master;

  FlinkJob(FlinkPipelineOptions options) {
    this.options = options;
    this.master = new FlinkMaster(options.getFlinkMaster());
  }

  /**
   * Runs it.
   *
   * @return its result, once it is done
   * @throws StoppedException if this process was asked to stop; the job is cancelled
   * @throws StageException (75) if the cluster cannot be reached
   * @throws Exception what a step threw, or {@link IOException} if the job was cancelled or the
   *     cluster was lost
   */
  PipelineResult run(Pipeline pipeline, PipelineRun.Watcher watcher) throws Exception {
    int asked = options.getParallelism();
    options.setParallelism(StageOptions.parallelism(options));
    options.setJobName(
        "tonewheel %s %s".formatted(watcher.stage(), UUID.randomUUID().toString().substring(0, 8)));
    try (Interruption.Guard guard = Interruption.guard()) {
      Objects.requireNonNull(guard); // held until the job has ended
      PipelineResult result = pipeline.run();
      LOG.info(
          "{}: job \"{}\" on {}, parallelism {}",
          watcher.stage(),
          options.getJobName(),
          master,
          options.getParallelism());
      PipelineResult.State state = await(result, watcher);
      if (state == PipelineResult.State.FAILED) {
        throw failure();
      }
      if (state != PipelineResult.State.DONE) {
        throw new IOException(
            "the job \"%s\" ended as %s on the cluster".formatted(options.getJobName(), state));
      }
      return result;
    } finally {
      options.setParallelism(asked); // the next stage may find more TaskManagers, or fewer
    }
  }

  private PipelineResult.State await(PipelineResult result, PipelineRun.Watcher watcher)
      throws IOException, InterruptedException {
    Stopwatch clock = Stopwatch.createStarted();
    PipelineResult.State state = state(result);
    while (!state.isTerminal()) {
      if (Interruption.asked()) {
        cancel(result);
        throw new StoppedException(
            "asked to stop; the job \"%s\" is cancelled".formatted(options.getJobName()));
      }
      Thread.sleep(POLL.toMillis());
      state = state(result);
      show(result, watcher, clock);
    }
    if (state == PipelineResult.State.DONE) {
      Thread.sleep(master.refreshInterval().toMillis()); // the last counters may be older than that
      show(result, watcher, clock);
    }
    return state;
  }

  private static void show(PipelineResult result, PipelineRun.Watcher watcher, Stopwatch clock) {
    watcher.seen(
        Counters.of(result.metrics()).values(), clock.elapsed(TimeUnit.MILLISECONDS) / 1000.0);
  }

  private void cancel(PipelineResult result) throws IOException, InterruptedException {
    result.cancel();
    Stopwatch clock = Stopwatch.createStarted();
    while (!state(result).isTerminal() && clock.elapsed().compareTo(CANCELLATION) < 0) {
      Thread.sleep(POLL.toMillis());
    }
  }

  private PipelineResult.State state(PipelineResult result) throws IOException {
    try {
      return result.getState();
    } catch (RuntimeException e) {
      throw new IOException(
          "the JobManager at %s no longer answers (%s); the job may still run on its cluster"
              .formatted(master, Throwables.getRootCause(e)),
          e);
    }
  }

  private Exception failure() throws IOException {
    Throwable cause =
        master
            .failure(options.getJobName())
            .orElseGet(() -> new IOException("Flink does not say why"));
    Throwable root = Throwables.getRootCause(cause);
    if (root instanceof NoSuchFileException missing) {
      return new IOException(
          "a worker of the cluster at %s finds no %s; the run must lie where every machine of the"
                  .formatted(master, missing.getFile())
              + " cluster sees it under the same path",
          cause);
    }
    return new RuntimeException(
        "the job \"%s\" failed: %s".formatted(options.getJobName(), root), cause);
  }
}
