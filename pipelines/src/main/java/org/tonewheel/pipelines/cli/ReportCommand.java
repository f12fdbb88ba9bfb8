package org.tonewheel.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** The last stage. */
@Command(
    name = "report",
    description = "Evaluate the branches and write report/index.html and report/metrics.json.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Mixin private RunOption run;
  @Mixin private TrackingOptions tracking;

  /** Options that are not ours go to Beam, which refuses those that it does not know. */
  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return new Workflow(run.open(beamOptions), tracking.open()).report();
  }
}
