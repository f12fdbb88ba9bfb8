package org.tonewheel.pipelines.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tonewheel.gan.quality.Diversity;
import org.tonewheel.gan.quality.FrechetComparison;
import org.tonewheel.gan.quality.GenreQuality;
import org.tonewheel.gan.quality.SampleQuality;
import org.tonewheel.sampling.Protocol;

/** How syntheses of one set are summed up for the page and for metrics.json. */
class SyntheticGroupTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final SplitData TRACK = SmallRun.split("track", Protocol.TRACK, 1, Map.of());

  /** One whose only genre is jazz. */
  private static SyntheticData synthesis(
      long seed,
      int made,
      FrechetComparison frechet,
      boolean collapsed,
      Map<String, String> missing,
      List<SyntheticData.LossRow> losses,
      List<SamplePicture> samples) {
    GenreQuality jazz =
        new GenreQuality(
            "jazz",
            10,
            5,
            made,
            frechet,
            null,
            null,
            new Diversity(1, 2, 0.5, collapsed, null),
            Map.of());
    return new SyntheticData(
        "gan-s" + seed,
        "gan",
        "files",
        "frames33",
        "track",
        0,
        seed,
        "feature-gan",
        Map.of(),
        false,
        BranchState.DONE,
        null,
        Map.of("jazz", made),
        losses.size(),
        "epochs",
        10,
        new SampleQuality(
            Map.of(),
            jazz,
            List.of(jazz),
            null,
            null,
            collapsed ? List.of("jazz collapsed to 0.%d".formatted(seed)) : List.of(),
            missing),
        losses,
        samples);
  }

  private static FrechetComparison frechet(double distance, double halves) {
    return new FrechetComparison(distance, 0, halves, 0, null, 9, 33, 4, true);
  }

  private static SyntheticFigures figures(SyntheticData... syntheses) {
    return new SyntheticGroup(TRACK, List.of(syntheses)).figures(List.of("jazz", "rock"));
  }

  private static List<SyntheticData.LossRow> losses(int epochs) {
    return IntStream.rangeClosed(1, epochs)
        .mapToObj(epoch -> new SyntheticData.LossRow(epoch, epoch, 2 * epoch, 0.5, 0.25))
        .toList();
  }

  @Test
  void figures_areMeansOverThoseThatHaveThem() {
    SyntheticFigures figures =
        figures(
            synthesis(1, 10, frechet(3, 1), true, Map.of("b", "x"), List.of(), List.of()),
            synthesis(2, 20, frechet(5, 2), false, Map.of(), List.of(), List.of()),
            synthesis(3, 30, null, true, Map.of("b", "x"), List.of(), List.of()),
            ArmsRun.pending("gan", BranchState.PENDING, null));
    assertThat(figures.asked()).isEqualTo(4);
    assertThat(figures.done()).isEqualTo(3);
    assertThat(figures.state()).isEqualTo(BranchState.PENDING);
    assertThat(figures.overall().made()).isEqualTo(20, EXACT);
    SyntheticFigures.Genre jazz = figures.genres().get(0);
    assertThat(jazz.frechet()).isEqualTo(4, EXACT);
    assertThat(jazz.frechetHalves()).isEqualTo(1.5, EXACT);
    assertThat(jazz.rankDeficient()).isTrue();
    assertThat(jazz.precision()).isNull();
    assertThat(jazz.diversity()).isEqualTo(0.5, EXACT);
    assertThat(jazz.collapsed()).isEqualTo(2);
    assertThat(figures.genres().get(1).frechet()).isNull();
    assertThat(figures.trainOnSynthetic()).isNull();
    assertThat(figures.alarms()).containsExactly("jazz collapsed to 0.1 (2 of 3)");
    // the second has it
    assertThat(figures.missing()).isEmpty();
  }

  @Test
  void measureThatNoneHas_isNamedWithItsReason() {
    SyntheticFigures figures =
        figures(
            synthesis(1, 10, null, false, Map.of("projection", "a"), List.of(), List.of()),
            synthesis(2, 10, null, false, Map.of("projection", "b"), List.of(), List.of()));
    assertThat(figures.missing()).isEqualTo(Map.of("projection", "a"));
  }

  @Test
  void losses_areMeansOverThoseStillTraining() {
    LossCurves curves =
        LossCurves.of(
            new SyntheticGroup(
                TRACK,
                List.of(
                    synthesis(1, 1, null, false, Map.of(), losses(2), List.of()),
                    synthesis(
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
                TRACK, List.of(synthesis(1, 1, null, false, Map.of(), losses(1001), List.of()))));
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
            TRACK, List.of(synthesis(1, 1, null, false, Map.of(), List.of(), samples)));
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
