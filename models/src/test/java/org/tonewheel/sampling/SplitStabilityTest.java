package org.tonewheel.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Adding a track moves at most one track of its genre across each boundary. */
class SplitStabilityTest {

  private static final List<Side> SIDES = List.of(Side.TRAIN, Side.VALIDATION, Side.TEST);

  static Stream<Division> divisions() {
    return Stream.of(
        new Division.Fractions(0.7, 0.2, 0.1),
        new Division.Fractions(0.8, 0.1, 0.1),
        new Division.Fractions(0.015, 0.97, 0.015),
        new Division.Fractions(1.0 / 3, 1.0 / 3, 1.0 / 3),
        new Division.Folds(3),
        new Division.Folds(5),
        new Division.Folds(10));
  }

  @ParameterizedTest
  @MethodSource("divisions")
  void oneMoreTrack_movesAtMostOneOfItsGenreAcrossEachBoundary(Division division) {
    Random random = new Random(11);
    for (int trial = 0; trial < 8; trial++) {
      SplitSettings settings = new SplitSettings(Protocol.TRACK, division, random.nextLong());
      List<TrackEntry> tracks = new ArrayList<>();
      for (int i = 0; i < division.parts(); i++) {
        tracks.add(track("jazz/start" + i, "jazz"));
        tracks.add(track("rock/start" + i, "rock"));
      }
      Map<String, Integer> before = parts(tracks, settings);
      for (int i = 0; i < 120; i++) {
        tracks.add(track("jazz/" + Long.toHexString(random.nextLong()), "jazz"));
        Map<String, Integer> after = parts(tracks, settings);
        assertMovesAtMostOne(before, after, division);
        before = after;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("divisions")
  void oneMoreSegment_movesAtMostOneOfItsGenreAcrossEachBoundary(Division division) {
    SplitSettings settings = new SplitSettings(Protocol.SEGMENT, division, 5);
    Map<String, Integer> before = null;
    for (int segments = division.parts(); segments < 150; segments++) {
      List<TrackEntry> tracks = List.of(new TrackEntry("jazz/0", "jazz", "jazz/0", segments));
      Map<String, Integer> after = parts(tracks, settings);
      if (before != null) {
        assertMovesAtMostOne(before, after, division);
      }
      before = after;
    }
  }

  @Test
  void roundRobinOverFolds_wouldNotKeepThePromise() {
    // guards the measure itself: ranks dealt in turn move half of the genre
    Map<String, Integer> before = new HashMap<>();
    Map<String, Integer> after = new HashMap<>();
    for (int rank = 0; rank < 20; rank++) {
      before.put("t" + rank, rank % 5);
      after.put("t" + rank, (rank + 1) % 5);
    }
    assertThat(across(before, after, new Division.Folds(5))).anyMatch(moved -> moved > 1);
  }

  private static void assertMovesAtMostOne(
      Map<String, Integer> before, Map<String, Integer> after, Division division) {
    assertThat(across(before, after, division)).allMatch(moved -> moved <= 1);
  }

  /**
   * Counts the tracks that crossed each boundary. Sides are a line; folds are a ring, because a
   * genre's lowest ranks may lie in any fold, and the shorter way round is taken.
   */
  private static List<Integer> across(
      Map<String, Integer> before, Map<String, Integer> after, Division division) {
    int parts = division.parts();
    boolean ring = division instanceof Division.Folds;
    int[] moved = new int[parts];
    before.forEach(
        (track, part) -> {
          int now = after.get(track);
          boolean up = ring ? Math.floorMod(now - part, parts) <= parts / 2 : now > part;
          for (int at = part; at != now; at = Math.floorMod(at + (up ? 1 : -1), parts)) {
            moved[up ? at : Math.floorMod(at - 1, parts)]++;
          }
        });
    List<Integer> counts = new ArrayList<>();
    for (int count : moved) {
      counts.add(count);
    }
    return counts;
  }

  private static TrackEntry track(String id, String genre) {
    return new TrackEntry(id, genre, id, 1);
  }

  private static Map<String, Integer> parts(List<TrackEntry> tracks, SplitSettings settings) {
    Map<String, Integer> parts = new HashMap<>();
    for (Assignment row : Splitter.assign(tracks, settings)) {
      String name = row.track() + "#" + row.segment();
      if (settings.division() instanceof Division.Fractions) {
        parts.put(name, SIDES.indexOf(row.side()));
      } else if (row.side() == Side.TEST) {
        parts.put(name, row.fold());
      }
    }
    return parts;
  }
}
