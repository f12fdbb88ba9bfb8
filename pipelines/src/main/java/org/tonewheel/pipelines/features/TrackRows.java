package org.tonewheel.pipelines.features;

import java.util.List;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;

/** The rows of one set that a track gives, written to one part. */
interface TrackRows {

  /** Told once of what a track does not give. */
  interface Rejection {
    void reject(TrackRow track, String reason, String detail) throws Exception;

    /** Rejects a track once for all its segments that are not finite; the track is one input. */
    default void rejectSegments(TrackRow track, List<Integer> notFinite, String detail)
        throws Exception {
      if (!notFinite.isEmpty()) {
        reject(track, FeatureReason.NOT_FINITE.code(), detail);
      }
    }
  }

  /**
   * Writes the rows of a track.
   *
   * @return how many
   */
  int add(TrackRow track, AudioRow input, Rejection rejection) throws Exception;

  /** What they are written with; to be finished and closed by whoever made this. */
  Table<?>.Writer writer();
}
