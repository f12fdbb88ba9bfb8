package org.tonewheel.pipelines.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tonewheel.pipelines.run.StageState.State;

/**
 * A stage in the section {@code stages} of {@code run.json}.
 *
 * @param state of the stage; of a stage of branches {@code DONE} if all are, else {@code RUNNING}
 *     if one is, else {@code FAILED} if one did
 * @param attempt of the stage; null for a stage of branches
 * @param started ISO 8601, UTC; of a stage of branches the first
 * @param seconds of work; of a stage of branches their sum
 * @param counts what the stage counts; of a stage of branches the sums of theirs
 * @param counters of the pipeline; of a stage of branches how many are in which state
 * @param counting see {@link Counters}; null without a pipeline
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StageEntry(
    State state,
    Integer attempt,
    String started,
    double seconds,
    Map<String, Long> counts,
    Map<String, Long> counters,
    String counting) {

  static StageEntry of(StageState state) {
    return new StageEntry(
        state.state(),
        state.attempt(),
        state.started(),
        state.seconds(),
        state.counts(),
        state.counters(),
        state.counting());
  }

  /**
   * Sums up.
   *
   * @param known the states of those that were ever begun, at least one
   * @param all how many there are
   * @param what they are called, such as {@code Branches}
   * @param done what one that is done is called, such as {@code trained}
   */
  static StageEntry sum(List<StageState> known, int all, String what, String done) {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Long> counters = new TreeMap<>();
    double seconds = 0;
    String started = known.get(0).started();
    for (StageState state : known) {
      state.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
      String in =
          state.state() == State.DONE ? done : state.state().name().toLowerCase(Locale.ROOT);
      counters.merge(in + what, 1L, Long::sum);
      seconds += state.seconds();
      started = started.compareTo(state.started()) <= 0 ? started : state.started();
    }
    counters.put(what.toLowerCase(Locale.ROOT), (long) all);
    if (known.size() < all) {
      counters.put("pending" + what, (long) all - known.size());
    }
    return new StageEntry(
        state(known, all), null, started, Math.round(seconds * 10) / 10.0, counts, counters, null);
  }

  private static State state(List<StageState> known, int all) {
    for (State state : List.of(State.RUNNING, State.FAILED)) {
      if (known.stream().anyMatch(one -> one.state() == state)) {
        return state;
      }
    }
    boolean done = known.size() == all && known.stream().allMatch(s -> s.state() == State.DONE);
    return done ? State.DONE : State.STOPPED;
  }
}
