package org.tonewheel.pipelines.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.report.data.RepeatFacts;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SampleRun;
import org.tonewheel.pipelines.report.figures.MetricsBuilder;

/** What the report says of tracks that are the same recording. */
class RepeatsPageTest {
  private static final RepeatFacts FOUND =
      new RepeatFacts(
          "near",
          1,
          2,
          0,
          1,
          1,
          1,
          List.of(
              new RepeatFacts.Pair("a", "rock", "b", "<jazz>", "near", -3.25, 0.8771),
              new RepeatFacts.Pair("a", "rock", "c", "rock", "samples", 0, 1)),
          List.of(new RepeatFacts.Parted("leaky", 2, 1), new RepeatFacts.Parted("whole", 0, 0)));

  private static final RepeatFacts NONE =
      new RepeatFacts("near", 0, 0, 0, 0, 0, 0, List.of(), List.of());

  private static ReportData with(RepeatFacts repeats) {
    ReportData data = SampleRun.of(SampleRun.GENRES, "sample", List.of());
    return SampleRun.with(data, data.tuning(), repeats);
  }

  @Test
  void page_listsThePairs_andSaysWhichSplitPartsThem() {
    ReportData data = with(FOUND);
    String page = ReportPage.render(data, new MetricsBuilder(data).build());
    assertThat(page)
        .contains("2 tracks repeat another")
        .contains("1 only sounds the same")
        .contains("-3.25", "87.7", "rock / &lt;jazz&gt;")
        .contains("of 2 pairs 1 has one track that trains and another that tests")
        .doesNotContain("Split “whole” <strong class=\"unsafe\">");
    assertThat(new MetricsBuilder(data).build().repeats()).isEqualTo(data.repeats());
  }

  @Test
  void page_saysThatThereAreNone_orNothingWhereNobodyLooked() {
    ReportData none = with(NONE);
    assertThat(ReportPage.render(none, new MetricsBuilder(none).build()))
        .contains("No track repeats another.");
    ReportData unknown = with(null);
    assertThat(ReportPage.render(unknown, new MetricsBuilder(unknown).build()))
        .doesNotContain("<h3>Repeats</h3>");
  }
}
