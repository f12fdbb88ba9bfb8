package org.tonewheel.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The training stage, or some of its branches. */
@Command(
    name = "train",
    description = {
      "Trains the experiment's branches side by side.",
      "Several processes may train branches of one run at once, each branch in one of them.",
      ""
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Mixin private RunOption run;

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
    Workflow workflow = new Workflow(run.open());
    return list ? workflow.listBranches(System.out) : workflow.train(branches);
  }
}
