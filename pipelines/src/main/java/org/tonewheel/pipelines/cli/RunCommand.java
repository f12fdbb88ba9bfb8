package org.tonewheel.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** All stages, one after the other. */
@Command(
    name = "run",
    description = {
      "Run a whole experiment: ingest, features, synthesis, training, report; with --tune a search"
          + " before training.",
      "A run that was ended, in whatever way, goes on where it was when the same command is given"
          + " again. Further options, such as --runner=FlinkRunner, go to Beam.%n"
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private NewRunOptions options;
  @Mixin private TrainingMachineOptions machine;
  @Mixin private TrackingOptions tracking;

  /** Options that are not ours go to Beam, which refuses those that it does not know. */
  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Option(
      names = "--dry-run",
      description =
          "Only say what would be done: tracks, branches, estimated time, memory and disk.")
  private boolean dryRun;

  @Option(
      names = "--tune",
      description =
          "Search the experiment's studies before training. Branches are trained as the experiment"
              + " has them all the same.")
  private boolean tune;

  @Option(
      names = "--fail-on-verdict",
      description =
          "End with 3 unless the figures pass the experiment's thresholds (report.thresholds).")
  private boolean failOnVerdict;

  @Override
  public Integer call() throws Exception {
    PipelineOptions beam = machine.parse(beamOptions);
    if (dryRun) {
      DryRun.of(options.experiment(), options.input(), beam, tune).print(System.out);
      return 0;
    }
    return Workflow.start(
            options.experiment(), options.input(), options.place(), beam, tracking.open())
        .all(tune, failOnVerdict);
  }
}
