package org.tonewheel.pipelines.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tonewheel.pipelines.report.data.CountedRun.right;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.evaluation.McNemar;
import org.tonewheel.pipelines.experiment.settings.ReportSettings;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.CountedRun;

/** Branches tested against a baseline. */
class VersusTest {

  private static List<MetricsFile.Entry> branches(String baseline, BranchData... branches) {
    ReportSettings settings =
        new ReportSettings(List.of(), ReportSettings.Decides.BEST, baseline, 0);
    return new MetricsBuilder(CountedRun.of(settings, branches)).build().branches();
  }

  @Test
  void byDefault_theBaselineOfTheSameSplitIsMeant() {
    List<MetricsFile.Entry> entries =
        branches(
            null,
            right("net5", 1, 0, 80),
            right("net5", "leaky", 1, 0, 90),
            right("dummy", 1, 0, 50),
            right("dummy", "leaky", 1, 0, 50));
    assertThat(entries)
        .extracting(entry -> entry.versus().against())
        .containsExactly("dummy-track", "dummy-leaky");
    Versus versus = entries.get(0).versus();
    assertThat(versus.accuracy().mean()).isCloseTo(0.3, within(1e-12));
    assertThat(versus.mcNemar().onlyThis()).isEqualTo(30);
    assertThat(versus.mcNemar().onlyBaseline()).isZero();
    assertThat(versus.mcNemar().p()).isEqualTo(McNemar.of(30, 0).p());
    assertThat(versus.finding()).isEqualTo("better");
  }

  @Test
  void probabilities_areCorrectedForAllComparisonsOfTheRun() {
    List<MetricsFile.Entry> entries =
        branches(
            "forest",
            right("forest", 1, 0, 50),
            right("net5", 1, 0, 56),
            right("net6", 1, 0, 57),
            right("weak", 1, 3, 50));
    assertThat(entries.get(0).versus()).as("of the baseline").isNull();
    Versus second = entries.get(2).versus();
    assertThat(second.comparisons()).isEqualTo(3);
    // net6 has the least probability, 2 / 2^7
    assertThat(second.mcNemar().p()).isCloseTo(2 / 128.0, within(1e-12));
    assertThat(second.mcNemar().corrected()).isCloseTo(6 / 128.0, within(1e-12));
    assertThat(entries.get(1).versus().mcNemar().corrected())
        .isCloseTo(2 * 2 / 64.0, within(1e-12));
    assertThat(entries.get(1).versus().finding()).isEqualTo("not told apart");
    assertThat(entries.get(3).versus().accuracy().mean()).isLessThan(0);
  }

  @Test
  void baselineNamedUnderOneSplit_isMeantUnderEachThatHasIt() {
    List<MetricsFile.Entry> entries =
        branches(
            "forest-track",
            right("forest", 1, 0, 50),
            right("forest", "leaky", 1, 0, 60),
            right("net5", "leaky", 1, 0, 90));
    assertThat(entries.get(2).versus().against()).isEqualTo("forest-leaky");
    assertThat(entries.get(2).versus().accuracy().mean()).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void seeds_arePaired_andOneOfTheBaselineStandsForAll() {
    List<MetricsFile.Entry> entries =
        branches(
            "forest", right("net5", 1, 0, 80), right("net5", 2, 0, 60), right("forest", 7, 0, 50));
    Versus versus = entries.get(0).versus();
    assertThat(versus.seeds()).isEqualTo(2);
    assertThat(versus.accuracy().mean()).isCloseTo(0.2, within(1e-12));
    assertThat(versus.accuracy().spread().min()).isCloseTo(0.1, within(1e-12));
    assertThat(versus.accuracy().spread().max()).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void withoutABaseline_nothingIsTested() {
    assertThat(branches(null, right("net5", 1, 0, 80)).get(0).versus()).isNull();
  }
}
