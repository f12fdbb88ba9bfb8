package org.tonewheel.pipelines.demo;

/**
 * The sound of a genre's chords.
 *
 * <p>Partial k of a note has level {@code k^-slope}, even ones times {@link #evenLevel}.
 */
enum Timbre {
  /** Few partials, slow in coming, like a flute or a soft pad. */
  SOFT(1.9, 1, 0.03, 0.9),
  /** Many partials at once, like strings or a saw-tooth. */
  BRIGHT(1.3, 1, 0.012, 0.7),
  /** Odd partials alone, like a clarinet. */
  HOLLOW(1.6, 0.1, 0.02, 0.8),
  /** A hard attack that dies away quickly, like a plucked string. */
  PLUCKED(1.6, 0.8, 0.002, 0.2);

  static final int MOST_PARTIALS = 24;

  private final double slope;
  private final double evenLevel;
  private final double attackSeconds;
  private final double decaySeconds;

  Timbre(double slope, double evenLevel, double attackSeconds, double decaySeconds) {
    this.slope = slope;
    this.evenLevel = evenLevel;
    this.attackSeconds = attackSeconds;
    this.decaySeconds = decaySeconds;
  }

  double slope() {
    return slope;
  }

  double evenLevel() {
    return evenLevel;
  }

  double attackSeconds() {
    return attackSeconds;
  }

  double decaySeconds() {
    return decaySeconds;
  }
}
