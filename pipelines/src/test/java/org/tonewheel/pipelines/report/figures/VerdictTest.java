package org.tonewheel.pipelines.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tonewheel.pipelines.report.data.CountedRun.accuracy;
import static org.tonewheel.pipelines.report.data.CountedRun.asking;
import static org.tonewheel.pipelines.report.data.CountedRun.right;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tonewheel.evaluation.Interval;
import org.tonewheel.pipelines.experiment.settings.ReportSettings;
import org.tonewheel.pipelines.experiment.settings.Threshold;
import org.tonewheel.pipelines.experiment.settings.Threshold.By;
import org.tonewheel.pipelines.report.data.CountedRun;
import org.tonewheel.pipelines.report.data.EarlierRun;
import org.tonewheel.pipelines.report.data.Figure;
import org.tonewheel.pipelines.report.data.Judging;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SmallRun;

/** Figures held against thresholds; 80 of 100 tracks have an interval of about 72% to 88%. */
class VerdictTest {

  private static Verdict verdict(ReportData data) {
    return new MetricsBuilder(data).build().verdict();
  }

  private static Verdict of80(Threshold threshold) {
    return verdict(CountedRun.of(asking(threshold), right("net5", 1, 0, 80)));
  }

  private static Verdict.Check only(Verdict verdict) {
    assertThat(verdict.branches()).hasSize(1);
    assertThat(verdict.branches().get(0).checks()).hasSize(1);
    return verdict.branches().get(0).checks().get(0);
  }

  @Test
  void withoutThresholds_thereIsNoVerdict() {
    assertThat(verdict(CountedRun.of(asking(), right("net5", 1, 0, 80)))).isNull();
  }

  @Test
  void byInterval_theWholeOfItMustReachWhatIsAsked() {
    assertThat(of80(accuracy(0.6, By.INTERVAL, null)).outcome()).isEqualTo(Verdict.Outcome.PASSED);
    assertThat(of80(accuracy(0.95, By.INTERVAL, null)).outcome()).isEqualTo(Verdict.Outcome.FAILED);
    Verdict unsure = of80(accuracy(0.79, By.INTERVAL, null));
    assertThat(unsure.outcome()).isEqualTo(Verdict.Outcome.UNDECIDED);
    assertThat(only(unsure).because())
        .isEqualTo("the interval lies on both sides of what is asked");
  }

  @Test
  void byPoint_theFigureAloneDecides() {
    assertThat(of80(accuracy(0.8, By.POINT, null)).outcome()).isEqualTo(Verdict.Outcome.PASSED);
    Verdict failed = of80(accuracy(0.801, By.POINT, null));
    assertThat(failed.outcome()).isEqualTo(Verdict.Outcome.FAILED);
    assertThat(failed.words())
        .startsWith("The chosen branch net5-track misses what is asked: accuracy of tracks at")
        .contains("at least 80.1%, by the figure alone, measured 80.0% (");
  }

  @Test
  void atMost_isPassedFromBelow() {
    Threshold loss =
        new Threshold(
            List.of("net*"),
            List.of("track"),
            Threshold.Level.SEGMENT,
            Threshold.Metric.LOG_LOSS,
            null,
            0.8,
            By.INTERVAL,
            null);
    // 80 times -ln 0.75 and 20 times -ln 0.25
    Verdict.Check check = only(of80(loss));
    assertThat(check.value())
        .isCloseTo(-(0.8 * Math.log(0.75) + 0.2 * Math.log(0.25)), within(1e-12));
    assertThat(check.outcome()).isEqualTo(Verdict.Outcome.PASSED);
    assertThat(check.asked()).isEqualTo("log loss of segments at most 0.800");
  }

  @Test
  void allRight_hasTheExactInterval_forResamplingFindsNothingToVary() {
    Verdict.Check check =
        only(
            verdict(
                CountedRun.of(
                    asking(accuracy(0.97, By.INTERVAL, null)), right("net5", 1, 0, 100))));
    assertThat(check.interval().low()).isCloseTo(Math.pow(0.025, 0.01), within(1e-12));
    assertThat(check.outcome()).isEqualTo(Verdict.Outcome.UNDECIDED);
  }

  @Test
  void unsafeFigures_canFailButNotPass() {
    ReportData data =
        CountedRun.of(
            asking(accuracy(0.6, By.INTERVAL, null)),
            right("net5", "leaky", 1, 0, 100),
            right("weak", "leaky", 1, 0, 20));
    List<Verdict.OfBranch> branches = verdict(data).branches();
    assertThat(branches)
        .extracting(Verdict.OfBranch::outcome)
        .containsExactly(Verdict.Outcome.UNDECIDED, Verdict.Outcome.FAILED);
    assertThat(branches.get(0).checks().get(0).because()).startsWith("UNSAFE: split leaky leaks");
  }

