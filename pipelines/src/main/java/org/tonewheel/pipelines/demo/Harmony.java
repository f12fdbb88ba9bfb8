package org.tonewheel.pipelines.demo;

import com.google.common.primitives.ImmutableIntArray;

/**
 * The chords of a genre: semitones above each chord's root, and the roots one bar after another.
 */
enum Harmony {
  /** Bare fifths over a root that hardly moves. */
  FIFTHS(ImmutableIntArray.of(0, 7, 12), ImmutableIntArray.of(0, 0, -2, 0)),
  /** Major triads on the first, fourth and fifth. */
  MAJOR(ImmutableIntArray.of(0, 4, 7), ImmutableIntArray.of(0, 5, 7, 0)),
  /** Minor triads, falling. */
  MINOR(ImmutableIntArray.of(0, 3, 7), ImmutableIntArray.of(0, -4, 5, -2)),
  /** Ninth chords: five notes each. */
  NINTHS(ImmutableIntArray.of(0, 4, 10, 14, 19), ImmutableIntArray.of(2, 7, 0, 9)),
  /** Piled-up whole tones without a home. */
  WHOLE_TONES(ImmutableIntArray.of(0, 2, 6, 8), ImmutableIntArray.of(0, 1, 2, 1));

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
