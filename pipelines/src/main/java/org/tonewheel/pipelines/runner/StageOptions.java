package org.tonewheel.pipelines.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.storage.Storage;

/**
 * Beam's options for a stage: the user's own, and what suits this program on its runner. Beam's
 * file systems take their region, endpoint and credentials from them.
 */
public final class StageOptions {
  private StageOptions() {}

  /**
   * Parses Beam's options, for all cores of the machine unless they say otherwise.
   *
   * @throws StageException (64) if Beam does not know one
   */
  public static PipelineOptions parse(List<String> args) {
    return parse(args, null);
  }

  /**
   * Parses Beam's options.
   *
   * @param cores to be used, on Flink slots; null: as the options say, else all
   * @throws StageException (64) if Beam does not know one, or two give a number of cores
   */
  public static PipelineOptions parse(List<String> args, Integer cores) {
    for (String same : List.of("--targetParallelism", "--parallelism")) {
      if (cores != null && isGiven(same, args)) {
        throw new StageException(
            Exit.USAGE, "--cores and %s say the same; give one of them".formatted(same));
      }
    }
    PipelineOptions options;
    try {
      options = PipelineOptionsFactory.fromArgs(args.toArray(String[]::new)).create();
    } catch (IllegalArgumentException e) {
      throw new StageException(
          Exit.USAGE,
          "%s is no option of tonewheel, and Beam says: %s".formatted(args, e.getMessage()),
          e);
    }
    if (options.getRunner() == null || isDirect(options)) {
      setDirect(options, isGiven("--targetParallelism", args) ? null : cores(cores));
    } else if (isFlink(options)) {
      setFlink(options.as(FlinkPipelineOptions.class), isGiven("--filesToStage", args), cores);
    }
    Storage.configure(options);
    return options;
  }

  private static boolean isGiven(String option, List<String> args) {
    return args.stream().anyMatch(arg -> arg.equals(option) || arg.startsWith(option + "="));
  }

  private static int cores(Integer given) {
    return given == null ? Runtime.getRuntime().availableProcessors() : given;
  }

  private static void setDirect(PipelineOptions options, Integer cores) {
    options.setRunner(DirectRunner.class);
    DirectOptions direct = options.as(DirectOptions.class);
    // Both copy every element to look for changes: 5.7 times the work on audio.
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
    direct.setBlockOnRun(false);
    if (cores != null) { // Beam takes three at least
      direct.setTargetParallelism(cores);
    }
  }

  private static void setFlink(FlinkPipelineOptions options, boolean staged, Integer cores) {
    // Attached, Beam tells no counters before the end and cannot be asked to cancel.
    options.setAttachedMode(false);
    // With no exchange held open between workers, a lost one takes only its own work along, and
    // fewer slots than asked for take turns.
    options.setExecutionModeForBatch("BATCH");
    options.setFasterCopy(true); // no step changes what it is given
    if (cores != null) {
      options.setParallelism(cores);
    }
    if (!staged) {
      try {
        options.setFilesToStage(StagedJars.ofThisProcess());
      } catch (IOException e) {
        throw new UncheckedIOException("the program's own jars cannot be read", e);
      }
    }
  }

  /** Whether the runner is the one that works in this process. */
  public static boolean isDirect(PipelineOptions options) {
    return options.getRunner() == DirectRunner.class;
  }

  static boolean isFlink(PipelineOptions options) {
    return options.getRunner().getSimpleName().equals("FlinkRunner");
  }

  /**
   * Branches or parts worked on at once.
   *
   * @throws StageException (75) if that is up to a cluster that cannot be reached
   */
  public static int parallelism(PipelineOptions options) {
    if (isFlink(options)) {
      FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
      int slots = new FlinkMaster(flink.getFlinkMaster()).slots();
      return flink.getParallelism() > 0 ? flink.getParallelism() : slots;
    }
    return options.as(DirectOptions.class).getTargetParallelism();
  }
}
