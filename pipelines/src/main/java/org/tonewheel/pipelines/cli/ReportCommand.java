package org.tonewheel.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--fail-on-verdict",
      description =
          "End with 3 unless the figures pass the experiment's thresholds (report.thresholds).")
  private boolean failOnVerdict;

  @Override
  public Integer call() throws Exception {
    return new Workflow(run.open(beamOptions), tracking.open()).report(failOnVerdict);
  }
}
