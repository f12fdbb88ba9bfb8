package org.tonewheel.pipelines.demo;

/**
 * What is struck when, on a bar of sixteen steps; {@code x} strikes.
 *
 * <p>The names say how the bar feels; {@link #swing} delays every second eighth.
 */
enum Rhythm {
  /** Four on the floor, chords on the beat. */
  STRAIGHT("x...x...x...x...", "....x.......x...", "..x...x...x...x.", "x...x...x...x...", 0),
  /** A shuffle with a walking pulse. */
  SHUFFLE("x.......x.......", "....x.......x...", "x...x.x.x...x.x.", "x.....x.x.....x.", 0.33),
  /** A broken beat: busy, off the grid's middle. */
  BROKEN("x..x......x..x..", "....x..x....x.xx", "x.xxx.xxx.xxx.xx", "x..x..x...x..x..", 0),
  /** Long chords, hardly any drum. */
  DRIFTING("x...............", "................", "........x.......", "x...............", 0);

  static final int STEPS = 16;

  private final String kick;
  private final String snare;
  private final String hat;
  private final String chord;
  private final double swing;

  Rhythm(String kick, String snare, String hat, String chord, double swing) {
    this.kick = kick;
    this.snare = snare;
    this.hat = hat;
    this.chord = chord;
    this.swing = swing;
  }

  boolean kick(int step) {
    return kick.charAt(step) == 'x';
  }

  boolean snare(int step) {
    return snare.charAt(step) == 'x';
  }

  boolean hat(int step) {
    return hat.charAt(step) == 'x';
  }

  boolean chord(int step) {
    return chord.charAt(step) == 'x';
  }

  /** Where a step begins, in steps from the bar's start. */
  double onset(int step) {
    return step % 4 == 2 ? step + 2 * swing : step;
  }

  /** Steps from this chord to the next one, or to the bar's end. */
  int chordSteps(int step) {
    int next = step + 1;
    while (next < STEPS && !chord(next)) {
      next++;
    }
    return next - step;
  }
}
