package org.tonewheel.audio.decode;

import java.io.Serializable;

/**
 * What a single file may hold and cost at most; decoded audio lies in memory whole.
 *
 * @param maxSeconds longest sound
 * @param maxBytes largest file
 * @param maxChannels most channels, 1 to 8
 * @param minSampleRate lowest rate of a file, in Hz, 4,000 or more
 * @param maxSampleRate highest rate of a file, in Hz, 384,000 or less
 * @param maxDecodeSeconds longest time, by the clock, that a file may take to be decoded
 */
public record DecodeLimits(
    double maxSeconds,
    long maxBytes,
    int maxChannels,
    int minSampleRate,
    int maxSampleRate,
    double maxDecodeSeconds)
    implements Serializable {
  /** The most channels that can be asked for: what FFmpeg knows how to mix. */
  public static final int MOST_CHANNELS = 8;

  /**
   * The lowest rate that can be asked for, in Hz. A few kilobytes at 1 Hz would unfold into hours.
   */
  public static final int LOWEST_RATE = 4_000;

  /** The highest rate that can be asked for, in Hz. */
  public static final int HIGHEST_RATE = 384_000;

  /** One hour of sound, 512 MiB of file, a minute of decoding, and all that can be asked for. */
  public static final DecodeLimits DEFAULT =
      new DecodeLimits(3_600, 512L << 20, MOST_CHANNELS, LOWEST_RATE, HIGHEST_RATE, 60);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public DecodeLimits {
    if (!(maxSeconds > 0) || maxBytes <= 0 || !(maxDecodeSeconds > 0)) {
      throw new IllegalArgumentException(
          "limits must be positive, not %s s, %d bytes and %s s of decoding"
              .formatted(maxSeconds, maxBytes, maxDecodeSeconds));
    }
    if (maxChannels < 1 || maxChannels > MOST_CHANNELS) {
      throw new IllegalArgumentException(
          "1 to %d channels can be read, not %d".formatted(MOST_CHANNELS, maxChannels));
    }
    if (minSampleRate < LOWEST_RATE
        || maxSampleRate > HIGHEST_RATE
        || minSampleRate > maxSampleRate) {
      throw new IllegalArgumentException(
          "rates from %d to %d Hz can be read, not %d to %d"
              .formatted(LOWEST_RATE, HIGHEST_RATE, minSampleRate, maxSampleRate));
    }
  }

  /** Limits of length and size, the others as in {@link #DEFAULT}. */
  public DecodeLimits(double maxSeconds, long maxBytes) {
    this(
        maxSeconds,
        maxBytes,
        DEFAULT.maxChannels,
        DEFAULT.minSampleRate,
        DEFAULT.maxSampleRate,
        DEFAULT.maxDecodeSeconds);
  }

  /** The same limits with another on the time of decoding. */
  public DecodeLimits withMaxDecodeSeconds(double seconds) {
    return new DecodeLimits(
        maxSeconds, maxBytes, maxChannels, minSampleRate, maxSampleRate, seconds);
  }

  /**
   * Judges a file's size.
   *
   * @param bytes of the file
   * @throws AudioRejectedException if it is empty or too large
   */
  public void checkSize(long bytes) throws AudioRejectedException {
    if (bytes == 0) {
      throw new AudioRejectedException(RejectReason.EMPTY_FILE, "the file is empty");
    }
    if (bytes > maxBytes) {
      throw new AudioRejectedException(
          RejectReason.TOO_LARGE,
          "the file has "
              + bytes
              + " bytes, more than the allowed "
              + maxBytes
              + "; shorten it or raise the limit");
    }
  }

  /** Judges what a file says of its sound. */
  void checkSource(int sampleRate, int channels) throws AudioRejectedException {
    if (channels < 1 || channels > maxChannels) {
      throw new AudioRejectedException(
          RejectReason.BAD_CHANNELS,
          "the sound has " + channels + " channels; 1 to " + maxChannels + " can be read");
    }
    if (sampleRate < minSampleRate || sampleRate > maxSampleRate) {
      throw new AudioRejectedException(
          RejectReason.BAD_RATE,
          "the sample rate is "
              + sampleRate
              + " Hz; "
              + minSampleRate
              + " to "
              + maxSampleRate
              + " Hz can be read");
    }
  }
}
