package org.tonewheel.pipelines.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Pictures of one size, one a track, that picture nets see: drawn from audio, or brought to size
 * from the files of picture sources.
 *
 * @param width pixels
 * @param height pixels
 * @param features the mel feature set that they are drawn from; null: those of picture sources
 * @param colourMap of drawn pictures; null where the files are given
 * @param crop whether white margins are cut off given pictures
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
        boolean crop) {}
