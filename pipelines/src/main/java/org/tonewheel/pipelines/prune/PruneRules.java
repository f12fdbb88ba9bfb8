package org.tonewheel.pipelines.prune;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which runs may go: those that every given rule lets go.
 *
 * @param olderThan since the last change of a state; null: of any age
 * @param keep how many of each experiment stay, the newest made; null: no rule
 * @param states those that may go; empty: any
 */
public record PruneRules(Duration olderThan, Integer keep, Set<RunStatus> states) {

  /** True if no rule is given. */
  public boolean none() {
    return olderThan == null && keep == null && states.isEmpty();
  }

  /** The runs that may go, and why, in their order. */
  Map<StoredRun, String> select(List<StoredRun> runs, Instant now) {
    Map<String, List<StoredRun>> newest =
        runs.stream()
            .sorted(
                Comparator.comparing((StoredRun run) -> run.info().created())
                    .thenComparing(run -> run.directory().name())
                    .reversed())
            .collect(groupingBy(run -> run.info().experiment().name()));
    Map<StoredRun, String> selected = new LinkedHashMap<>();
    for (StoredRun run : runs) {
      int rank = newest.get(run.info().experiment().name()).indexOf(run);
      why(run, rank, now).ifPresent(why -> selected.put(run, why));
    }
    return selected;
  }

  private Optional<String> why(StoredRun run, int rank, Instant now) {
    List<String> why = new ArrayList<>(List.of(run.status().toString()));
    Duration age = Duration.between(run.changed(), now);
    if (!states.isEmpty() && !states.contains(run.status())) {
      return Optional.empty();
    }
    if (olderThan != null && age.compareTo(olderThan) <= 0) {
      return Optional.empty();
    }
    why.add("changed " + (age.toDays() > 0 ? age.toDays() + " d" : age.toHours() + " h") + " ago");
    if (keep != null) {
      if (rank < keep) {
        return Optional.empty();
      }
      why.add("%d newer of %s".formatted(rank, run.info().experiment().name()));
    }
    return Optional.of(String.join(", ", why));
  }
}
