package org.tonewheel.pipelines.report.data;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What is to be known of tracks that are the same recording.
 *
 * @param looked what was looked for: {@code near}, {@code exact} or {@code off}
 * @param groups groups of tracks that are connected through pairs
 * @param repeats tracks that are not the first of their group
 * @param files pairs of equal files
 * @param samples pairs of equal samples in different files
 * @param near pairs that only sound the same
 * @param labelsDiffer pairs of different genres
 * @param pairs the first {@value #MOST_PAIRS} pairs; {@code repeats/repeats.json} has all
 * @param parted how far each split puts them on two sides
 */
// public for the template engine, which reads only public members
public record RepeatFacts(
    String looked,
    int groups,
    int repeats,
    int files,
    int samples,
    int near,
    int labelsDiffer,
    List<Pair> pairs,
    List<Parted> parted) {
  /** Pairs that a report lists. */
  public static final int MOST_PAIRS = 200;

  public RepeatFacts {
    pairs = ImmutableList.copyOf(pairs);
    parted = ImmutableList.copyOf(parted);
  }

  /**
   * Two tracks that are the same recording; see {@code repeats.json}.
   *
   * @param track one of them
   * @param genre its genre
   * @param repeat the other
   * @param repeatGenre its genre
   * @param kind {@code file}, {@code samples} or {@code near}
   * @param offsetSeconds by which the other starts later in the recording
   * @param similarity share of equal bits, 0 to 1
   */
  public record Pair(
      String track,
      String genre,
      String repeat,
      String repeatGenre,
      String kind,
      double offsetSeconds,
      double similarity) {}

  /**
   * How far a split puts repeats on two sides.
   *
   * @param split its name
   * @param pairs those with both tracks in it
   * @param leaks those of which one trains and the other tests in the same fold
   */
  public record Parted(String split, int pairs, int leaks) {}
}
