package org.tonewheel.pipelines.cli;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Interruption;
import org.tonewheel.pipelines.storage.Storage;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code tonewheel} command. */
@Command(
    name = "tonewheel",
    description =
        "Labelled music in; genre classifiers and an evaluation report that can be believed out.%n",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      IngestCommand.class,
      FeaturesCommand.class,
      SynthesizeCommand.class,
      TuneCommand.class,
      TrainCommand.class,
      ReportCommand.class,
      RunsCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0         done",
      "  3         the verdict is not passed; only with --fail-on-verdict",
      "  64        wrong usage                         a retry will not help",
      "  65        bad data                            a retry will not help",
      "  70        a branch failed for good            a retry will not help",
      "  75        someone else writes this stage, or another passing trouble: may be retried",
      "  78        bad experiment file                 a retry will not help",
      "  99        the experiment does not ask for this stage",
      "  130, 143  interrupted; the same command goes on from the last checkpoint",
      "",
      "The log goes to standard error. The last line of standard output is one JSON object: run,",
      "stage, state, counts, verdict, report."
    })
public final class Tonewheel {
  private static final int USAGE_WIDTH = 96;

  private Tonewheel() {}

  public static void main(String[] args) {
    // Tribuo and Parquet log through java.util.logging, a line for every tree of a forest.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Interruption.install();
    // Beam and libtorch leave threads behind that are not daemons.
    System.exit(run(args));
  }

  /** Runs a command line; returns the exit code. */
  static int run(String... args) {
    CommandLine line = new CommandLine(new Tonewheel());
    line.setUsageHelpWidth(USAGE_WIDTH);
    line.registerConverter(Path.class, Storage::path);
    line.setExecutionExceptionHandler(new Failures());
    line.setParameterExceptionHandler(Failures::wrongUsage);
    line.setExecutionStrategy(
        parsed -> {
          if (!parsed.hasSubcommand()
              && !parsed.isUsageHelpRequested()
              && !parsed.isVersionHelpRequested()) {
            line.usage(System.err);
            return Exit.USAGE.code();
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    return line.execute(args);
  }
}
