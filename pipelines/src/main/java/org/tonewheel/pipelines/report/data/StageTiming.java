package org.tonewheel.pipelines.report.data;

import java.util.Objects;

/**
 * How long a stage took.
 *
 * @param stage the stage, such as {@code ingest}
 * @param seconds wall-clock seconds of the attempt that committed
 */
public record StageTiming(String stage, double seconds) {

  public StageTiming {
    Objects.requireNonNull(stage, "stage");
  }
}
