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
  /**
   * What a copy has at most. Measured: copies of GTZAN's tracks through MP3, at a tenth of the
   * level, cut anywhere, or through 8 kHz have up to 0.17, with noise 15 dB below them 0.2; bars of
   * one loop played with other notes, which is other music, 0.22 and more.
   */
  private static final double HIGHEST_ERROR_RATE = 0.2;

  /**
   * The shortest common part. Other music has one half there with a deviation of 0.17 over the root
   * of the steps (GTZAN, 30 to 400 steps), which is more than a coin's because neighbouring steps
   * and bands are alike: a copy then lies 8 deviations from it.
   */
  private static final int FEWEST_STEPS = 21;

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

  /** Whether this is the same recording. */
  boolean isRepeat() {
    return compared >= FEWEST_STEPS && errorRate <= HIGHEST_ERROR_RATE;
  }

  /** Whether this is less likely to be chance. */
  boolean isBetterThan(NearRepeat other) {
    return strength() > other.strength();
  }

  private double strength() {
    return (0.5 - errorRate) * Math.sqrt(compared);
  }
}
