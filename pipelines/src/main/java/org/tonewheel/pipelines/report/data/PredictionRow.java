package org.tonewheel.pipelines.report.data;

import java.util.Objects;
import org.tonewheel.sampling.Side;

/**
 * What a branch said about one segment.
 *
 * @param track the track's id
 * @param segment the segment, from 0
 * @param fold the fold whose model was asked, from 0
 * @param side {@link Side#VALIDATION} or {@link Side#TEST}
 * @param truth index of the true genre in {@link ReportData#genres}
 * @param probabilities one for each genre, in their order, summing to 1
 */
// a bare array keeps a million rows small; rows are never compared
@SuppressWarnings("ArrayRecordComponent")
public record PredictionRow(
    String track, int segment, int fold, Side side, int truth, float[] probabilities) {

  public PredictionRow {
    Objects.requireNonNull(track, "track");
    Objects.requireNonNull(probabilities, "probabilities");
    if (side != Side.VALIDATION && side != Side.TEST) {
      throw new IllegalArgumentException("a prediction is on validation or test, not on " + side);
    }
  }
}
