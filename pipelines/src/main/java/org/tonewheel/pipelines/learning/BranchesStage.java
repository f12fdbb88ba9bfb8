package org.tonewheel.pipelines.learning;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.tonewheel.pipelines.run.Counters;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.RunStages;
import org.tonewheel.pipelines.run.StageBoundary;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.StoppedException;

/**
 * What surrounds the pipeline of a stage of branches: its lines in the log, tidying, the sum, and
 * the section in {@code run.json}. Several processes may be in it at once, each with some of the
 * branches; so it has no lease and no attempt, its branches have.
 *
 * @param name of the stage
 */
public record BranchesStage(RunDirectory run, String name) {

  /** The pipeline; returns its counters. */
  public interface Work {
    Counters run() throws IOException;
  }

  /** How the branches ended that were asked for. */
  public interface Summing {
    BranchSummary sum() throws IOException;
  }

  /** Runs the pipeline and sums up. */
  public BranchSummary run(Work work, Summing summing) throws IOException {
    StageBoundary boundary = StageBoundary.ofStage(run, name);
    boundary.start();
    try {
      Counters counters;
      try (Scratch scratch = Scratch.use(run)) {
        Objects.requireNonNull(scratch); // held while branches read its files
        counters = work.run();
      }
      BranchSummary summary = summing.sum();
      boundary.end(
          summary.exit() == Exit.DONE ? StageResult.DONE : "failed", pairs(summary, counters));
      return summary;
    } catch (StoppedException e) {
      boundary.end("stopped", e);
      throw e;
    } catch (IOException | RuntimeException e) {
      boundary.end("failed", e);
      throw e;
    } finally {
      RunStages.refresh(run);
    }
  }

  private static Map<String, Object> pairs(BranchSummary summary, Counters counters) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    pairs.put("exit", summary.exit().code());
    pairs.putAll(summary.counts());
    pairs.putAll(counters.values());
    pairs.put("counting", counters.counting());
    return pairs;
  }
}
