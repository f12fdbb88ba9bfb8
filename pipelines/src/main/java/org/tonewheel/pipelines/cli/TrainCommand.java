package org.tonewheel.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
  @Mixin private RunOption run;

  /** Options that are not ours go to Beam, which refuses those that it does not know. */
  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Option(
      names = "--branch",
      paramLabel = "ID",
      description =
          "Train only this branch, or the branches of this configuration; may be repeated."
              + " --list shows them.")
  private List<String> branches = new ArrayList<>();

  @Option(names = "--list", description = "Only list the branches and their states.")
  private boolean list;

  @Override
  public Integer call() throws Exception {
    Workflow workflow = new Workflow(run.open(beamOptions));
    return list ? workflow.listBranches(System.out) : workflow.train(branches);
  }
}