  @Test
  void runsVerdict_isTheChosenBranchs_unlessEveryBranchDecides() {
    Threshold half = accuracy(0.5, By.INTERVAL, null);
    ReportData best = CountedRun.of(asking(half), right("net5", 1, 0, 80), right("weak", 1, 0, 20));
    assertThat(verdict(best).outcome()).isEqualTo(Verdict.Outcome.PASSED);
    assertThat(verdict(best).words())
        .isEqualTo("The chosen branch net5-track reaches what is asked.");
    ReportData every =
        CountedRun.of(
            new ReportSettings(List.of(half), ReportSettings.Decides.EVERY, null, 0),
            right("net5", 1, 0, 80),
            right("weak", 1, 0, 20));
    assertThat(verdict(every).outcome()).isEqualTo(Verdict.Outcome.FAILED);
    assertThat(verdict(every).words()).isEqualTo("Of 2 branches, 1 passed, 1 failed.");
  }

  @Test
  void branchThatIsNotTrained_leavesItsVerdictOpen() {
    Verdict verdict =
        verdict(
            CountedRun.of(
                asking(accuracy(0.5, By.POINT, null)), SmallRun.failed("net5-track", "track", 0)));
    assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.UNDECIDED);
    assertThat(verdict.words()).isEqualTo("No branch could be chosen.");
    assertThat(only(verdict).because()).isEqualTo("its training failed");
  }

  @Test
  void againstTheBaseline_theDifferenceInPairsDecides() {
    ReportData data =
        CountedRun.of(
            new ReportSettings(
                List.of(accuracy(0.1, By.INTERVAL, "baseline")),
                ReportSettings.Decides.BEST,
                "forest",
                0),
            right("net5", 1, 0, 80),
            right("forest", 1, 0, 50));
    Verdict verdict = verdict(data);
    Verdict.Check check = only(verdict);
    assertThat(check.against()).isEqualTo("forest-track");
    assertThat(check.value()).isEqualTo(0.3);
    assertThat(check.asked())
        .isEqualTo("accuracy of tracks at least +10.0 points from forest-track");
    // unpaired it would reach from 17% to 43%
    assertThat(check.interval().low()).isBetween(0.2, 0.25);
    assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.PASSED);
  }

  private static EarlierRun earlier(List<String> genres, String branch, Interval interval) {
    return new EarlierRun(
        null,
        "old-1",
        genres,
        branch,
        List.of(
            new EarlierRun.Entry(
                branch,
                "track",
                Map.of(
                    Threshold.Level.TRACK,
                    Map.of(Threshold.Metric.ACCURACY, new Figure(0.6, interval))))));
  }

  private static Verdict.Check against(EarlierRun run) {
    return only(
        verdict(
            CountedRun.of(
                new Judging(asking(accuracy(0, By.INTERVAL, "old")), Map.of("old", run)),
                right("net5", 1, 0, 80))));
  }

  @Test
  void againstAnEarlierRun_bothIntervalsCount() {
    Interval sure = new Interval(0.55, 0.65);
    Verdict.Check check = against(earlier(SmallRun.GENRES, "net5-track", sure));
    assertThat(check.against()).isEqualTo("old-1, net5-track");
    assertThat(check.value()).isCloseTo(0.2, within(1e-12));
    assertThat(check.outcome()).isEqualTo(Verdict.Outcome.PASSED);
    Verdict.Check unsure = against(earlier(SmallRun.GENRES, "other-track", new Interval(0.3, 0.9)));
    assertThat(unsure.against()).as("the one it chose").isEqualTo("old-1, other-track");
    assertThat(unsure.outcome()).isEqualTo(Verdict.Outcome.UNDECIDED);
  }

  @Test
  void earlierRunThatCannotBeCompared_leavesItOpen() {
    Interval sure = new Interval(0.55, 0.65);
    assertThat(against(earlier(List.of("jazz", "folk"), "net5-track", sure)).because())
        .isEqualTo("it has other genres");
    assertThat(against(EarlierRun.unknown("there is no report of it")).outcome())
        .isEqualTo(Verdict.Outcome.UNDECIDED);
  }

  @Test
  void differenceOfFigures_hasTheIntervalOfBoth() {
    // Zou and Donner's square-and-add: 0.3 -/+ hypot of the halves that point the same way
    Figure difference =
        new Figure(0.8, new Interval(0.7, 0.86)).less(new Figure(0.5, new Interval(0.42, 0.58)));
    assertThat(difference.value()).isCloseTo(0.3, within(1e-12));
    assertThat(difference.interval().low())
        .isCloseTo(0.3 - Math.sqrt(0.01 + 0.0064), within(1e-12));
    assertThat(difference.interval().high())
        .isCloseTo(0.3 + Math.sqrt(0.0036 + 0.0064), within(1e-12));
  }
}
