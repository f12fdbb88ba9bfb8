package org.tonewheel.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tonewheel.pipelines.run.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The tuning stage, or some of its studies. */
@Command(
    name = "tune",
    description = {
      "Search for good settings: the experiment's studies, wave after wave of trials.",
      "Trials see training and validation rows and no others. What was found lies in the run as"
          + " tuning/STUDY/best.yaml, an entry for the experiment's branches. Several processes may"
          + " search at once, each study in one of them.%n"
    },
    mixinStandardHelpOptions = true)
final class TuneCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Mixin private RunOption run;
  @Mixin private TrainingMachineOptions machine;

  /** Options that are not ours go to Beam, which refuses those that it does not know. */
  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Option(
      names = "--study",
      paramLabel = "NAME",
      description = "Search this study only; may be repeated. --list shows them.")
  private List<String> studies = new ArrayList<>();

  @Option(
      names = "--trials",
      paramLabel = "N",
      description =
          "Trials that each study is to have, in place of the experiment's number; a study that has"
              + " fewer goes on.")
  private Integer trials;

  @Option(
      names = "--list",
      description =
          "Only list the studies, their states and their trials; the last line is one JSON object"
              + " that also has their kind and the memory that a trial takes.")
  private boolean list;

  @Override
  public Integer call() throws Exception {
    if (trials != null && trials < 1) {
      throw new ParameterException(
          command.commandLine(), "--trials is %d, but must be at least 1".formatted(trials));
    }
    Run opened = run.open(machine.parse(beamOptions));
    return list
        ? StudyList.of(opened).print(System.out)
        : new Workflow(opened).tune(studies, trials);
  }
}
