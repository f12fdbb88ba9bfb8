package org.tonewheel.pipelines.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.file.ExperimentException;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.LeaseHeldException;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.storage.UnknownStorageException;
import org.tonewheel.sampling.SplitException;
import picocli.CommandLine;

/** Turns what went wrong into a message that fits on a screen and an exit code. */
final class Failures implements CommandLine.IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger("tonewheel");

  /** SIGTERM; the shell's convention is 128 plus the signal's number. */
  private static final int TERMINATED = 143;

  @Override
  public int handleExecutionException(
      Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    Exit exit = exit(e);
    if (e instanceof StoppedException) {
      print(line, "stopped: " + e.getMessage() + "; the same command goes on from here");
      return TERMINATED;
    }
    if (exit != null) {
      print(line, e.getMessage());
      return exit.code();
    }
    LOG.error("unexpected failure", e);
    print(line, "unexpected failure: " + e + "; it may be retried");
    return Exit.RETRY.code();
  }

  private static Exit exit(Exception e) {
    if (e instanceof StageException stage) {
      return stage.exit();
    }
    if (e instanceof ExperimentException || e instanceof UnknownStorageException) {
      return Exit.CONFIGURATION;
    }
    if (e instanceof SplitException || e instanceof CorruptRunException) {
      return Exit.BAD_DATA;
    }
    if (e instanceof LeaseHeldException
        || e instanceof IOException
        || e instanceof UncheckedIOException) {
      return Exit.RETRY;
    }
    return null;
  }

  static int wrongUsage(CommandLine.ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    print(line, e.getMessage());
    line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return Exit.USAGE.code();
  }

  private static void print(CommandLine line, String message) {
    PrintWriter err = line.getErr();
    err.println("tonewheel: " + message);
    err.flush();
  }
}
