package org.tonewheel.pipelines.demo;

import com.google.common.primitives.ImmutableIntArray;

/**
 * The chords of a genre: semitones above each chord's root, and the roots one bar after another.
 * All span the same register, so that the pitch classes differ but not the brightness.
 */
enum Harmony {
  /** Bare fifths and octaves. */
  FIFTHS(ImmutableIntArray.of(0, 7, 12, 19), ImmutableIntArray.of(0, 5, -2, 0)),
  /** Major triads on the first, fourth and fifth. */
  MAJOR(ImmutableIntArray.of(0, 7, 16, 19), ImmutableIntArray.of(0, 5, -5, 0)),
  /** Ninth chords: five notes each. */
  NINTHS(ImmutableIntArray.of(0, 4, 10, 14, 19), ImmutableIntArray.of(0, 5, -5, 2)),
  /** Piled-up whole tones without a home. */
  WHOLE_TONES(ImmutableIntArray.of(0, 6, 8, 14, 20), ImmutableIntArray.of(0, 1, -3, 2));

  private final ImmutableIntArray intervals;
  private final ImmutableIntArray roots;

  Harmony(ImmutableIntArray intervals, ImmutableIntArray roots) {
    this.intervals = intervals;
    this.roots = roots;
  }

  int notes() {
    return intervals.length();
  }

  /** Semitones of a note of bar {@code bar}'s chord above the key's tonic. */
  int semitones(int bar, int note) {
    return roots.get(bar % roots.length()) + intervals.get(note);
  }
}
