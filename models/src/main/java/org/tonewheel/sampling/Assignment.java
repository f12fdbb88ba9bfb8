package org.tonewheel.sampling;

import java.util.Objects;

/**
 * One row of a split: the side that a track, or one segment of it, is on in one fold.
 *
 * @param track the track's id
 * @param segment the segment, from 0; null: all segments of the track
 * @param fold the fold, from 0; always 0 under fractions
 * @param side the side
 */
public record Assignment(String track, Integer segment, int fold, Side side) {

  public Assignment {
    Objects.requireNonNull(track, "track");
    Objects.requireNonNull(side, "side");
  }
}
