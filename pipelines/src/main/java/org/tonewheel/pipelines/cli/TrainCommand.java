package org.tonewheel.pipelines.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptions;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The training stage, or some of its branches. */
@Command(
    name = "train",
    description = {
      "Train the experiment's branches side by side.",
      "Several processes may train branches of one run at once, each branch in one of them.%n"
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run directory that `ingest` made.")
  private Path run;

  @Mixin private TrainingMachineOptions machine;
  @Mixin private TrackingOptions tracking;

  /** Options that are not ours go to Beam, which refuses those that it does not know. */
  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Option(
      names = "--branch",
      paramLabel = "ID",
      description =
          "Train only this branch, or the branches of this configuration; may be repeated."
              + " --list shows them.")
  private List<String> branches = new ArrayList<>();

  @Option(
      names = "--list",
      description =
          "Only list the branches and their states; the last line is one JSON object that also has"
              + " their kind and the memory they take.")
  private boolean list;

  @Option(
      names = "--describe",
      description =
          "Only print the layers, parameters and needs of the run's deep nets; without --run, of"
              + " every net at the first paper's input.")
  private boolean describe;

  @Override
  public Integer call() throws Exception {
    PipelineOptions beam = machine.parse(beamOptions);
    if (run == null) {
      if (!describe) {
        throw new ParameterException(command.commandLine(), "Missing required option: '--run=DIR'");
      }
      NetTables.ofCatalog().print(System.out);
      return 0;
    }
    Run opened = Run.open(RunDirectory.at(run), beam);
    if (describe) {
      NetTables.of(opened).print(System.out);
      return 0;
    }
    return list
        ? BranchList.ofTraining(opened).print(System.out)
        : new Workflow(opened, tracking.open()).train(branches);
  }
}
