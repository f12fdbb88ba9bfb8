package org.tonewheel.pipelines.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Override
  public Integer call() throws Exception {
    return Workflow.start(
            options.experiment(), options.input(), options.place(), options.beam().parse())
        .ingest();
  }
}
