package org.tonewheel.pipelines.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.report.data.PredictionRow;
import org.tonewheel.pipelines.report.data.SmallRun;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;
import org.tonewheel.sampling.TrackEntry;

/** Tracks that are the same recording say one thing, not two. */
class RepeatsIntervalTest {
  private static final int RECORDINGS = 40;

  /** Every recording is there twice; a model is right on both or on neither. */
  private static List<PredictionRow> predictions() {
    List<PredictionRow> rows = new ArrayList<>();
    for (int i = 0; i < RECORDINGS; i++) {
      float jazz = i % 4 < 3 == i % 2 < 1 ? 0.75f : 0.25f;
      for (String copy : List.of("a", "b")) {
        for (Side side : List.of(Side.VALIDATION, Side.TEST)) {
          rows.add(SmallRun.row(track(copy, i), 0, side, i % 2, jazz));
        }
      }
    }
    return rows;
  }

  private static String track(String copy, int recording) {
    return "%s%02d".formatted(copy, recording);
  }

  private static SplitData split(Protocol protocol, boolean known) {
    List<TrackEntry> tracks = new ArrayList<>();
    List<Assignment> rows = new ArrayList<>();
    for (int i = 0; i < RECORDINGS; i++) {
      for (String copy : List.of("a", "b")) {
        String group = track(known ? "a" : copy, i);
        tracks.add(new TrackEntry(track(copy, i), SmallRun.GENRES.get(i % 2), group, 1));
        rows.add(new Assignment(track(copy, i), null, 0, Side.TEST));
      }
    }
    return SplitData.of("track", protocol, null, SmallRun.GENRES, tracks, rows);
  }

  private static LevelFigures figures(SplitData split) {
    return new MetricsBuilder(
            SmallRun.of(
                List.of(split),
                List.of(SmallRun.branch("net5-track", "track", 0, 42, predictions()))))
        .build()
        .branches()
        .get(0)
        .test()
        .judged();
  }

  private static double width(LevelFigures figures) {
    return figures.interval().accuracy().high() - figures.interval().accuracy().low();
  }

  @Test
  void intervalIsWider_whereTwoTracksAreOneRecording() {
    LevelFigures apart = figures(split(Protocol.TRACK, false));
    LevelFigures together = figures(split(Protocol.TRACK, true));
    assertThat(together.accuracy()).isEqualTo(apart.accuracy());
    assertThat(apart.interval().over()).isEqualTo("track");
    assertThat(apart.interval().clusters()).isEqualTo(2 * RECORDINGS);
    assertThat(together.interval().over()).isEqualTo("recording");
    assertThat(together.interval().clusters()).isEqualTo(RECORDINGS);
    assertThat(width(together) / width(apart)).isCloseTo(Math.sqrt(2), within(0.2));
  }

  @Test
  void page_saysWhatIsResampled() {
    SplitData apart = split(Protocol.TRACK, false);
    SplitData together = split(Protocol.TRACK, true);
    assertThat(apart.clusters()).isEmpty();
    assertThat(apart.clusterWords()).isEqualTo("tracks");
    assertThat(together.clusters()).hasSize(RECORDINGS).containsEntry("b03", "a03");
    assertThat(together.clusterWords()).isEqualTo("recordings");
  }

  @Test
  void rows_areResampledOneByOne_underTheRowProtocol() {
    LevelFigures rows = figures(split(Protocol.ROW, true));
    assertThat(rows.interval().over()).isEqualTo("row");
    assertThat(rows.interval().clusters()).isEqualTo(2 * RECORDINGS);
  }
}
