package org.tonewheel.pipelines.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tonewheel.evaluation.Calibration;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.PredictionRow;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SmallRun;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.sampling.Protocol;

/**
 * What probabilities are worth. Tracks of {@code mixed}: jazz a 0.625, rock b 0.4375, rock c 0.625,
 * in probabilities of jazz; c is wrong.
 */
class ProbabilityFiguresTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final SplitData TRACK = SmallRun.split("track", Protocol.TRACK, 1, Map.of());

  private static ReportData run(BranchData... branches) {
    return SmallRun.of(List.of(TRACK), List.of(branches));
  }

  private static BranchData seed(long seed, List<PredictionRow> predictions) {
    return SmallRun.branch("net5-track", "track", 0, seed, predictions);
  }

  private static LevelFigures tracks(BranchData... branches) {
    return new MetricsBuilder(run(branches)).build().branches().get(0).test().track();
  }

  @Test
  void figures_equalThoseWorkedOutByHand() {
    LevelFigures track = tracks(seed(42, SmallRun.mixed()));
    assertThat(track.genres().get(0).averagePrecision()).isEqualTo(0.5, EXACT);
    assertThat(track.genres().get(1).averagePrecision()).isEqualTo(5 / 6.0, EXACT);
    assertThat(track.averagePrecision()).isEqualTo(4 / 6.0, EXACT);
    assertThat(track.confused()).containsExactly(new LevelFigures.Confused("rock", "jazz", 1, 0.5));
    LevelFigures.Calibrated calibration = track.calibration();
    assertThat(calibration.bins())
        .containsExactly(new Calibration.Bin(1, 0.5625, 1), new Calibration.Bin(2, 0.625, 0.5));
    assertThat(calibration.expectedError()).isEqualTo((0.4375 + 2 * 0.125) / 3, EXACT);
    assertThat(calibration.largestError()).isEqualTo(0.4375, EXACT);
  }

  @Test
  void seeds_areAveraged_andTheirBinsAreOne() {
    LevelFigures track = tracks(seed(42, SmallRun.mixed()), seed(43, SmallRun.all(true, true)));
    assertThat(track.averagePrecision()).isEqualTo((4 / 6.0 + 1) / 2, EXACT);
    LevelFigures.Calibrated calibration = track.calibration();
    assertThat(calibration.expectedError())
        .as("of the second seed 0.25: right each time, at 0.75")
        .isEqualTo(((0.4375 + 2 * 0.125) / 3 + 0.25) / 2, EXACT);
    assertThat(calibration.bins())
        .containsExactly(
            new Calibration.Bin(1, 0.5625, 1),
            new Calibration.Bin(2, 0.625, 0.5),
            new Calibration.Bin(3, 0.75, 1));
    assertThat(track.confused()).as("counts of both").hasSize(1);
    assertThat(track.confused().get(0).share()).isEqualTo(0.25, EXACT);
  }

  @Test
  void validation_hasNoneOfThis_butTheMeanPrecision() {
    LevelFigures track =
        new MetricsBuilder(run(seed(42, SmallRun.mixed())))
            .build()
            .branches()
            .get(0)
            .validation()
            .track();
    assertThat(track.calibration()).isNull();
    assertThat(track.confused()).isEmpty();
    assertThat(track.averagePrecision()).isEqualTo(4 / 6.0, EXACT);
  }

  @Test
  void worstTracks_areThoseNamedWrongly_theLeastSureOfTheTruthFirst() {
    ReportData run = run(seed(42, SmallRun.mixed()), seed(43, SmallRun.all(true, false)));
    WorstTracks worst = WorstTracks.of(Configuration.of(run).get(0), 2);
    assertThat(worst.tested()).isEqualTo(3);
    assertThat(worst.wrong()).isEqualTo(3);
    assertThat(worst.tracks()).extracting(WorstTracks.Track::track).containsExactly("c", "b", "a");
    assertThat(worst.tracks().get(0).ofTruth())
        .as("the mean of 0.375 and 0.25")
        .isEqualTo(0.3125, EXACT);
    assertThat(WorstTracks.named(run, 2)).containsExactly("c", "b");
  }

  @Test
  void worstTracksOfSafeSplits_areNamedFirst() {
    SplitData leaky = SmallRun.split("leaky", Protocol.SEGMENT, 1, Map.of());
    ReportData run =
        SmallRun.of(
            List.of(TRACK, leaky),
            List.of(
                SmallRun.branch("net5-leaky", "leaky", 0, 42, SmallRun.all(true, false)),
                seed(42, SmallRun.mixed())));
    assertThat(WorstTracks.named(run, 2)).containsExactly("c", "a");
  }
}
