package org.tonewheel.pipelines.experiment.settings;

import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * Files that name the tracks of each side, relative to the run's input unless absolute: a track a
 * line, as its id or as its file's name with or without folder and extension.
 *
 * @param train tracks that train
 * @param validation tracks that validate
 * @param test tracks that test
 */
public record Lists(
    @Setting(value = "The file that names the training tracks.", required = true, minSize = 1)
        String train,
    @Setting(value = "The file that names the validation tracks.", required = true, minSize = 1)
        String validation,
    @Setting(value = "The file that names the test tracks.", required = true, minSize = 1)
        String test) {}
