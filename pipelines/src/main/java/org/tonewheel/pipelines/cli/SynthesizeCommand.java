package org.tonewheel.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tonewheel.pipelines.run.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** The stage of synthetic segments, or some of it. */
@Command(
    name = "synthesize",
    description = {
      "Make the synthetic segments that branches are trained on: a GAN, SMOTE, jitter or copies.",
      "They are made from training sides alone, after `features` and before `train`.%n"
    },
    mixinStandardHelpOptions = true)
final class SynthesizeCommand implements Callable<Integer> {
  @Mixin private RunOption run;
  @Mixin private TrainingMachineOptions machine;

  /** Options that are not ours go to Beam, which refuses those that it does not know. */
  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Option(
      names = "--branch",
      paramLabel = "ID",
      description = "Make only these segments; may be repeated. --list shows them.")
  private List<String> branches = new ArrayList<>();

  @Option(
      names = "--list",
      description =
          "Only list what is to be made, and its state; the last line is one JSON object that also"
              + " has its method and the memory it takes.")
  private boolean list;

  @Override
  public Integer call() throws Exception {
    Run opened = run.open(machine.parse(beamOptions));
    return list
        ? BranchList.ofSynthesis(opened).print(System.out)
        : new Workflow(opened).synthesize(branches);
  }
}
