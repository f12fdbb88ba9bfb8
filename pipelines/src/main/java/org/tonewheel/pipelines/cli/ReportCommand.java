package org.tonewheel.pipelines.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The last stage. */
@Command(
    name = "report",
    description = {"Evaluates the branches and writes report/index.html and metrics.json.", ""},
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Mixin private RunOption run;

  @Override
  public Integer call() throws Exception {
    return new Workflow(run.open()).report();
  }
}
