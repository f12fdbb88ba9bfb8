package org.tonewheel.audio.fingerprint;

/**
 * Two recordings, one laid upon the other.
 *
 * @param earlier the number of the one that was added first
 * @param later the number of the other
 * @param offset in steps: what is at step s of the later is at step s + offset of the earlier
 * @param compared steps of their common part that are not silent in both
 * @param errorRate share of the bits that differ in these steps, 0 to 1; of different music about
 *     one half
 */
public record NearRepeat(int earlier, int later, int offset, int compared, double errorRate) {
  /** What a copy has at worst, as Haitsma and Kalker set it. */
  private static final double HIGHEST_ERROR_RATE = 0.35;

  /**
   * Deviation of the error rate of one step of different music: measured on GTZAN over common parts
   * of 30 to 400 steps, where it falls with the root of their number. More than a coin's 0.09,
   * because neighbouring steps and bands are alike.
   */
  private static final double DEVIATION = 0.17;

  /** Deviations that a copy must lie from different music; that lay within 5. */
  private static final double DEVIATIONS = 8;

  /** Below this even equal bits say little: a held tone, or a beat, is all there is. */
  private static final int FEWEST_STEPS = 20;

  /** Lays the later upon the earlier. */
  static NearRepeat of(int earlier, int[] one, int later, int[] other, int offset) {
    int from = Math.max(0, -offset);
    int to = Math.min(other.length, one.length - offset);
    int compared = 0;
    int errors = 0;
    for (int step = from; step < to; step++) {
      int a = one[step + offset];
      int b = other[step];
      compared += (a | b) == Fingerprinter.SILENCE ? 0 : 1;
      errors += Integer.bitCount(a ^ b);
    }
    double rate = compared == 0 ? 1 : errors / (double) (Integer.SIZE * compared);
    return new NearRepeat(earlier, later, offset, compared, rate);
  }

  /**
   * Whether this is the same music: the bits differ less than those of different music would over a
   * common part so long. The shorter it is, the less may differ: 35% from 4 s on, a quarter at 2 s;
   * below 1.5 s nothing is enough.
   */
  boolean isRepeat() {
    return compared >= FEWEST_STEPS
        && errorRate <= HIGHEST_ERROR_RATE
        && deviations() >= DEVIATIONS;
  }

  boolean isBetterThan(NearRepeat other) {
    return deviations() > other.deviations();
  }

  /** How far it is from different music. */
  private double deviations() {
    return (0.5 - errorRate) / DEVIATION * Math.sqrt(compared);
  }
}
