package org.tonewheel.pipelines.run;

import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.tonewheel.pipelines.storage.Storage;

/**
 * Beam's options for a stage: the user's own, and what suits this program on the direct runner. Its
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
   * @param cores to be used on the direct runner; null: as the options say, else all
   * @throws StageException (64) if Beam does not know one, or both give a number of cores
   */
  public static PipelineOptions parse(List<String> args, Integer cores) {
    boolean given = args.stream().anyMatch(arg -> arg.startsWith("--targetParallelism"));
    if (given && cores != null) {
      throw new StageException(
          Exit.USAGE, "--cores and --targetParallelism say the same; give one of them");
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
    if (options.getRunner() == null || options.getRunner() == DirectRunner.class) {
      options.setRunner(DirectRunner.class);
      DirectOptions direct = options.as(DirectOptions.class);
      // Both copy every element to look for changes: 5.7 times the work on audio.
      direct.setEnforceImmutability(false);
      direct.setEnforceEncodability(false);
      direct.setBlockOnRun(false);
      if (!given) { // Beam takes three at least
        direct.setTargetParallelism(
            cores == null ? Runtime.getRuntime().availableProcessors() : cores);
      }
    }
    Storage.configure(options);
    return options;
  }

  /** Branches or parts worked on at once on the direct runner. */
  public static int parallelism(PipelineOptions options) {
    return options.as(DirectOptions.class).getTargetParallelism();
  }
}
