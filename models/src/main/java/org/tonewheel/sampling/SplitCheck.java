package org.tonewheel.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Proves from a split's rows alone that it keeps what its protocol promises, however the rows were
 * made.
 */
public final class SplitCheck {

  private final List<TrackEntry> tracks;
  private final List<Map<String, Side[]>> folds;

  private SplitCheck(List<TrackEntry> tracks, List<Map<String, Side[]>> folds) {
    this.tracks = tracks;
    this.folds = folds;
  }

  /**
   * Checks that in each fold every segment of every track is on exactly one side and no side is
   * empty; that over all folds (where there are several) every segment tests exactly once; and that
   * a track, under {@link Protocol#GROUP} also a group, is never on two sides of one fold, unless
   * the protocol is {@link Protocol#SEGMENT}.
   *
   * <p>Under {@link Protocol#LISTS} a track may be left out as a whole, every genre must have a
   * track that trains, and a group is never on two sides; where lists promise nothing of groups,
   * each track is to be given as a group of its own.
   *
   * @throws SplitException if not; it names the first offender
   */
  public static void verify(
      List<TrackEntry> tracks, List<Assignment> assignments, Protocol protocol) {
    SplitCheck check = new SplitCheck(tracks, read(tracks, assignments));
    check.everySegmentOnce(protocol == Protocol.LISTS);
    check.noSideEmpty();
    check.everySegmentTestsOnce();
    if (protocol != Protocol.SEGMENT) {
      check.tracksWhole();
    }
    if (protocol == Protocol.GROUP || protocol == Protocol.LISTS) {
      check.groupsWhole();
    }
    if (protocol == Protocol.LISTS) {
      check.everyGenreTrains();
    }
  }

  private static List<Map<String, Side[]>> read(
      List<TrackEntry> tracks, List<Assignment> assignments) {
    if (assignments.isEmpty()) {
      throw new SplitException("the split has no rows; divide the tracks again");
    }
    int count = 1 + assignments.stream().mapToInt(Assignment::fold).max().getAsInt();
    List<Map<String, Side[]>> folds = new ArrayList<>();
    for (int fold = 0; fold < count; fold++) {
      Map<String, Side[]> sides = new LinkedHashMap<>();
      tracks.forEach(track -> sides.put(track.track(), new Side[track.segments()]));
      folds.add(sides);
    }
    for (Assignment row : assignments) {
      Side[] sides = row.fold() < 0 ? null : folds.get(row.fold()).get(row.track());
      if (sides == null) {
        throw new SplitException(
            "fold %d has track %s, which is not among those to be divided"
                .formatted(row.fold(), row.track()));
      }
      if (row.segment() == null) {
        for (int segment = 0; segment < sides.length; segment++) {
          set(sides, segment, row);
        }
      } else {
        set(sides, row.segment(), row);
      }
    }
    return folds;
  }

  private static void set(Side[] sides, int segment, Assignment row) {
    if (segment < 0 || segment >= sides.length) {
      throw new SplitException(
          "fold %d has segment %d of track %s, which has %d"
              .formatted(row.fold(), segment, row.track(), sides.length));
    }
    if (sides[segment] != null) {
      throw new SplitException(
          "fold %d has segment %d of track %s twice, on %s and on %s"
              .formatted(row.fold(), segment, row.track(), name(sides[segment]), name(row.side())));
    }
    sides[segment] = row.side();
  }

  private void everySegmentOnce(boolean tracksMayLack) {
    for (int fold = 0; fold < folds.size(); fold++) {
      for (TrackEntry track : tracks) {
        Side[] sides = folds.get(fold).get(track.track());
        if (tracksMayLack && isLeftOut(sides)) {
          continue;
        }
        for (int segment = 0; segment < sides.length; segment++) {
          if (sides[segment] == null) {
            throw new SplitException(
                "fold %d lacks segment %d of track %s".formatted(fold, segment, track.track()));
          }
        }
      }
    }
  }

  private static boolean isLeftOut(Side[] sides) {
    return Arrays.stream(sides).allMatch(Objects::isNull);
  }

  private void noSideEmpty() {
    for (int fold = 0; fold < folds.size(); fold++) {
      Set<Side> there = EnumSet.noneOf(Side.class);
      for (Side[] sides : folds.get(fold).values()) {
        Arrays.stream(sides).filter(Objects::nonNull).forEach(there::add);
      }
      for (Side side : Side.values()) {
        if (!there.contains(side)) {
          throw new SplitException("fold %d has nothing on %s".formatted(fold, name(side)));
        }
      }
    }
  }

  private void everySegmentTestsOnce() {
    if (folds.size() == 1) {
      return;
    }
    for (TrackEntry track : tracks) {
      for (int segment = 0; segment < track.segments(); segment++) {
        int times = 0;
        for (Map<String, Side[]> fold : folds) {
          times += fold.get(track.track())[segment] == Side.TEST ? 1 : 0;
        }
        if (times != 1) {
          throw new SplitException(
              "segment %d of track %s tests in %d of %d folds, and must in exactly one"
                  .formatted(segment, track.track(), times, folds.size()));
        }
      }
    }
  }

  private void tracksWhole() {
    for (int fold = 0; fold < folds.size(); fold++) {
      for (TrackEntry track : tracks) {
        Side[] sides = folds.get(fold).get(track.track());
        for (Side side : sides) {
          if (side != sides[0]) {
            throw new SplitException(
                "fold %d has segments of track %s on %s and on %s"
                    .formatted(fold, track.track(), name(sides[0]), name(side)));
          }
        }
      }
    }
  }

  private void groupsWhole() {
    for (int fold = 0; fold < folds.size(); fold++) {
      Map<String, Map<Side, String>> groups = new LinkedHashMap<>();
      for (TrackEntry track : tracks) {
        Side side = folds.get(fold).get(track.track())[0];
        if (side == null) {
          continue;
        }
        Map<Side, String> first =
            groups.computeIfAbsent(track.group(), group -> new EnumMap<>(Side.class));
        first.putIfAbsent(side, track.track());
        if (first.size() > 1) {
          Side[] two = first.keySet().toArray(new Side[0]);
          throw new SplitException(
              "fold %d has group %s on %s (track %s) and on %s (track %s)"
                  .formatted(
                      fold,
                      track.group(),
                      name(two[0]),
                      first.get(two[0]),
                      name(two[1]),
                      first.get(two[1])));
        }
      }
    }
  }

  private void everyGenreTrains() {
    for (int fold = 0; fold < folds.size(); fold++) {
      Map<String, Boolean> trains = new LinkedHashMap<>();
      for (TrackEntry track : tracks) {
        boolean here = folds.get(fold).get(track.track())[0] == Side.TRAIN;
        trains.merge(track.genre(), here, Boolean::logicalOr);
      }
      for (Map.Entry<String, Boolean> genre : trains.entrySet()) {
        if (!genre.getValue()) {
          throw new SplitException(
              "fold %d has no track of genre %s on train; list one, or leave the genre out"
                  .formatted(fold, genre.getKey()));
        }
      }
    }
  }

  private static String name(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }
}
