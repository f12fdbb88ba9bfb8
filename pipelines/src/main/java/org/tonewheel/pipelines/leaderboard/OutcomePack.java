package org.tonewheel.pipelines.leaderboard;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.report.figures.OutcomesFile;
import org.tonewheel.pipelines.report.figures.OutcomesFile.Outcome;

/**
 * What configurations of many runs said about their test tracks, small enough to lie in a page:
 * tracks are listed once for all runs, and lists of tracks once for all that test with the same. A
 * configuration has a letter a track for the genre that it said, or, with many tracks, a bit for
 * whether it was right. A run takes {@value #RUN_BYTES} bytes at most, the chosen configuration
 * first; what does not fit is left out.
 */
final class OutcomePack {

  /** Of one run, before compression, which gains little here. */
  static final int RUN_BYTES = 16 << 10;

  /** With more tracks a configuration has bits. */
  static final int SPELLED_TRACKS = 4000;

  /** Names of tracks in a page; runs on others have no outcomes in it. */
  static final int TRACKS = 400_000;

  /** Letters begin with the digit 0. */
  private static final char FIRST_LETTER = '0';

  private final Words tracks = new Words();
  private final Words genres = new Words();
  private final Map<TestSet, Integer> sets = new LinkedHashMap<>();

  /**
   * Tracks that a configuration was tested with.
   *
   * @param steps from the number of one track to that of the next, the first from 0
   * @param truth a letter a track for its genre
   */
  private record TestSet(List<Integer> steps, String truth) {}

  /**
   * Outcomes of one run.
   *
   * @param values one entry a configuration: its number {@code e}, its {@code set}, and {@code
   *     said} or {@code right}
   * @param leftOut numbers of configurations that did not fit
   */
  record OfRun(List<Map<String, Object>> values, List<Integer> leftOut) {}

  /**
   * Adds a run.
   *
   * @param branches its configurations' names in the order of their numbers
   * @param first the number of the chosen one, or -1
   * @throws IllegalArgumentException if the file contradicts itself
   */
  OfRun add(OutcomesFile file, List<String> branches, int first) {
    check(file);
    List<Map<String, Object>> values = new ArrayList<>();
    List<Integer> leftOut = new ArrayList<>();
    int spent = 0;
    boolean known = tracks.size() + file.tracks().size() <= TRACKS;
    Map<Integer, Integer> ownSets = new LinkedHashMap<>();
    for (Outcome outcome : chosenFirst(file.branches(), first < 0 ? null : branches.get(first))) {
      int number = branches.indexOf(outcome.branch());
      if (number < 0) {
        continue;
      }
      int tested = outcome.said().length;
      boolean spelled = tested <= SPELLED_TRACKS;
      int cost = spelled ? tested / 2 : tested / 8;
      if (!known || spent + cost > RUN_BYTES) {
        leftOut.add(number);
        continue;
      }
      spent += cost;
      int set = ownSets.computeIfAbsent(outcome.set(), own -> set(file, own));
      values.add(
          spelled
              ? ImmutableMap.of("e", number, "set", set, "said", spell(file, outcome.said()))
              : ImmutableMap.of("e", number, "set", set, "right", bits(file, outcome)));
    }
    return new OfRun(values, leftOut);
  }

  private static List<Outcome> chosenFirst(List<Outcome> outcomes, String chosen) {
    List<Outcome> ordered = new ArrayList<>(outcomes);
    ordered.sort((a, b) -> Boolean.compare(b.branch().equals(chosen), a.branch().equals(chosen)));
    return ordered;
  }

  private int set(OutcomesFile file, int own) {
    int[] places = file.sets().get(own);
    StringBuilder letters = new StringBuilder();
    int[] steps = new int[places.length];
    int before = 0;
    for (int i = 0; i < places.length; i++) {
      int track = tracks.number(file.tracks().get(places[i]));
      steps[i] = track - before;
      before = track;
      letters.append(letter(file, file.truth()[places[i]]));
    }
    return sets.computeIfAbsent(
        new TestSet(Ints.asList(steps), letters.toString()), unknown -> sets.size());
  }

  private String spell(OutcomesFile file, int[] said) {
    StringBuilder letters = new StringBuilder(said.length);
    for (int genre : said) {
      letters.append(letter(file, genre));
    }
    return letters.toString();
  }

  private char letter(OutcomesFile file, int genre) {
    return (char) (FIRST_LETTER + genres.number(file.genres().get(genre)));
  }

  /** The least significant bit of a byte is the first track's. */
  private static String bits(OutcomesFile file, Outcome outcome) {
    BitSet right = new BitSet(outcome.said().length);
    int[] places = file.sets().get(outcome.set());
    for (int i = 0; i < places.length; i++) {
      right.set(i, outcome.said()[i] == file.truth()[places[i]]);
    }
    return Base64.getEncoder().encodeToString(right.toByteArray());
  }

  private static void check(OutcomesFile file) {
    boolean whole = file.truth() != null && file.truth().length == file.tracks().size();
    whole = whole && within(file.truth(), file.genres().size());
    for (int[] set : file.sets()) {
      whole = whole && within(set, file.tracks().size());
    }
    for (Outcome outcome : file.branches()) {
      whole =
          whole
              && outcome.branch() != null
              && outcome.set() >= 0
              && outcome.set() < file.sets().size()
              && outcome.said() != null
              && outcome.said().length == file.sets().get(outcome.set()).length
              && within(outcome.said(), file.genres().size());
    }
    if (!whole) {
      throw new IllegalArgumentException(OutcomesFile.NAME + " contradicts itself");
    }
  }

  private static boolean within(int[] numbers, int end) {
    for (int number : numbers) {
      if (number < 0 || number >= end) {
        return false;
      }
    }
    return true;
  }

  /** Returns what all runs share: tracks, genres and sets. */
  Map<String, Object> shared() {
    return ImmutableMap.of(
        "tracks", tracks.all(), "genres", genres.all(), "sets", List.copyOf(sets.keySet()));
  }
}
