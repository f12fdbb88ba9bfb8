package org.tonewheel.pipelines.report.data;

import java.util.Objects;

/**
 * A picture of a segment, small enough to lie in the page.
 *
 * @param genre its genre
 * @param real whether it is of a real segment, to compare with
 * @param number its number within genre and origin, from 0
 * @param path of the whole picture, below the run
 * @param sound path of the segment's sound, below the run; null where there is none
 * @param thumbnail the picture made small, as PNG; null where the file could not be read
 */
// a bare array beside its file's name; pictures are never compared
@SuppressWarnings("ArrayRecordComponent")
public record SamplePicture(
    String genre, boolean real, int number, String path, String sound, byte[] thumbnail) {

  /** Width and height of a square thumbnail, in pixels; others have about as many pixels. */
  public static final int SIDE = 56;

  public SamplePicture {
    Objects.requireNonNull(genre, "genre");
    Objects.requireNonNull(path, "path");
  }
}
