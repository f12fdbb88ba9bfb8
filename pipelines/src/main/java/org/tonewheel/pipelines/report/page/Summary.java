package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.tonewheel.evaluation.Interval;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.pipelines.report.figures.LeakComparison;
import org.tonewheel.pipelines.report.figures.LevelFigures;
import org.tonewheel.pipelines.report.figures.MetricsFile;
import org.tonewheel.pipelines.report.figures.Versus;

/**
 * What the report comes to, in plain words.
 *
 * @param headline the finding, one sentence
 * @param sentences what stands behind it
 * @param accuracy the chosen branch's test accuracy, 0 to 1; null where none was chosen
 * @param interval its 95% interval; null where there is none
 * @param baseline the best baseline's accuracy under the same split; null where there is none
 * @param claimed the accuracy that a leaky split claims for the same recipe; null where there is
 *     none
 * @param safe whether the accuracy can be believed
 */
public record Summary(
    String headline,
    List<String> sentences,
    Double accuracy,
    Interval interval,
    Double baseline,
    Double claimed,
    boolean safe) {

  static Summary of(ReportData data, MetricsFile metrics) {
    MetricsFile.Best best = metrics.best();
    if (best == null) {
      List<String> sentences = new ArrayList<>();
      sentences.add(
          metrics.branches().isEmpty()
              ? "The experiment asks for no branch."
              : "A branch is chosen on validation among those of the safest split, and none of them"
                  + (metrics.branches().stream().allMatch(MetricsFile.Entry::admitted)
                      ? " is done."
                      : " is done and admitted."));
      sentences.addAll(ArmsSummary.of(data, metrics));
      addUnfinished(metrics, sentences);
      return new Summary("No branch could be chosen.", sentences, null, null, null, null, true);
    }
    MetricsFile.Entry entry = entry(metrics.branches(), best.branch());
    SplitData split =
        data.splits().stream().filter(one -> one.name().equals(best.split())).findFirst().get();
    LevelFigures test = entry.test().judged();
    String what = entry.test().track() == null ? "rows" : "tracks";
    Interval interval = test.interval() == null ? null : test.interval().accuracy();

    List<String> sentences = new ArrayList<>();
    sentences.add(
        "It was chosen on validation (%s%% of %s right there); test figures had no say."
            .formatted(percent(best.validationAccuracy()), what));
    sentences.add(
        interval == null
            ? "There is too little on test to say how sure this is."
            : "The 95%% interval is %s%% to %s%%, by resampling the %d %s on test."
                .formatted(
                    percent(interval.low()),
                    percent(interval.high()),
                    test.interval().clusters(),
                    split.clusterWords()));
    if (test.spread() != null) {
      sentences.add(
          "Its %d seeds range from %s%% to %s%%."
              .formatted(
                  test.spread().seeds(),
                  percent(test.spread().accuracy().min()),
                  percent(test.spread().accuracy().max())));
    }
    sentences.add("Split “%s”: %s.".formatted(split.name(), SplitView.words(split)));
    MetricsFile.Entry against = baseline(metrics, best);
    Double baseline = null;
    if (against != null) {
      baseline = against.test().judged().accuracy();
      sentences.add("The baseline %s gets %s%%.".formatted(against.branch(), percent(baseline)));
    }
    if (entry.versus() != null) {
      sentences.add(versus(entry.versus()));
    }
    Double claimed = null;
    if (best.safe()) {
      LeakComparison leak =
          LeakComparison.of(metrics.branches()).stream()
              .filter(pair -> pair.safe().branch().equals(best.branch()))
              .findFirst()
              .orElse(null);
      if (leak != null) {
        claimed = leak.leaky().test().judged().accuracy();
        sentences.add(claim(leak, claimed));
      }
    } else {
      sentences.add(
          "UNSAFE: the run has no other split. This figure says little about unheard tracks; add a"
              + " split by track or by group before believing it.");
    }
    sentences.addAll(ArmsSummary.of(data, metrics));
    addUnfinished(metrics, sentences);
    return new Summary(
        "%s names the right genre for %s%% of %s%s."
            .formatted(
                best.branch(), percent(test.accuracy()), best.safe() ? "unheard " : "test ", what),
        sentences,
        test.accuracy(),
        interval,
        baseline,
        claimed,
        best.safe());
  }

  /** The test against the baseline in words. */
  private static String versus(Versus versus) {
    String tested =
        versus.comparisons() == 1
            ? ""
            : ", corrected for %d comparisons".formatted(versus.comparisons());
    Interval interval = versus.accuracy().interval();
    String finding = versus.finding();
    return "Tested in pairs on the same %ss it %s %s: %s points%s%s."
        .formatted(
            versus.level(),
            finding.equals("not told apart")
                ? "cannot be told apart from"
                : "is " + finding + " than",
            versus.against(),
            String.format(Locale.ROOT, "%+.1f", 100 * versus.accuracy().mean()),
            interval == null
                ? ""
                : String.format(
                    Locale.ROOT, " (%+.1f to %+.1f)", 100 * interval.low(), 100 * interval.high()),
            tested);
  }

  private static String claim(LeakComparison leak, double claimed) {
    if (leak.ofRows()) {
      return "Under the leaky split “%s” the same recipe would have claimed %s%% of rows. %s"
          .formatted(
              leak.leaky().split(),
              percent(claimed),
              leak.difference() > 0
                  ? "That figure is unsafe: the model may know the rows rather than the genres."
                  : "That figure is unsafe, though it is no better here.");
    }
    return ("Under the leaky split “%s” the same recipe would have claimed %s%% of tracks, and"
            + " %s%% of segments against %s%% here. %s")
        .formatted(
            leak.leaky().split(),
            percent(claimed),
            percent(leak.leaky().test().segment().accuracy()),
            percent(leak.safe().test().segment().accuracy()),
            leak.difference() > 0
                ? "Those figures are unsafe: the model may know the tracks rather than the genres."
                : "Those figures are unsafe, though they are no better here.");
  }

  private static MetricsFile.Entry baseline(MetricsFile metrics, MetricsFile.Best best) {
    return metrics.baselines().stream()
        .filter(entry -> entry.split().equals(best.split()) && entry.test() != null)
        .max(Comparator.comparingDouble(entry -> entry.test().judged().accuracy()))
        .orElse(null);
  }

  private static void addUnfinished(MetricsFile metrics, List<String> sentences) {
    long failed = count(metrics, BranchState.FAILED);
    long pending = count(metrics, BranchState.PENDING);
    if (failed > 0) {
      sentences.add(
          failed == 1
              ? "One branch failed; see the table."
              : failed + " branches failed; see the table.");
    }
    if (pending > 0) {
      sentences.add(
          pending == 1 ? "One branch is not done yet." : pending + " branches are not done yet.");
    }
  }

  private static long count(MetricsFile metrics, BranchState state) {
    return metrics.branches().stream().filter(entry -> entry.state() == state).count();
  }

  private static MetricsFile.Entry entry(List<MetricsFile.Entry> entries, String branch) {
    return entries.stream().filter(one -> one.branch().equals(branch)).findFirst().orElseThrow();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }
}
