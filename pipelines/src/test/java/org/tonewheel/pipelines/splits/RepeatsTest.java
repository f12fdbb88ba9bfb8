package org.tonewheel.pipelines.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Division;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;
import org.tonewheel.sampling.SplitException;
import org.tonewheel.sampling.SplitSettings;
import org.tonewheel.sampling.Splitter;
import org.tonewheel.sampling.TrackEntry;

class RepeatsTest {
  /** Thirty tracks; track i + 20 is the same file as track i for i below ten. */
  private final List<TrackRow> rows = new ArrayList<>();

  private final List<TrackEntry> entries = new ArrayList<>();

  RepeatsTest() {
    for (int i = 0; i < 30; i++) {
      String track = "rock/%02d".formatted(i);
      String hash = "hash" + (i >= 20 ? i - 20 : i);
      rows.add(new TrackRow(track, "main", "rock", "/" + track, hash, 30, 22050, 1, Map.of()));
      entries.add(new TrackEntry(track, "rock", "artist " + i, 10));
    }
  }

  @Test
  void repeats_lieOnOneSide_underEverySafeProtocol() {
    Repeats repeats = new Repeats(rows, Map.of());
    assertThat(repeats.size()).isEqualTo(10);
    for (Protocol protocol : List.of(Protocol.TRACK, Protocol.GROUP)) {
      List<Assignment> divided = divide(repeats, protocol);
      assertThat(divided.stream().map(Assignment::track).distinct()).hasSize(30);
      repeats.verify(divided);
    }
  }

  @Test
  void withoutCare_theyWouldNot() {
    Repeats repeats = new Repeats(rows, Map.of());
    List<Assignment> careless = Splitter.assign(entries, settings(Protocol.TRACK));
    assertThatThrownBy(() -> repeats.verify(careless))
        .isInstanceOf(SplitException.class)
        .hasMessageContaining("are the same file on different sides");
  }

  @Test
  void rowProtocol_keepsNothingTogether() {
    Repeats repeats = new Repeats(rows, Map.of());
    assertThat(Protocol.ROW.safe()).isFalse();
    assertThat(repeats.toDivide(entries, Protocol.ROW)).isEqualTo(entries);
    List<Assignment> divided = divide(repeats, Protocol.ROW);
    assertThat(divided.stream().map(Assignment::track).distinct()).hasSize(30);
    assertThatThrownBy(() -> repeats.verify(divided)).isInstanceOf(SplitException.class);
  }

  @Test
  void segmentProtocol_promisesNothing() {
    Repeats repeats = new Repeats(rows, Map.of());
    assertThat(repeats.toDivide(entries, Protocol.SEGMENT)).isEqualTo(entries);
    List<Assignment> some = List.of(new Assignment("rock/00", 1, 0, Side.TEST));
    assertThat(repeats.follow(some, Protocol.SEGMENT)).isEqualTo(some);
  }

  private List<Assignment> divide(Repeats repeats, Protocol protocol) {
    return repeats.follow(
        Splitter.assign(repeats.toDivide(entries, protocol), settings(protocol)), protocol);
  }

  private static SplitSettings settings(Protocol protocol) {
    return new SplitSettings(protocol, new Division.Folds(5), 42);
  }

  @Test
  void listsThatPartEqualFiles_areRefused_evenWhereTheFirstIsLeftOut() {
    rows.add(new TrackRow("rock/99", "main", "rock", "/", "hash0", 30, 22050, 1, Map.of()));
    Repeats repeats = new Repeats(rows, Map.of());
    assertThat(repeats.toDivide(entries, Protocol.LISTS)).isEqualTo(entries);
    List<Assignment> listed =
        List.of(
            new Assignment("rock/20", null, 0, Side.TRAIN),
            new Assignment("rock/99", null, 0, Side.TEST));
    assertThat(repeats.follow(listed, Protocol.LISTS)).isEqualTo(listed);
    assertThatThrownBy(() -> repeats.verify(listed))
        .isInstanceOf(SplitException.class)
        .hasMessageContaining("rock/20 and rock/99 are the same file");
    repeats.verify(listed.subList(0, 1));
  }

  @Test
  void nearRepeats_lieTogetherToo_andTheErrorSaysWhatTheyAre() {
    Map<String, String> near = Map.of("rock/10", "rock/10", "rock/11", "rock/10");
    Repeats repeats = new Repeats(rows, near);
    assertThat(repeats.size()).isEqualTo(11);
    for (Protocol protocol : List.of(Protocol.TRACK, Protocol.GROUP)) {
      repeats.verify(divide(repeats, protocol));
    }
    assertThatThrownBy(
            () ->
                repeats.verify(
                    List.of(
                        new Assignment("rock/10", null, 0, Side.TRAIN),
                        new Assignment("rock/11", null, 0, Side.TEST))))
        .isInstanceOf(SplitException.class)
        .hasMessageContaining("rock/10 and rock/11 are the same recording")
        .hasMessageContaining("audio.repeats");
  }
}
