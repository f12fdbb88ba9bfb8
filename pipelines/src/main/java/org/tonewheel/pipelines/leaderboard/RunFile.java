package org.tonewheel.pipelines.leaderboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;

/**
 * What the page needs of {@code run.json}. The experiment stays a tree: one of a newer program may
 * have settings that this one does not know, and can be shown all the same.
 *
 * @param formatVersion version of the format
 * @param experiment as resolved
 * @param seed the experiment's seed
 * @param input absolute path
 * @param inputFingerprint of the list of files that the run was made with
 * @param versions of this program and of libraries
 * @param commit of the source tree, or {@code unknown}
 * @param created ISO 8601, UTC
 */
record RunFile(
    int formatVersion,
    JsonNode experiment,
    long seed,
    String input,
    String inputFingerprint,
    Map<String, String> versions,
    String commit,
    String created) {

  RunFile {
    Objects.requireNonNull(experiment, "experiment");
    input = Objects.requireNonNullElse(input, "");
    inputFingerprint = Objects.requireNonNullElse(inputFingerprint, "");
    versions = versions == null ? Map.of() : versions;
    commit = Objects.requireNonNullElse(commit, "unknown");
    created = Objects.requireNonNullElse(created, "");
  }
}
