package org.tonewheel.pipelines.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The second stage. */
@Command(
    name = "features",
    description = {"Cuts the decoded audio into segments and computes every feature set.", ""},
    mixinStandardHelpOptions = true)
final class FeaturesCommand implements Callable<Integer> {
  @Mixin private RunOption run;

  @Override
  public Integer call() throws Exception {
    return new Workflow(run.open()).features();
  }
}
