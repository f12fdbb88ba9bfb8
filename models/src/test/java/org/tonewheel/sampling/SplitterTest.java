package org.tonewheel.sampling;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SplitterTest {

  private static final Division SHARES = new Division.Fractions(0.7, 0.2, 0.1);
  private static final Division FOLDS = new Division.Folds(5);

  private static List<TrackEntry> tracks(String genre, int count, int segments) {
    return IntStream.range(0, count)
        .mapToObj(i -> genre + "/" + i)
        .map(track -> new TrackEntry(track, genre, track, segments))
        .toList();
  }

  private static List<TrackEntry> twoGenres() {
    List<TrackEntry> tracks = new ArrayList<>(tracks("jazz", 40, 10));
    tracks.addAll(tracks("rock", 20, 10));
    return tracks;
  }

  private static Map<Side, Long> sides(List<Assignment> rows, String genre) {
    return rows.stream()
        .filter(row -> row.track().startsWith(genre))
        .collect(groupingBy(Assignment::side, counting()));
  }

  @ParameterizedTest
  @EnumSource(value = Protocol.class, mode = EnumSource.Mode.EXCLUDE, names = "LISTS")
  void everyProtocol_keepsItsPromise(Protocol protocol) {
    for (Division division : List.of(SHARES, FOLDS)) {
      List<TrackEntry> tracks = twoGenres();
      List<Assignment> rows = Splitter.assign(tracks, new SplitSettings(protocol, division, 7));
      SplitCheck.verify(tracks, rows, protocol);
    }
  }

  @Test
  void track_fillsTheSharesInEachGenre() {
    List<Assignment> rows =
        Splitter.assign(twoGenres(), new SplitSettings(Protocol.TRACK, SHARES, 7));
    assertThat(sides(rows, "jazz"))
        .isEqualTo(Map.of(Side.TRAIN, 28L, Side.VALIDATION, 8L, Side.TEST, 4L));
    assertThat(sides(rows, "rock"))
        .isEqualTo(Map.of(Side.TRAIN, 14L, Side.VALIDATION, 4L, Side.TEST, 2L));
  }

  @Test
  void segment_dividesSegmentsAndPutsTracksOnSeveralSides() {
    List<TrackEntry> tracks = twoGenres();
    List<Assignment> rows = Splitter.assign(tracks, new SplitSettings(Protocol.SEGMENT, SHARES, 7));
    assertThat(sides(rows, "jazz"))
        .isEqualTo(Map.of(Side.TRAIN, 280L, Side.VALIDATION, 80L, Side.TEST, 40L));
    assertThatThrownBy(() -> SplitCheck.verify(tracks, rows, Protocol.TRACK))
        .isInstanceOf(SplitException.class)
        .hasMessageContaining("segments of track");
  }

  @Test
  void folds_testOnceAndTheNextFoldValidates() {
    List<Assignment> rows =
        Splitter.assign(twoGenres(), new SplitSettings(Protocol.TRACK, FOLDS, 7));
    Map<String, Map<Side, List<Assignment>>> byTrack =
        rows.stream().collect(groupingBy(Assignment::track, groupingBy(Assignment::side)));
    byTrack.forEach(
        (track, sides) -> {
          int tested = sides.get(Side.TEST).get(0).fold();
          assertThat(sides.get(Side.TEST)).hasSize(1);
          assertThat(sides.get(Side.VALIDATION)).hasSize(1);
          assertThat((sides.get(Side.VALIDATION).get(0).fold() + 1) % 5).isEqualTo(tested);
          assertThat(sides.get(Side.TRAIN)).hasSize(3);
        });
  }

  @Test
  void unevenFolds_doNotAllFavourTheSameFold() {
    List<TrackEntry> tracks = new ArrayList<>();
    for (int genre = 0; genre < 40; genre++) {
      tracks.addAll(tracks("genre" + genre, 6, 1));
    }
    Map<Integer, Long> tested =
        Splitter.assign(tracks, new SplitSettings(Protocol.TRACK, FOLDS, 7)).stream()
            .filter(row -> row.side() == Side.TEST)
            .collect(groupingBy(Assignment::fold, counting()));
    // each of the 40 genres gives one fold a second track
    assertThat(tested.values()).allSatisfy(count -> assertThat(count).isBetween(41L, 60L));
  }

  @ParameterizedTest
  @EnumSource(value = Protocol.class, mode = EnumSource.Mode.EXCLUDE, names = "LISTS")
  void orderOfTheTracks_doesNotMatter(Protocol protocol) {
    List<TrackEntry> shuffled = new ArrayList<>(twoGenres());
    Collections.shuffle(shuffled, new Random(3));
    SplitSettings settings = new SplitSettings(protocol, FOLDS, 7);
    assertThat(Splitter.assign(shuffled, settings))
        .isEqualTo(Splitter.assign(twoGenres(), settings));
  }

  @ParameterizedTest
  @EnumSource(value = Protocol.class, mode = EnumSource.Mode.EXCLUDE, names = "LISTS")
  void anotherSeed_dividesOtherwise(Protocol protocol) {
    assertThat(Splitter.assign(twoGenres(), new SplitSettings(protocol, SHARES, 7)))
        .isNotEqualTo(Splitter.assign(twoGenres(), new SplitSettings(protocol, SHARES, 8)));
  }

  @Test
  void genreWithThreeTracks_givesOneToEachSide() {
    List<Assignment> rows =
        Splitter.assign(tracks("jazz", 3, 1), new SplitSettings(Protocol.TRACK, SHARES, 7));
    assertThat(sides(rows, "jazz"))
        .isEqualTo(Map.of(Side.TRAIN, 1L, Side.VALIDATION, 1L, Side.TEST, 1L));
  }

  @Test
  void genreWithFewerTracksThanSides_isAnError() {
    List<TrackEntry> tracks = new ArrayList<>(twoGenres());
    tracks.addAll(tracks("ska", 2, 10));
    assertThatThrownBy(() -> Splitter.assign(tracks, new SplitSettings(Protocol.TRACK, SHARES, 7)))
        .isInstanceOf(SplitException.class)
        .hasMessage(
            "genre ska has 2 tracks, too few for train, validation and test, each of which needs"
                + " one; add tracks to the genre or leave it out");
  }

  @Test
  void genreWithFewerTracksThanFolds_isAnErrorThatNamesTheFoldsItCouldHave() {
    assertThatThrownBy(
            () -> Splitter.assign(tracks("ska", 4, 1), new SplitSettings(Protocol.TRACK, FOLDS, 7)))
        .isInstanceOf(SplitException.class)
        .hasMessageContaining("genre ska has 4 tracks")
        .hasMessageContaining("ask for 4 folds");
  }

  @Test
  void trackThatIsThereTwice_isAnError() {
    List<TrackEntry> tracks = new ArrayList<>(tracks("jazz", 5, 1));
    tracks.add(tracks.get(0));
    assertThatThrownBy(() -> Splitter.assign(tracks, new SplitSettings(Protocol.TRACK, SHARES, 7)))
        .isInstanceOf(SplitException.class)
        .hasMessageContaining("jazz/0 is there twice");
  }

  @Test
  void noTrack_isAnError() {
    assertThatThrownBy(
            () -> Splitter.assign(List.of(), new SplitSettings(Protocol.TRACK, SHARES, 7)))
        .isInstanceOf(SplitException.class);
  }

  @Test
  void sharesThatDoNotSumToOne_areAnError() {
    assertThatThrownBy(() -> new Division.Fractions(0.7, 0.2, 0.2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Division.Fractions(0.8, 0.2, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lists_areNotDrawn() {
    assertThatThrownBy(
            () -> Splitter.assign(twoGenres(), new SplitSettings(Protocol.LISTS, SHARES, 7)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
