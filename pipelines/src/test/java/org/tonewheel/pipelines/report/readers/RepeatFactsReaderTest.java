package org.tonewheel.pipelines.report.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.settings.Audio;
import org.tonewheel.pipelines.repeats.RepeatKind;
import org.tonewheel.pipelines.repeats.RepeatPair;
import org.tonewheel.pipelines.repeats.RepeatsFile;
import org.tonewheel.pipelines.report.data.RepeatFacts;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Side;

/** What a report's readers tell of tracks that are the same recording. */
class RepeatFactsReaderTest {
  private static final List<RepeatPair> PAIRS =
      List.of(
          new RepeatPair("a", "b", RepeatKind.NEAR, -3.25, 0.8771, 26.4),
          new RepeatPair("a", "c", RepeatKind.SAMPLES, 0, 1, null));

  private static RepeatFacts facts(List<RepeatPair> pairs) {
    Tracks tracks =
        new Tracks(List.of(track("a", "rock"), track("b", "<jazz>"), track("c", "rock")));
    RepeatFactsReader reader =
        new RepeatFactsReader(new RepeatsFile(1, Audio.Repeats.NEAR, 3, 9, pairs), tracks);
    reader.add(
        "leaky",
        List.of(
            new Assignment("a", 0, 0, Side.TRAIN),
            new Assignment("a", 1, 0, Side.TEST),
            new Assignment("b", 0, 0, Side.TRAIN),
            new Assignment("c", 0, 1, Side.TEST)));
    reader.add("whole", List.of(new Assignment("a", null, 0, Side.TRAIN)));
    return reader.read();
  }

  private static TrackRow track(String id, String genre) {
    return new TrackRow(id, "main", genre, id, id, 30, 22_050, 1, Map.of());
  }

  @Test
  void facts_countKinds_groups_genres_andPairsThatTrainAndTest() {
    RepeatFacts facts = facts(PAIRS);
    assertThat(facts.groups()).isEqualTo(1);
    assertThat(facts.repeats()).isEqualTo(2);
    assertThat(facts.near()).isEqualTo(1);
    assertThat(facts.samples()).isEqualTo(1);
    assertThat(facts.labelsDiffer()).isEqualTo(1);
    assertThat(facts.parted())
        .containsExactly(
            new RepeatFacts.Parted("leaky", 2, 1), new RepeatFacts.Parted("whole", 0, 0));
  }
}
