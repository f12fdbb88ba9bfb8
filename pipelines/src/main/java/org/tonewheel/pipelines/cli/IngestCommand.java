package org.tonewheel.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tonewheel.pipelines.runner.StageOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** The first stage; makes the run directory. */
@Command(
    name = "ingest",
    description = {
      "Make the run directory, decode every labelled file once, divide the tracks.",
      "The tracks are divided into training, validation and test for every split that a branch"
          + " uses. Files that cannot be used are listed in rejected/.%n"
    },
    mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
  @Mixin private NewRunOptions options;

  /** Options that are not ours go to Beam, which refuses those that it does not know. */
  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return Workflow.start(
            options.experiment(), options.input(), options.place(), StageOptions.parse(beamOptions))
        .ingest();
  }
}
