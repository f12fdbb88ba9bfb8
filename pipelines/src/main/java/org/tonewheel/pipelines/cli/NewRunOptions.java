package org.tonewheel.pipelines.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Names an experiment, its input and where the run goes. */
final class NewRunOptions {
  @Option(
      names = "--experiment",
      required = true,
      paramLabel = "FILE",
      description = "The experiment file (YAML).")
  private Path experiment;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = {
        "The folder that the experiment's sources are relative to;",
        "of a table, which may be the file itself, `table: .`."
      })
  private Path input;

  @Mixin private RunPlaceOptions place;

  Path experiment() {
    return experiment;
  }

  Path input() {
    return input;
  }

  RunPlaceOptions place() {
    return place;
  }
}
