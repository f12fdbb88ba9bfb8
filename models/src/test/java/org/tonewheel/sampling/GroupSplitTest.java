package org.tonewheel.sampling;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupSplitTest {

  private static final Division SHARES = new Division.Fractions(0.7, 0.2, 0.1);

  private static List<TrackEntry> artist(String genre, String artist, int tracks) {
    List<TrackEntry> entries = new ArrayList<>();
    for (int i = 0; i < tracks; i++) {
      entries.add(new TrackEntry(genre + "/" + artist + i, genre, artist, 10));
    }
    return entries;
  }

  private static Map<String, Map<Side, Integer>> segments(
      List<TrackEntry> tracks, List<Assignment> rows, int fold) {
    Map<String, TrackEntry> byId = new HashMap<>();
    tracks.forEach(track -> byId.put(track.track(), track));
    return rows.stream()
        .filter(row -> row.fold() == fold)
        .collect(
            groupingBy(
                row -> byId.get(row.track()).genre(),
                groupingBy(Assignment::side, summingInt(row -> byId.get(row.track()).segments()))));
  }

  @Test
  void manySmallGroups_fillTheWantedSharesOfEachGenre() {
    List<TrackEntry> tracks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      tracks.addAll(artist("jazz", "j" + i, 1 + i % 3));
      tracks.addAll(artist("rock", "r" + i, 1 + i % 2));
    }
    List<Assignment> rows = Splitter.assign(tracks, new SplitSettings(Protocol.GROUP, SHARES, 7));
    SplitCheck.verify(tracks, rows, Protocol.GROUP);
    segments(tracks, rows, 0)
        .forEach(
            (genre, sides) -> {
              double total = sides.values().stream().mapToInt(Integer::intValue).sum();
              assertThat(sides.get(Side.TRAIN) / total).isBetween(0.68, 0.72);
              assertThat(sides.get(Side.VALIDATION) / total).isBetween(0.18, 0.22);
              assertThat(sides.get(Side.TEST) / total).isBetween(0.08, 0.12);
            });
  }

  @Test
  void asManyGroupsAsSides_giveOneToEach() {
    List<TrackEntry> tracks = new ArrayList<>(artist("jazz", "a", 30));
    tracks.addAll(artist("jazz", "b", 30));
    tracks.addAll(artist("jazz", "c", 1));
    List<Assignment> rows = Splitter.assign(tracks, new SplitSettings(Protocol.GROUP, SHARES, 7));
    assertThat(segments(tracks, rows, 0).get("jazz")).containsOnlyKeys(Side.values());
  }

  @Test
  void groupThatSpansGenres_isKeptWholeAcrossThem() {
    Random random = new Random(5);
    List<TrackEntry> tracks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tracks.addAll(artist("jazz", "a" + i, 1 + random.nextInt(8)));
      tracks.addAll(artist("rock", "a" + (i + 6), 1 + random.nextInt(8)));
    }
    for (Division division : List.of(SHARES, new Division.Folds(5))) {
      List<Assignment> rows =
          Splitter.assign(tracks, new SplitSettings(Protocol.GROUP, division, 7));
      SplitCheck.verify(tracks, rows, Protocol.GROUP);
      assertThat(segments(tracks, rows, 0).values())
          .allSatisfy(sides -> assertThat(sides).containsOnlyKeys(Side.values()));
    }
  }

  @Test
  void randomGroupsThatSpanGenres_leaveNoSideWithoutAGenre() {
    Random random = new Random(17);
    for (int trial = 0; trial < 60; trial++) {
      List<TrackEntry> tracks = new ArrayList<>();
      for (int genre = 0; genre < 6; genre++) {
        for (int artist = 0; artist < 3; artist++) {
          tracks.addAll(artist("g" + genre, "g" + genre + "own" + artist, 1 + random.nextInt(6)));
        }
        int shared = random.nextInt(4);
        for (int artist = 0; artist < shared; artist++) {
          tracks.addAll(artist("g" + genre, "shared" + artist, 1 + random.nextInt(20)));
        }
      }
      SplitSettings settings = new SplitSettings(Protocol.GROUP, SHARES, random.nextLong());
      List<Assignment> rows = Splitter.assign(tracks, settings);
      SplitCheck.verify(tracks, rows, Protocol.GROUP);
      assertThat(segments(tracks, rows, 0).values())
          .allSatisfy(sides -> assertThat(sides).containsOnlyKeys(Side.values()));
    }
  }

  @Test
  void genreWithFewerGroupsThanSides_isAnErrorThatNamesIt() {
    List<TrackEntry> tracks = new ArrayList<>(artist("reggae", "marley", 30));
    tracks.addAll(artist("reggae", "tosh", 5));
    assertThatThrownBy(() -> Splitter.assign(tracks, new SplitSettings(Protocol.GROUP, SHARES, 7)))
        .isInstanceOf(SplitException.class)
        .hasMessage(
            "genre reggae has 2 groups, too few for train, validation and test, each of which"
                + " needs one; add groups to the genre or leave it out");
  }

  @Test
  void genresThatCannotAllBeOnEverySide_areAnError() {
    // four artists on three sides: two share a side, and those two meet in some genre of three
    List<TrackEntry> tracks = new ArrayList<>();
    String[][] genres = {{"a", "b", "c"}, {"a", "b", "d"}, {"a", "c", "d"}, {"b", "c", "d"}};
    for (int genre = 0; genre < genres.length; genre++) {
      for (String artist : genres[genre]) {
        tracks.addAll(artist("g" + genre, artist, 2));
      }
    }
    assertThatThrownBy(() -> Splitter.assign(tracks, new SplitSettings(Protocol.GROUP, SHARES, 7)))
        .isInstanceOf(SplitException.class)
        .hasMessageContaining("has 3 groups, but they span other genres");
  }
}
