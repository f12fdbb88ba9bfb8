package org.tonewheel.pipelines.run;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Beam's options for a stage: the user's own, and what suits this program on the direct runner. */
public final class StageOptions {
  private StageOptions() {}

  /**
   * Parses Beam's options.
   *
   * @throws StageException (64) if Beam does not know one
   */
  public static PipelineOptions parse(String... args) {
    PipelineOptions options;
    try {
      options = PipelineOptionsFactory.fromArgs(args).create();
    } catch (IllegalArgumentException e) {
      throw new StageException(Exit.USAGE, e.getMessage(), e);
    }
    if (options.getRunner() == null || options.getRunner() == DirectRunner.class) {
      options.setRunner(DirectRunner.class);
      DirectOptions direct = options.as(DirectOptions.class);
      // Both copy every element to look for changes: 5.7 times the work on audio.
      direct.setEnforceImmutability(false);
      direct.setEnforceEncodability(false);
      direct.setBlockOnRun(false);
    }
    return options;
  }

  /** Branches or parts worked on at once on the direct runner. */
  public static int parallelism(PipelineOptions options) {
    return options.as(DirectOptions.class).getTargetParallelism();
  }
}
