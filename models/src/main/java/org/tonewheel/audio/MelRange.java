package org.tonewheel.audio;

/**
 * What of the sound a mel spectrogram shows: librosa's {@code fmin}, {@code fmax} and {@code
 * top_db}.
 *
 * @param lowestHz where the lowest band begins, 0 or more
 * @param highestHz where the highest band ends, above {@code lowestHz}, at most half the sample
 *     rate
 * @param decibels how far a value may lie under the recording's maximum; what is lower is lifted to
 *     that
 */
public record MelRange(double lowestHz, double highestHz, double decibels) {
  /** librosa's default. */
  public static final double DECIBELS = 80;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the frequencies or the decibels are no range
   */
  public MelRange {
    if (!(lowestHz >= 0 && highestHz > lowestHz && Double.isFinite(highestHz))) {
      throw new IllegalArgumentException(
          "mel bands cannot lie between " + lowestHz + " and " + highestHz + " Hz");
    }
    if (!(decibels > 0 && Double.isFinite(decibels))) {
      throw new IllegalArgumentException("decibels must be positive, not " + decibels);
    }
  }

  /** librosa's defaults: all frequencies that the rate can hold, 80 dB. */
  public static MelRange of(int sampleRate) {
    return of(sampleRate, null, null, null);
  }

  /** What is given, and librosa's default in place of each number that is null. */
  public static MelRange of(int sampleRate, Double lowestHz, Double highestHz, Double decibels) {
    return new MelRange(
        lowestHz == null ? 0 : lowestHz,
        highestHz == null ? sampleRate / 2.0 : highestHz,
        decibels == null ? DECIBELS : decibels);
  }
}
