package org.tonewheel.pipelines.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Names a run that ingest has made. */
final class RunOption {
  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "The run directory that `ingest` made.")
  private Path directory;

  @Mixin private BeamOptions beam;

  Run open() throws IOException {
    return Run.open(RunDirectory.at(directory), beam.parse());
  }
}
