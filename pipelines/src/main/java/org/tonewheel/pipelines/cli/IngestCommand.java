package org.tonewheel.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tonewheel.pipelines.run.StageOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** The first stage; makes the run directory. */
@Command(
    name = "ingest",
    description = {
      "Makes the run directory, decodes every labelled file once, and divides the tracks into",
      "training, validation and test. Files that cannot be used are listed in rejected/.",
      ""
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
