package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * Pictures of one size that picture nets see: drawn from audio, one a track or one a segment, or
 * brought to size from the files of picture sources.
 *
 * @param width pixels
 * @param height pixels
 * @param features the mel feature set that they are drawn from; null: those of picture sources
 * @param colourMap of drawn pictures; null where the files are given
 * @param crop whether white margins are cut off given pictures
 * @param per what is drawn as one picture; given pictures are of tracks. The default is not
 *     written, so that an experiment from before there was a choice stays equal to itself
 * @param range decibels of drawn pictures from the first colour to the last; null: 80
 * @param top decibels of drawn pictures that take the last colour; null: each picture's largest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PictureSet(
    @Setting(
            value = "Pixels. P1's pictures are 180 wide.",
            defaultValue = "180",
            min = 8,
            max = 2048)
        int width,
    @Setting(
            value = "Pixels. P1's pictures are 180 high.",
            defaultValue = "180",
            min = 8,
            max = 2048)
        int height,
    @Setting(
            value =
                "The feature set that pictures are drawn from, with mel bands and nothing else. Left"
                    + " out: the set is of the files of sources with `content: pictures`.",
            name = true)
        String features,
    @Setting("The colours of pictures drawn from `features`; by default `magma`.")
        ColourMap colourMap,
    @Setting(
            value =
                "Whether white margins are cut off the files of picture sources before they are"
                    + " brought to size. Not with `features`.",
            defaultValue = "false")
        boolean crop,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Per.Unwritten.class)
        @Setting(
            value =
                "What one drawn picture shows: `track`, all of it that segments reach, or `segment`,"
                    + " one picture each. Decibels are limited to `topDb` below the maximum of what is"
                    + " shown.",
            defaultValue = "track")
        Per per,
    @Setting(
            value =
                "Decibels of drawn pictures from the map's first colour to its last. By default 80.",
            above = 0,
            max = 400)
        Double range,
    @Setting(
            value =
                "Decibels (of power, relative to 1) of drawn pictures that take the map's last colour,"
                    + " so that loud music looks loud; what is above takes it too. By default the"
                    + " largest of each picture, as with librosa's `ref=np.max`.",
            min = -200,
            max = 200)
        Double top) {

  /** Decibels from the first colour to the last where the experiment does not say. */
  public static final double RANGE = 80;

  public PictureSet {
    per = per == null ? Per.TRACK : per;
  }

  /** What one picture shows. */
  public enum Per {
    /** All of a track that its segments reach. */
    @JsonProperty("track")
    TRACK,
    /** A segment. */
    @JsonProperty("segment")
    SEGMENT;

    /** Equal to what is left out of JSON. */
    static final class Unwritten {
      @Override
      public boolean equals(Object value) {
        return value == null || value == TRACK;
      }

      @Override
      public int hashCode() {
        return 0;
      }
    }
  }
}
