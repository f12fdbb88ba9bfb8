/**
 * What an experiment says, as records with a field for each field of the file: sources, audio,
 * feature sets, splits, synthesis, branches, tuning. An {@link
 * org.tonewheel.pipelines.experiment.settings.Experiment} holds them all.
 */
package org.tonewheel.pipelines.experiment.settings;
