package org.tonewheel.gan.quality;

import org.tonewheel.nets.Rows;

/**
 * Real segments and their sides.
 *
 * @param rows frames of features, a segment a row
 * @param labels the genre of each row, from 0
 * @param tracks a number for the track of each row: equal for segments of one track
 * @param trainRows rows that the generator was trained on
 * @param validationRows rows that it never saw
 * @param testRows rows that it never saw, apart from those
 */
@SuppressWarnings("ArrayRecordComponent") // read only, and too large to copy
public record RealSegments(
    Rows rows, int[] labels, int[] tracks, int[] trainRows, int[] validationRows, int[] testRows) {

  /**
   * @throws IllegalArgumentException if not every row has a label and a track
   */
  public RealSegments {
    if (labels.length != rows.rows() || tracks.length != rows.rows()) {
      throw new IllegalArgumentException(
          "%d labels and %d tracks for %d rows"
              .formatted(labels.length, tracks.length, rows.rows()));
    }
  }
}
