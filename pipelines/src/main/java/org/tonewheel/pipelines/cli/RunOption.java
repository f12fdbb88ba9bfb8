package org.tonewheel.pipelines.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.runner.StageOptions;
import picocli.CommandLine.Option;

/** Names a run that ingest has made. */
final class RunOption {
  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "The run directory that `ingest` made.")
  private Path directory;

  Run open(List<String> beamOptions) throws IOException {
    return open(StageOptions.parse(beamOptions));
  }

  Run open(PipelineOptions beam) throws IOException {
    return Run.open(RunDirectory.at(directory), beam);
  }
}
