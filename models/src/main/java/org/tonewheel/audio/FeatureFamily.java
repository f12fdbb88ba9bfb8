package org.tonewheel.audio;

import java.util.List;

/**
 * One kind of feature, fed a few frames at a time from a spectrum that all kinds share. Several
 * kinds need the whole recording before any value is settled (a ceiling in decibels, a tuning), so
 * frames are taken in first and values written out afterwards.
 */
interface FeatureFamily {

  /** Names of the columns, in order. */
  List<String> names();

  /** Starts a recording of so many frames; earlier ones are forgotten. */
  void begin(int frames);

  /**
   * Takes in frames {@code first} to {@code first + count - 1}.
   *
   * @param count at least 1, at most {@link ShortTimeSpectrum#FRAMES_AT_ONCE}
   * @param spectrum of these frames, numbered from 0; its further frames mean nothing, but may be
   *     computed with
   */
  void accept(int first, int count, ShortTimeSpectrum spectrum);

  /**
   * Writes the values of all frames: frame t's into {@code out[t * stride + offset]} and following.
   */
  void write(float[] out, int offset, int stride);
}
