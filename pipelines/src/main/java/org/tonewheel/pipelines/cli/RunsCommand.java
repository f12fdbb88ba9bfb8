package org.tonewheel.pipelines.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tonewheel.pipelines.run.StageOptions;
import org.tonewheel.pipelines.storage.Storage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;

/** Lists runs. */
@Command(
    name = "runs",
    description = "List the runs in a folder: how far each has come and its best branch.",
    mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder of runs (default: ${DEFAULT-VALUE}).")
  private Path output;

  /** Options that are not ours go to Beam, which refuses those that it does not know. */
  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    if (!Storage.isLocal(output)) { // Beam takes a second to start, and is needed for no other
      StageOptions.parse(beamOptions);
    } else if (!beamOptions.isEmpty()) {
      throw new UnmatchedArgumentException(command.commandLine(), beamOptions);
    }
    RunList.of(output).print(System.out);
    return 0;
  }
}
