package org.tonewheel.sampling;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Divides tracks into train, validation and test, stratified by genre.
 *
 * <p>Under {@code track}, {@code row} and {@code segment}, what is divided is ranked within its
 * genre by a hash of seed, genre and name, and the ranks are cut: at least one a part, and adding a
 * track (a segment) moves at most one other of its genre across each cut. Folds are runs of ranks
 * for the same reason. Under {@code group}, whole groups are balanced by {@link GroupBalancer}.
 */
public final class Splitter {

  /** The sides in the order of the cuts between fractions. */
  private static final ImmutableList<Side> SIDES =
      ImmutableList.of(Side.TRAIN, Side.VALIDATION, Side.TEST);

  private Splitter() {}

  /**
   * Returns a row for each track (under {@link Protocol#SEGMENT}: each segment) and fold, sorted by
   * fold, track and segment. The order of {@code tracks} does not matter.
   *
   * @throws SplitException if there is no track, a track is there twice, or a genre has too little
   *     to fill every side or fold
   * @throws IllegalArgumentException under {@link Protocol#LISTS}: the lists name the sides
   */
  public static List<Assignment> assign(List<TrackEntry> tracks, SplitSettings settings) {
    Preconditions.checkArgument(
        settings.protocol() != Protocol.LISTS, "lists name the sides; nothing is drawn");
    if (tracks.isEmpty()) {
      throw new SplitException("there is no track to divide; check the input and the rejects");
    }
    Set<String> seen = new HashSet<>();
    for (TrackEntry track : tracks) {
      if (!seen.add(track.track())) {
        throw new SplitException(
            "track %s is there twice; a track may be divided once".formatted(track.track()));
      }
    }
    List<Placed> placed =
        settings.protocol() == Protocol.GROUP
            ? new GroupBalancer(tracks, settings).place()
            : rank(tracks, settings);
    placed.sort(
        Comparator.comparing(Placed::track)
            .thenComparing(Placed::segment, Comparator.nullsFirst(Comparator.naturalOrder())));
    return rows(placed, settings.division());
  }

  /** A track or segment and the part it fell into. */
  record Placed(String track, Integer segment, int part) {}

  private record Ranked(String track, Integer segment, long hash) {}

  private static List<Placed> rank(List<TrackEntry> tracks, SplitSettings settings) {
    SplitHash hash = new SplitHash(settings.seed());
    boolean bySegment = settings.protocol() == Protocol.SEGMENT;
    SortedMap<String, List<Ranked>> byGenre = new TreeMap<>();
    for (TrackEntry entry : tracks) {
      List<Ranked> genre = byGenre.computeIfAbsent(entry.genre(), key -> new ArrayList<>());
      if (bySegment) {
        for (int segment = 0; segment < entry.segments(); segment++) {
          String number = Integer.toString(segment);
          long value = hash.of("segment", entry.genre(), entry.track(), number);
          genre.add(new Ranked(entry.track(), segment, value));
        }
      } else {
        genre.add(new Ranked(entry.track(), null, hash.of("track", entry.genre(), entry.track())));
      }
    }
    List<Placed> placed = new ArrayList<>();
    byGenre.forEach((genre, ranked) -> placed.addAll(cut(genre, ranked, settings, hash)));
    return placed;
  }

  private static List<Placed> cut(
      String genre, List<Ranked> ranked, SplitSettings settings, SplitHash hash) {
    Division division = settings.division();
    int parts = division.parts();
    if (ranked.size() < parts) {
      throw tooFew(
          genre,
          ranked.size(),
          settings.protocol() == Protocol.SEGMENT ? "segments" : "tracks",
          division);
    }
    ranked.sort(
        Comparator.comparingLong(Ranked::hash)
            .thenComparing(Ranked::track)
            .thenComparing(Ranked::segment, Comparator.nullsFirst(Comparator.naturalOrder())));
    // where tracks do not divide evenly the last folds get one more: turned by genre, so that not
    // the same fold gets them all
    int turn =
        division instanceof Division.Folds
            ? (int) Long.remainderUnsigned(hash.of("turn", genre), parts)
            : 0;
    int[] cuts = new RankCuts(division).cuts(ranked.size());
    List<Placed> placed = new ArrayList<>(ranked.size());
    int part = 0;
    for (int rank = 0; rank < ranked.size(); rank++) {
      while (part < cuts.length && rank >= cuts[part]) {
        part++;
      }
      Ranked one = ranked.get(rank);
      placed.add(new Placed(one.track(), one.segment(), (part + turn) % parts));
    }
    return placed;
  }

  static SplitException tooFew(String genre, int count, String what, Division division) {
    boolean folds = division instanceof Division.Folds;
    String wanted =
        folds
            ? division.parts() + " folds, each of which needs one"
            : "train, validation and test, each of which needs one";
    String fewerFolds = folds && count >= 3 ? "ask for %d folds, ".formatted(count) : "";
    return new SplitException(
        "genre %s has %d %s, too few for %s; %sadd %s to the genre or leave it out"
            .formatted(genre, count, what, wanted, fewerFolds, what));
  }

  private static List<Assignment> rows(List<Placed> placed, Division division) {
    ImmutableList.Builder<Assignment> rows = ImmutableList.builder();
    int folds = division instanceof Division.Folds ? division.parts() : 1;
    for (int fold = 0; fold < folds; fold++) {
      for (Placed one : placed) {
        Side side = side(one.part(), fold, division);
        rows.add(new Assignment(one.track(), one.segment(), fold, side));
      }
    }
    return rows.build();
  }

  private static Side side(int part, int fold, Division division) {
    if (division instanceof Division.Fractions) {
      return SIDES.get(part);
    }
    if (part == fold) {
      return Side.TEST;
    }
    return part == (fold + 1) % division.parts() ? Side.VALIDATION : Side.TRAIN;
  }
}
