package org.tonewheel.audio.decode;

/** What a file's sound may be like: rates and channels that music has. */
final class SourceLimits {
  private static final int LOWEST_RATE_HZ = 4_000;
  private static final int HIGHEST_RATE_HZ = 384_000;
  private static final int MOST_CHANNELS = 8;

  private SourceLimits() {}

  static void check(int sampleRate, int channels) throws AudioRejectedException {
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw new AudioRejectedException(
          RejectReason.BAD_CHANNELS,
          "the sound has " + channels + " channels; 1 to " + MOST_CHANNELS + " can be read");
    }
    // an hour of a 1 Hz recording is a few kilobytes that would unfold into a day's memory
    if (sampleRate < LOWEST_RATE_HZ || sampleRate > HIGHEST_RATE_HZ) {
      throw new AudioRejectedException(
          RejectReason.BAD_RATE,
          "the sample rate is "
              + sampleRate
              + " Hz; "
              + LOWEST_RATE_HZ
              + " to "
              + HIGHEST_RATE_HZ
              + " Hz can be read");
    }
  }
}
