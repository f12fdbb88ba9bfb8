package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * How a track becomes segments: segment k, from 0, is samples {@code k * segmentSamples} to {@code
 * (k + 1) * segmentSamples} of the mono signal at the experiment's rate.
 *
 * @param sampleRate Hz
 * @param segmentSamples samples in a segment
 * @param segments the most segments taken from a track
 * @param shortTrack what becomes of a track that has too few samples
 * @param keep whether the decoded audio stays in the run directory
 * @param maxSeconds the longest track accepted; a longer one is rejected
 * @param repeats which tracks count as the same recording; the default is not written, so that an
 *     experiment from before there was a choice stays equal to itself
 * @param limits on a file beside its length; the default is not written
 * @param isolate whether files are decoded in processes of their own; not written if not
 */
public record Audio(
    @Setting(
            value = "Every track is brought to this rate, in Hz, and to one channel.",
            defaultValue = "22050",
            min = 4000,
            max = 384000)
        int sampleRate,
    @Setting(
            value = "Samples in a segment. By default P1's 66,000: 2.99 s at 22,050 Hz.",
            defaultValue = "66000",
            min = 64,
            max = 100_000_000)
        int segmentSamples,
    @Setting(
            value = "Segments taken from a track, from its start; what follows the last is unused.",
            defaultValue = "10",
            min = 1,
            max = 10_000)
        int segments,
    @Setting(
            value =
                "What becomes of a track too short for all its segments. `segments`: it gives as"
                    + " many whole segments as it has, and one padded with zeros if it has none."
                    + " `repeat`: it is repeated from its start. `zero`: it is filled up with zeros,"
                    + " as P1 does.",
            defaultValue = "segments")
        @JsonProperty("short")
        ShortTrack shortTrack,
    @Setting(
            value =
                "Whether the decoded audio stays in the run directory, so that files added to the input"
                    + " later do not make it decode the others again.",
            defaultValue = "true")
        boolean keep,
    @Setting(
            value = "A track longer than this many seconds is rejected.",
            defaultValue = "3600",
            above = 0,
            max = 86_400)
        double maxSeconds,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Repeats.Unwritten.class)
        @Setting(
            value =
                "Which tracks are the same recording. Such tracks lie on one side of every split but"
                    + " `segment`, and the report lists them. `near`: those that sound the same,"
                    + " whatever their level, their codec and where they start, by a fingerprint of"
                    + " the sound. `exact`: those whose decoded samples are equal. `off`: those whose"
                    + " files are equal byte for byte. Each finds what the later ones find too.",
            defaultValue = "near")
        Repeats repeats,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = FileLimits.Unwritten.class)
        @Setting(
            value =
                "What an audio file may hold and cost at most, beside `maxSeconds`; one that exceeds"
                    + " them is rejected.",
            defaultValue = "{}")
        FileLimits limits,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @Setting(
            value =
                "Whether files are decoded in processes of their own, one for each worker thread, so"
                    + " that one that makes the decoder crash, hang or run out of memory costs no"
                    + " more than itself. For files from people you do not trust.",
            defaultValue = "false")
        boolean isolate) {

  public Audio {
    limits = limits == null ? FileLimits.DEFAULT : limits;
    repeats = repeats == null ? Repeats.NEAR : repeats;
  }

  /** Which tracks are the same recording. */
  public enum Repeats {
    /** Those that sound the same. */
    @JsonProperty("near")
    NEAR,
    /** Those with equal samples. */
    @JsonProperty("exact")
    EXACT,
    /** Those with equal files. */
    @JsonProperty("off")
    OFF;

    /** Equal to what is left out of JSON. */
    static final class Unwritten {
      @Override
      public boolean equals(Object value) {
        return value == null || value == NEAR;
      }

      @Override
      public int hashCode() {
        return 0;
      }
    }
  }

  /** What becomes of a track that has too few samples for all its segments. */
  public enum ShortTrack {
    /** As many whole segments as there are; one padded with zeros where there is none. */
    @JsonProperty("segments")
    SEGMENTS,
    /** The track is repeated from its start until the segments are full. */
    @JsonProperty("repeat")
    REPEAT,
    /** The track is filled up with zeros. */
    @JsonProperty("zero")
    ZERO
  }
}
