package org.tonewheel.audio;

import java.util.List;

/**
 * One kind of feature, fed frame by frame from a spectrum that all kinds share. Several kinds need
 * the whole recording before any value is settled (a ceiling in decibels, a tuning), so frames are
 * taken in first and values written out afterwards.
 */
interface FeatureFamily {

  /** Names of the columns, in order. */
  List<String> names();

  /** Starts a recording of so many frames; earlier ones are forgotten. */
  void begin(int frames);

  /**
   * Takes in frame {@code frame}.
   *
   * @param magnitude |X|, one value a bin, bins 0 to nFft / 2
   * @param power |X|² of the same bins
   */
  void accept(int frame, float[] magnitude, float[] power);

  /**
   * Writes the values of all frames: frame t's into {@code out[t * stride + offset]} and following.
   */
  void write(float[] out, int offset, int stride);
}
