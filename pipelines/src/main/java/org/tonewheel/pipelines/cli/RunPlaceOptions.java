package org.tonewheel.pipelines.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Says where a run goes. */
final class RunPlaceOptions {
  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "runs",
      description =
          "The folder for runs; a run is called after its experiment and a hash of experiment and"
              + " input, so the same command finds its run again (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run directory itself, in place of a folder in --output.")
  private Path run;

  @Option(names = "--fresh", description = "Start another run beside those that are there.")
  private boolean fresh;

  Path output() {
    return output;
  }

  Path run() {
    return run;
  }

  boolean fresh() {
    return fresh;
  }
}
