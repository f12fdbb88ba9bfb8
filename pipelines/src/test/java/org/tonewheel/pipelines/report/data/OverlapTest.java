package org.tonewheel.pipelines.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Side;

class OverlapTest {
  private static final Map<String, String> ARTISTS = Map.of("a", "x", "b", "x", "c", "y");

  @Test
  void sidesThatShareAnArtist_sayHowMany() {
    List<Assignment> rows =
        List.of(
            new Assignment("a", null, 0, Side.TRAIN),
            new Assignment("b", null, 0, Side.TEST),
            new Assignment("c", null, 0, Side.VALIDATION),
            new Assignment("d", null, 0, Side.TRAIN));
    Overlap tracks = Overlap.of("track", "tracks", rows, track -> track);
    assertThat(tracks.sides())
        .isEqualTo(List.of(List.of(2, 0, 0), List.of(0, 1, 0), List.of(0, 0, 1)));
    assertThat(tracks.all()).isEqualTo(4);
    assertThat(tracks.leaks()).isZero();
    assertThat(tracks.folds()).isEmpty();
    Overlap artists = Overlap.of("track", "artists", rows, ARTISTS::get);
    assertThat(artists.all()).as("d has none").isEqualTo(2);
    assertThat(artists.leaks()).isEqualTo(1);
    assertThat(artists.sides())
        .isEqualTo(List.of(List.of(1, 0, 1), List.of(0, 1, 0), List.of(1, 0, 1)));
  }

  @Test
  void segmentsOfATrack_onTwoSidesAreALeak() {
    List<Assignment> rows =
        List.of(new Assignment("a", 0, 0, Side.TRAIN), new Assignment("a", 1, 0, Side.TEST));
    assertThat(Overlap.of("leaky", "tracks", rows, track -> track).leaks()).isEqualTo(1);
  }

  @Test
  void folds_areLookedAtOneByOne_andWhatTwoTestIsCounted() {
    List<Assignment> rows =
        List.of(
            new Assignment("a", null, 0, Side.TRAIN),
            new Assignment("a", null, 1, Side.TEST),
            new Assignment("b", null, 0, Side.TEST),
            new Assignment("b", null, 1, Side.TRAIN),
            new Assignment("c", null, 0, Side.TEST),
            new Assignment("c", null, 1, Side.TEST));
    Overlap tracks = Overlap.of("track", "tracks", rows, track -> track);
    assertThat(tracks.leaks()).as("other folds do not matter").isZero();
    assertThat(tracks.sides().get(2).get(2)).as("the most of any fold").isEqualTo(2);
    assertThat(tracks.folds()).isEqualTo(List.of(List.of(2, 1), List.of(1, 2)));
  }

  @Test
  void durations_areSummedUpByQuartiles() {
    Durations durations = Durations.of("jazz", List.of(4.0, 1.0, 2.0));
    assertThat(durations).isEqualTo(new Durations("jazz", 3, 1, 1.5, 2, 3, 4, 7));
    assertThatThrownBy(() -> Durations.of("jazz", List.of())).hasMessageContaining("jazz");
  }
}
