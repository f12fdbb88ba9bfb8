package org.tonewheel.audio.decode;

/**
 * How much a single file may hold; decoded audio lies in memory whole.
 *
 * @param maxSeconds longest sound
 * @param maxBytes largest file
 */
public record DecodeLimits(double maxSeconds, long maxBytes) {
  /** One hour of sound and 512 MiB of file. */
  public static final DecodeLimits DEFAULT = new DecodeLimits(3_600, 512L << 20);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a limit is not positive
   */
  public DecodeLimits {
    if (!(maxSeconds > 0) || maxBytes <= 0) {
      throw new IllegalArgumentException(
          "limits must be positive, not " + maxSeconds + " s and " + maxBytes + " bytes");
    }
  }
}
