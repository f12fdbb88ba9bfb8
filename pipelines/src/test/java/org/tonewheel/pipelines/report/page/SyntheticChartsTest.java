package org.tonewheel.pipelines.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.report.data.MadeUpSynthesis;
import org.tonewheel.pipelines.report.data.SamplePicture;
import org.tonewheel.pipelines.report.data.SmallRun;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.pipelines.report.data.SyntheticData;
import org.tonewheel.pipelines.report.figures.SyntheticGroup;
import org.tonewheel.sampling.Protocol;

/** What the page draws and shows of syntheses of one set. */
class SyntheticChartsTest {

  private static final SplitData TRACK = SmallRun.split("track", Protocol.TRACK, 1, Map.of());

  @Test
  void losses_areMeansOverThoseStillTraining() {
    LossCurves curves =
        LossCurves.of(
            new SyntheticGroup(
                TRACK,
                List.of(
                    MadeUpSynthesis.of(
                        1, 1, null, false, Map.of(), MadeUpSynthesis.losses(2), List.of()),
                    MadeUpSynthesis.of(
                        2,
                        1,
                        null,
                        false,
                        Map.of(),
                        List.of(
                            new SyntheticData.LossRow(1, 3, 0, 1, 0),
                            new SyntheticData.LossRow(2, 4, 0, 1, 0),
                            new SyntheticData.LossRow(3, Double.NaN, 0, 1, 0)),
                        List.of()))));
    assertThat(curves.every()).isEqualTo(1);
    assertThat(curves.epochs())
        .containsExactly(
            new LossCurves.Epoch(1, 2, 2, 1, 0.75, 0.125),
            new LossCurves.Epoch(2, 2, 3, 2, 0.75, 0.125));
  }

  @Test
  void manyEpochs_areThinnedToWhatAPageCanHold_theLastAmongThem() {
    LossCurves curves =
        LossCurves.of(
            new SyntheticGroup(
                TRACK,
                List.of(
                    MadeUpSynthesis.of(
                        1, 1, null, false, Map.of(), MadeUpSynthesis.losses(1001), List.of()))));
    assertThat(curves.every()).isEqualTo(6);
    assertThat(curves.epochs()).hasSizeBetween(150, 200);
    assertThat(curves.epochs().get(curves.epochs().size() - 1).epoch()).isEqualTo(1001);
  }

  @Test
  void thumbnails_stayWithinTheirBytes_asManyOfEachGenre() {
    List<SamplePicture> samples = new ArrayList<>();
    for (String genre : List.of("jazz", "rock")) {
      for (int number = 0; number < 3; number++) {
        samples.add(
            new SamplePicture(genre, false, number, "s/" + genre + number, null, new byte[100]));
      }
    }
    SyntheticGroup group =
        new SyntheticGroup(
            TRACK, List.of(MadeUpSynthesis.of(1, 1, null, false, Map.of(), List.of(), samples)));
    assertThat(SampleGrid.of(group, 600).leftOut()).isZero();
    SampleGrid two = SampleGrid.of(group, 599);
    assertThat(two.genres()).extracting(genre -> genre.synthetic().size()).containsExactly(2, 2);
    assertThat(two.leftOut()).isEqualTo(2);
    assertThat(SampleGrid.of(group, 199).genres())
        .extracting(SampleGrid.Genre::genre)
        .containsExactly("jazz");
    assertThat(SampleGrid.of(group, 0).leftOut()).isEqualTo(6);
  }
}
