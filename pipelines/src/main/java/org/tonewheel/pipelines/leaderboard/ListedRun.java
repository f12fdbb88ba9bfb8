package org.tonewheel.pipelines.leaderboard;

import java.nio.file.Path;
import java.util.Map;

/**
 * A run that the page shows. There may be five hundred, so it holds no more than the page does.
 *
 * @param folder the name of its folder
 * @param created ISO 8601, UTC
 * @param experiment the experiment's name
 * @param yaml the experiment as resolved
 * @param seed the experiment's seed
 * @param input absolute path
 * @param inputFingerprint of the list of files that the run was made with
 * @param versions of this program and of libraries
 * @param commit of the source tree, or {@code unknown}
 * @param metrics what its branches are worth
 * @param outcomes the file with what they said about each track; it may be missing
 */
record ListedRun(
    String folder,
    String created,
    String experiment,
    String yaml,
    long seed,
    String input,
    String inputFingerprint,
    Map<String, String> versions,
    String commit,
    RunMetrics metrics,
    Path outcomes) {}
