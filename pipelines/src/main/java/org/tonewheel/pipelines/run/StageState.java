package org.tonewheel.pipelines.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a stage or a branch has come: one file, written by its owner alone.
 *
 * @param owner the stage's or the branch's name
 * @param state see {@link State}
 * @param fingerprint of everything its result depends on
 * @param attempt counts from 1; a new one each time work was really started
 * @param started ISO 8601, UTC
 * @param seconds of work, over all attempts that led to this result
 * @param counts what was counted, by name
 * @param counters of the stage's pipeline; null without one
 * @param counting how they were counted, see {@link Counters}; null without a pipeline
 * @param message why it failed or stopped; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StageState(
    int formatVersion,
    String owner,
    State state,
    String fingerprint,
    int attempt,
    String started,
    double seconds,
    Map<String, Long> counts,
    Map<String, Long> counters,
    String counting,
    String message) {
  public static final int FORMAT_VERSION = 1;

  /** Running, done, stopped (the same command goes on) or failed (for good, as things stand). */
  public enum State {
    RUNNING,
    DONE,
    STOPPED,
    FAILED
  }

  /** Reads it, or empty if the owner never started. */
  public static Optional<StageState> read(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(Json.read(file, StageState.class)) : Optional.empty();
  }

  /** True if the work with this fingerprint is done. */
  public boolean isDone(String wanted) {
    return state == State.DONE && fingerprint.equals(wanted);
  }

  /** Counts and counters by name and how they were counted, for the log. */
  Map<String, Object> counted() {
    Map<String, Long> sorted = new TreeMap<>(counts);
    sorted.putAll(counters == null ? Map.of() : counters);
    Map<String, Object> all = new LinkedHashMap<>(sorted);
    if (counting != null) {
      all.put("counting", counting);
    }
    return all;
  }

  /** The same, but to be gone on with. */
  public StageState stopped(String why) {
    return new StageState(
        formatVersion,
        owner,
        State.STOPPED,
        fingerprint,
        attempt,
        started,
        seconds,
        counts,
        counters,
        counting,
        why);
  }
}
