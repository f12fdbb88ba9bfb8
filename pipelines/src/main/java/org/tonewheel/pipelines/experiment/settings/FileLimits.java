package org.tonewheel.pipelines.experiment.settings;

import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * What an audio file may hold and cost at most, beside its length; one that exceeds them is
 * rejected.
 *
 * @param maxMegabytes size of the file, in units of 1,048,576 bytes
 * @param maxChannels channels
 * @param minSampleRate lowest rate, in Hz
 * @param maxSampleRate highest rate, in Hz
 * @param maxDecodeSeconds time that decoding may take, by the clock
 */
public record FileLimits(
    @Setting(
            value =
                "A file larger than this, in units of 1,048,576 bytes, is rejected as `too-large`,"
                    + " unread.",
            defaultValue = "512",
            above = 0,
            max = 1_500)
        double maxMegabytes,
    @Setting(
            value = "A file with more channels than this is rejected as `bad-channels`.",
            defaultValue = "8",
            min = 1,
            max = 8)
        int maxChannels,
    @Setting(
            value = "A file whose sample rate, in Hz, is lower is rejected as `bad-rate`.",
            defaultValue = "4000",
            min = 4000,
            max = 384000)
        int minSampleRate,
    @Setting(
            value = "A file whose sample rate, in Hz, is higher is rejected as `bad-rate`.",
            defaultValue = "384000",
            min = 4000,
            max = 384000)
        int maxSampleRate,
    @Setting(
            value =
                "A file that takes longer than this many seconds to be decoded is given up and"
                    + " rejected as `decode-timeout`. A minute is some hundred times what a track"
                    + " takes, so that a busy machine rejects nothing.",
            defaultValue = "60",
            min = 0.1,
            max = 3_600)
        double maxDecodeSeconds) {

  /** Where the experiment says nothing. */
  public static final FileLimits DEFAULT = new FileLimits(512, 8, 4_000, 384_000, 60);

  /** Equal to what is left out of JSON. */
  static final class Unwritten {
    @Override
    public boolean equals(Object value) {
      return value == null || value.equals(DEFAULT);
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }
}
