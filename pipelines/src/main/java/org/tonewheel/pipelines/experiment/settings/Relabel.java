package org.tonewheel.pipelines.experiment.settings;

import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * A track whose genre is corrected.
 *
 * @param track the track's id: its path under the input without extension
 * @param genre the genre it is to have
 */
public record Relabel(
    @Setting(
            value = "The track's id: its path under the input without extension.",
            required = true,
            minSize = 1)
        String track,
    @Setting(value = "The genre it is to have.", required = true, minSize = 1) String genre) {}
