package org.tonewheel.pipelines.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.report.data.PredictionRow;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SampleRun;
import org.tonewheel.pipelines.report.data.SmallRun;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.pipelines.report.data.TableSample;
import org.tonewheel.pipelines.report.figures.Configuration;
import org.tonewheel.pipelines.report.figures.LevelFigures;
import org.tonewheel.pipelines.report.figures.MetricsBuilder;
import org.tonewheel.pipelines.report.figures.MetricsFile;
import org.tonewheel.sampling.Protocol;

class RocViewTest {
  private static final SplitData TRACK = SmallRun.split("track", Protocol.TRACK, 1, Map.of());

  private static RocView view(ReportData data, String level) {
    return RocView.of(Configuration.of(data).get(0), data.genres(), level);
  }

  @Test
  void areas_areThoseOfTheTableOfGenres() {
    ReportData data = SampleRun.ofTenGenres();
    for (MetricsFile.Entry entry : new MetricsBuilder(data).build().branches()) {
      if (entry.test() == null) {
        continue;
      }
      Configuration configuration =
          Configuration.of(data).stream()
              .filter(one -> one.id().equals(entry.branch()))
              .findFirst()
              .orElseThrow();
      for (String level : List.of("track", "segment")) {
        LevelFigures figures =
            level.equals("track") ? entry.test().track() : entry.test().segment();
        RocView roc = RocView.of(configuration, data.genres(), level);
        assertThat(roc.lines()).hasSize(11);
        for (int genre = 0; genre < 10; genre++) {
          assertThat(roc.lines().get(genre).genre()).isEqualTo(data.genres().get(genre));
          assertThat(roc.lines().get(genre).auc())
              .isCloseTo(figures.genres().get(genre).auc(), within(1e-12));
        }
        assertThat(roc.lines().get(10).genre()).isNull();
        assertThat(roc.lines().get(10).auc()).isCloseTo(figures.auc(), within(1e-12));
      }
    }
  }

  /** Tracks: jazz 0.625; rock 0.4375 and 0.625, in probabilities of jazz. */
  @Test
  void points_areOfTestTracks() {
    RocView roc =
        view(
            SmallRun.of(
                List.of(TRACK),
                List.of(SmallRun.branch("net5-track", "track", 0, 42, SmallRun.mixed()))),
            "track");
    RocView.Line jazz = roc.lines().get(0);
    assertThat(jazz.auc()).isEqualTo(0.75);
    assertThat(jazz.points()).hasSize(RocView.POINTS).startsWith(0, 0).endsWith(1000);
    assertThat(jazz.points()).isSorted();
    assertThat(jazz.readings().get(4)).as("at half of the others").isEqualTo(1);
    assertThat(jazz.readings().get(2))
        .as("at a tenth, on the line to there")
        .isCloseTo(0.2, within(1e-12));
  }

  @Test
  void genreThatIsAbsent_hasNoCurve() {
    List<PredictionRow> rock = SmallRun.mixed().stream().filter(row -> row.truth() == 1).toList();
    assertThat(
            view(
                SmallRun.of(
                    List.of(TRACK), List.of(SmallRun.branch("net5-track", "track", 0, 42, rock))),
                "track"))
        .isNull();
  }

  @Test
  void page_showsPublishedFiguresBesideWeightedOnes_ofTables() {
    ReportData data = TableSample.ofTenGenres();
    MetricsFile metrics = new MetricsBuilder(data).build();
    String page = ReportPage.render(data, metrics);
    assertThat(page).contains("P0, table 1", "P0, abstract", "55.36", "0.9115", "53.29");
    assertThat(metrics.branches())
        .filteredOn(entry -> entry.net().equals("net5"))
        .allMatch(entry -> entry.published().size() == 2);
    assertThat(metrics.branches())
        .filteredOn(entry -> entry.net().equals("forest"))
        .allMatch(entry -> entry.published() == null);
  }
}
