package org.tonewheel.pipelines.leaderboard;

import org.tonewheel.pipelines.report.OutcomesFile;

/**
 * A run that the page shows.
 *
 * @param folder the name of its folder
 * @param file what it is
 * @param experiment its experiment as resolved, as YAML
 * @param metrics what its branches are worth
 * @param outcomes what they said about each track; null where it left none
 */
record ListedRun(
    String folder, RunFile file, String experiment, RunMetrics metrics, OutcomesFile outcomes) {}
