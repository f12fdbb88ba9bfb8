package org.tonewheel.pipelines.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tonewheel.gan.quality.FrechetComparison;
import org.tonewheel.pipelines.report.data.ArmsRun;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.MadeUpSynthesis;
import org.tonewheel.pipelines.report.data.SmallRun;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.pipelines.report.data.SyntheticData;
import org.tonewheel.sampling.Protocol;

/** How syntheses of one set are summed up for the page and for metrics.json. */
class SyntheticGroupTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final SplitData TRACK = SmallRun.split("track", Protocol.TRACK, 1, Map.of());

  private static FrechetComparison frechet(double distance, double halves) {
    return new FrechetComparison(distance, 0, halves, 0, null, 9, 33, 4, true);
  }

  private static SyntheticFigures figures(SyntheticData... syntheses) {
    return new SyntheticGroup(TRACK, List.of(syntheses)).figures(List.of("jazz", "rock"));
  }

  @Test
  void figures_areMeansOverThoseThatHaveThem() {
    SyntheticFigures figures =
        figures(
            MadeUpSynthesis.of(1, 10, frechet(3, 1), true, Map.of("b", "x"), List.of(), List.of()),
            MadeUpSynthesis.of(2, 20, frechet(5, 2), false, Map.of(), List.of(), List.of()),
            MadeUpSynthesis.of(3, 30, null, true, Map.of("b", "x"), List.of(), List.of()),
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
            MadeUpSynthesis.of(1, 10, null, false, Map.of("projection", "a"), List.of(), List.of()),
            MadeUpSynthesis.of(
                2, 10, null, false, Map.of("projection", "b"), List.of(), List.of()));
    assertThat(figures.missing()).isEqualTo(Map.of("projection", "a"));
  }
}
