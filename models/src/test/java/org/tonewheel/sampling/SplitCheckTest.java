package org.tonewheel.sampling;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitCheckTest {

  private static final List<TrackEntry> TRACKS =
      List.of(
          new TrackEntry("a", "jazz", "x", 2),
          new TrackEntry("b", "jazz", "y", 2),
          new TrackEntry("c", "jazz", "z", 2));

  private static List<Assignment> good() {
    return new ArrayList<>(
        List.of(
            new Assignment("a", null, 0, Side.TRAIN),
            new Assignment("b", null, 0, Side.VALIDATION),
            new Assignment("c", null, 0, Side.TEST)));
  }

  private static void assertBroken(
      List<TrackEntry> tracks, List<Assignment> rows, Protocol protocol, String message) {
    assertThatThrownBy(() -> SplitCheck.verify(tracks, rows, protocol))
        .isInstanceOf(SplitException.class)
        .hasMessageContaining(message);
  }

  @Test
  void goodSplit_passesUnderEveryProtocol() {
    for (Protocol protocol : Protocol.values()) {
      SplitCheck.verify(TRACKS, good(), protocol);
    }
  }

  @Test
  void missingTrack_isNamed() {
    List<Assignment> rows = good();
    rows.remove(1);
    assertBroken(TRACKS, rows, Protocol.TRACK, "lacks segment 0 of track b");
  }

  @Test
  void trackOnTwoSides_isNamed() {
    List<Assignment> rows = good();
    rows.add(new Assignment("b", null, 0, Side.TEST));
    assertBroken(TRACKS, rows, Protocol.TRACK, "segment 0 of track b twice, on validation and on");
  }

  @Test
  void segmentThatIsNotThere_isNamed() {
    List<Assignment> rows = good();
    rows.set(1, new Assignment("b", 2, 0, Side.VALIDATION));
    assertBroken(TRACKS, rows, Protocol.SEGMENT, "segment 2 of track b, which has 2");
  }

  @Test
  void unknownTrack_isNamed() {
    List<Assignment> rows = good();
    rows.add(new Assignment("d", null, 0, Side.TRAIN));
    assertBroken(TRACKS, rows, Protocol.TRACK, "track d, which is not among");
  }

  @Test
  void emptySide_isAnError() {
    List<Assignment> rows = good();
    rows.set(2, new Assignment("c", null, 0, Side.TRAIN));
    assertBroken(TRACKS, rows, Protocol.TRACK, "nothing on test");
  }

  @Test
  void noRows_areAnError() {
    assertBroken(TRACKS, List.of(), Protocol.TRACK, "no rows");
  }

  @Test
  void segmentsOfATrackOnTwoSides_breakTrackButNotSegment() {
    List<Assignment> rows = good();
    rows.remove(2);
    rows.add(new Assignment("c", 0, 0, Side.TEST));
    rows.add(new Assignment("c", 1, 0, Side.TRAIN));
    SplitCheck.verify(TRACKS, rows, Protocol.SEGMENT);
    assertBroken(TRACKS, rows, Protocol.TRACK, "segments of track c on test and on train");
  }

  @Test
  void groupOnTwoSides_breaksGroupButNotTrack() {
    List<TrackEntry> tracks = new ArrayList<>(TRACKS);
    tracks.set(2, new TrackEntry("c", "jazz", "x", 2));
    SplitCheck.verify(tracks, good(), Protocol.TRACK);
    assertBroken(
        tracks, good(), Protocol.GROUP, "group x on train (track a) and on test (track c)");
  }

  @Test
  void trackThatTestsTwiceOverTheFolds_isNamed() {
    List<Assignment> rows = good();
    rows.add(new Assignment("a", null, 1, Side.TEST));
    rows.add(new Assignment("b", null, 1, Side.VALIDATION));
    rows.add(new Assignment("c", null, 1, Side.TRAIN));
    rows.add(new Assignment("a", null, 2, Side.TEST));
    rows.add(new Assignment("b", null, 2, Side.TRAIN));
    rows.add(new Assignment("c", null, 2, Side.VALIDATION));
    assertBroken(TRACKS, rows, Protocol.TRACK, "segment 0 of track a tests in 2 of 3 folds");
  }

  @Test
  void listsMayLeaveATrackOut_andNoOtherProtocolMay() {
    List<TrackEntry> tracks = new ArrayList<>(TRACKS);
    tracks.add(new TrackEntry("d", "jazz", "w", 2));
    SplitCheck.verify(tracks, good(), Protocol.LISTS);
    for (Protocol protocol : Protocol.values()) {
      if (protocol != Protocol.LISTS) {
        assertBroken(tracks, good(), protocol, "lacks segment 0 of track d");
      }
    }
  }

  @Test
  void listsMayNotLeaveAPartOfATrackOut() {
    List<Assignment> rows = good();
    rows.set(2, new Assignment("c", 0, 0, Side.TEST));
    assertBroken(TRACKS, rows, Protocol.LISTS, "lacks segment 1 of track c");
  }

  @Test
  void listsNeedEverySide_andEveryGenreOnTrain() {
    List<Assignment> rows = good();
    rows.remove(1);
    assertBroken(TRACKS, rows, Protocol.LISTS, "nothing on validation");
    List<TrackEntry> tracks = new ArrayList<>(TRACKS);
    tracks.set(2, new TrackEntry("c", "rock", "z", 2));
    assertBroken(tracks, good(), Protocol.LISTS, "no track of genre rock on train");
    SplitCheck.verify(tracks, good(), Protocol.TRACK);
  }

  @Test
  void listsKeepGroupsWhole_andATrackThatIsLeftOutCountsForNone() {
    List<TrackEntry> tracks = new ArrayList<>(TRACKS);
    tracks.add(new TrackEntry("d", "jazz", "z", 2));
    SplitCheck.verify(tracks, good(), Protocol.LISTS);
    List<Assignment> rows = good();
    rows.add(new Assignment("d", null, 0, Side.TRAIN));
    assertBroken(tracks, rows, Protocol.LISTS, "group z on train (track d) and on test (track c)");
  }
}
