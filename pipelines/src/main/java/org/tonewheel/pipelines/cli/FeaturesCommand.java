package org.tonewheel.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** The second stage. */
@Command(
    name = "features",
    description = "Cut the decoded audio into segments and compute every feature set.",
    mixinStandardHelpOptions = true)
final class FeaturesCommand implements Callable<Integer> {
  @Mixin private RunOption run;

  /** Options that are not ours go to Beam, which refuses those that it does not know. */
  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    return new Workflow(run.open(beamOptions)).features();
  }
}
