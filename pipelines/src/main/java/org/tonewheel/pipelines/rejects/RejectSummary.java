package org.tonewheel.pipelines.rejects;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tonewheel.pipelines.run.RunDirectory;

/**
 * How many inputs of a run could not be used, and why.
 *
 * @param inputs how many, all stages together
 * @param causes one a stage and reason: stages in their order, within one the most frequent reason
 *     first
 * @param first the first {@value #MOST_LISTED} lines of {@code rejected/}
 */
public record RejectSummary(long inputs, List<Cause> causes, List<RejectedRow> first) {
  /** Lines that a page can show; {@code rejected/} has all. */
  public static final int MOST_LISTED = 200;

  private static final int MOST_OF_A_CAUSE = 5;

  public RejectSummary {
    causes = ImmutableList.copyOf(causes);
    first = ImmutableList.copyOf(first);
  }

  /**
   * Inputs that one stage rejected for one reason.
   *
   * @param stage the stage
   * @param reason its code
   * @param inputs how many
   * @param genres of them by genre, those whose genre is known
   * @param first the first five
   */
  public record Cause(
      String stage, String reason, long inputs, Map<String, Long> genres, List<Example> first) {
    public Cause {
      genres = ImmutableSortedMap.copyOf(genres);
      first = ImmutableList.copyOf(first);
    }
  }

  /**
   * One of them.
   *
   * @param uri where it lies
   * @param detail what was found
   */
  public record Example(String uri, String detail) {}

  /** Of no input. */
  public static RejectSummary none() {
    return new RejectSummary(0, List.of(), List.of());
  }

  /** Of these lines, in their order. */
  public static RejectSummary of(Iterable<RejectedRow> rows) {
    Tally tally = new Tally();
    rows.forEach(tally::add);
    return tally.summary();
  }

  /**
   * Of all lines of a run.
   *
   * @param input the run's; what lies below it is named from there
   */
  public static RejectSummary read(RunDirectory run, String input) throws IOException {
    String below = input.endsWith("/") ? input : input + "/";
    Tally tally = new Tally();
    Rejects.each(
        run,
        row ->
            tally.add(
                row.uri().startsWith(below)
                    ? new RejectedRow(
                        row.uri().substring(below.length()),
                        row.stage(),
                        row.reason(),
                        row.detail(),
                        row.genre())
                    : row));
    return tally.summary();
  }

  /** The reasons and how often, as part of a sentence: {@code 12 truncated, 1 not-audio}. */
  public String words() {
    return causes.stream()
        .map(cause -> cause.inputs() + " " + cause.reason())
        .collect(joining(", "));
  }

  /** Counts lines as they are read. */
  private static final class Tally {
    private record Key(String stage, String reason) {}

    private final Map<Key, Count> causes = new LinkedHashMap<>();
    private final List<String> stages = new ArrayList<>();
    private final List<RejectedRow> first = new ArrayList<>();
    private long inputs;

    private static final class Count {
      private final Map<String, Long> genres = new TreeMap<>();
      private final List<Example> first = new ArrayList<>();
      private long inputs;
    }

    void add(RejectedRow row) {
      inputs++;
      if (first.size() < MOST_LISTED) {
        first.add(row);
      }
      if (!stages.contains(row.stage())) {
        stages.add(row.stage());
      }
      Count count = causes.computeIfAbsent(new Key(row.stage(), row.reason()), key -> new Count());
      count.inputs++;
      if (row.genre() != null) {
        count.genres.merge(row.genre(), 1L, Long::sum);
      }
      if (count.first.size() < MOST_OF_A_CAUSE) {
        count.first.add(new Example(row.uri(), row.detail()));
      }
    }

    RejectSummary summary() {
      List<Cause> sorted = new ArrayList<>();
      causes.forEach(
          (key, count) ->
              sorted.add(
                  new Cause(key.stage(), key.reason(), count.inputs, count.genres, count.first)));
      sorted.sort(
          Comparator.comparingInt((Cause cause) -> stages.indexOf(cause.stage()))
              .thenComparing(Comparator.comparingLong(Cause::inputs).reversed())
              .thenComparing(Cause::reason));
      return new RejectSummary(inputs, sorted, first);
    }
  }
}
