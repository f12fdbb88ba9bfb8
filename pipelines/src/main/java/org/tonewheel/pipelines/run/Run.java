package org.tonewheel.pipelines.run;

import java.io.IOException;
import org.apache.beam.sdk.options.PipelineOptions;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/**
 * A run that was opened, and how its stages are to be run.
 *
 * @param directory where it lies
 * @param info what it is
 * @param options Beam's
 */
public record Run(RunDirectory directory, RunInfo info, PipelineOptions options) {

  /** Opens a run that ingest made. */
  public static Run open(RunDirectory directory, PipelineOptions options) throws IOException {
    return new Run(directory, RunInfo.read(directory), options);
  }

  public Experiment experiment() {
    return info.experiment();
  }
}
