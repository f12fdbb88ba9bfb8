package org.tonewheel.pipelines.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.report.figures.OutcomesFile;
import org.tonewheel.pipelines.report.figures.OutcomesFile.Outcome;

class OutcomePackTest {
  private final OutcomePack pack = new OutcomePack();

  /**
   * A run of two genres whose tracks are alternately of one and the other, all called the first.
   */
  private static OutcomesFile file(int tracks, String prefix, String... branches) {
    int[] all = IntStream.range(0, tracks).toArray();
    return new OutcomesFile(
        1,
        "r",
        List.of("jazz", "rock"),
        IntStream.range(0, tracks).mapToObj(i -> prefix + i).toList(),
        IntStream.of(all).map(i -> i % 2).toArray(),
        List.of(all),
        List.of(branches).stream().map(name -> new Outcome(name, 0, new int[tracks])).toList());
  }

  @Test
  void fewTracks_areSpelled_andRunsShareTracksAndSets() {
    OutcomePack.OfRun first = pack.add(file(4, "t", "a"), List.of("a"), 0);
    OutcomePack.OfRun second = pack.add(file(4, "t", "x", "b"), List.of("b"), -1);
    assertThat(first.values()).containsExactly(Map.of("e", 0, "set", 0, "said", "0000"));
    // x is no configuration of its metrics.json
    assertThat(second.values()).containsExactly(Map.of("e", 0, "set", 0, "said", "0000"));
    assertThat((List<?>) pack.shared().get("tracks")).hasSize(4);
    assertThat((List<?>) pack.shared().get("sets")).hasSize(1);
    assertThat(pack.shared().get("sets").toString()).contains("[0, 1, 1, 1]", "0101");
  }

  @Test
  void manyTracks_haveABitForRight() {
    int tracks = OutcomePack.SPELLED_TRACKS + 1;
    OutcomePack.OfRun run = pack.add(file(tracks, "t", "a"), List.of("a"), 0);
    BitSet right =
        BitSet.valueOf(Base64.getDecoder().decode((String) run.values().get(0).get("right")));
    assertThat(right.cardinality()).isEqualTo(OutcomePack.SPELLED_TRACKS / 2 + 1);
    assertThat(right.get(0)).isTrue();
    assertThat(right.get(1)).isFalse();
  }

  @Test
  void runTakesNoMoreThanItsShare_theChosenFirst() {
    int tracks = OutcomePack.RUN_BYTES * 8 / 2; // two configurations fit
    OutcomePack.OfRun run =
        pack.add(file(tracks, "t", "a", "b", "c", "d"), List.of("a", "b", "c", "d"), 3);
    assertThat(run.values()).extracting(value -> value.get("e")).containsExactly(3, 0);
    assertThat(run.leftOut()).containsExactly(1, 2);
  }

  @Test
  void tracksOfTooManyDataSets_areLeftOut() {
    int tracks = OutcomePack.TRACKS / 4;
    for (String data : List.of("a", "b", "c", "d")) {
      assertThat(pack.add(file(tracks, data, "x"), List.of("x"), 0).values()).hasSize(1);
    }
    OutcomePack.OfRun over = pack.add(file(1, "e", "x"), List.of("x"), 0);
    assertThat(over.values()).isEmpty();
    assertThat(over.leftOut()).containsExactly(0);
  }
}
