package org.tonewheel.pipelines.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists runs. */
@Command(
    name = "runs",
    description = "List the runs in a folder: how far each has come and its best branch.",
    mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder of runs (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Override
  public Integer call() throws Exception {
    RunList.of(output).print(System.out);
    return 0;
  }
}
