package org.tonewheel.pipelines.report.figures;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tonewheel.evaluation.Interval;
import org.tonewheel.pipelines.experiment.settings.ReportSettings;
import org.tonewheel.pipelines.experiment.settings.Threshold;
import org.tonewheel.pipelines.report.data.EarlierRun;
import org.tonewheel.pipelines.report.data.Figure;
import org.tonewheel.pipelines.report.data.Judging;

/** Holds the figures of a run against the experiment's thresholds. */
final class VerdictBuilder {

  /** Of a 95% interval with two ends. */
  private static final double TAIL = 0.025;

  private final Judging judging;
  private final List<String> genres;
  private final List<MetricsFile.Entry> entries;
  private final List<MetricsFile.Entry> baselines;

  VerdictBuilder(
      Judging judging,
      List<String> genres,
      List<MetricsFile.Entry> entries,
      List<MetricsFile.Entry> baselines) {
    this.judging = judging;
    this.genres = genres;
    this.entries = entries;
    this.baselines = baselines;
  }

  /**
   * Returns the verdict; null where the experiment has no threshold.
   *
   * @param best the branch chosen; null where none was
   */
  Verdict build(MetricsFile.Best best) {
    ReportSettings settings = judging.settings();
    if (settings.thresholds().isEmpty()) {
      return null;
    }
    List<Verdict.OfBranch> branches = new ArrayList<>();
    for (MetricsFile.Entry entry : entries) {
      List<Verdict.Check> checks =
          settings.thresholds().stream()
              .filter(threshold -> threshold.isFor(entry.branch(), entry.split()))
              .filter(threshold -> !isItsOwnBaseline(entry, threshold))
              .map(threshold -> check(entry, threshold).check())
              .toList();
      if (!checks.isEmpty()) {
        branches.add(
            new Verdict.OfBranch(
                entry.branch(),
                Verdict.Outcome.ofAll(checks.stream().map(Verdict.Check::outcome).toList()),
                checks));
      }
    }
    return settings.decides() == ReportSettings.Decides.EVERY
        ? ofEvery(branches)
        : ofBest(best, branches);
  }

  private static Verdict ofEvery(List<Verdict.OfBranch> branches) {
    List<Verdict.Outcome> outcomes = branches.stream().map(Verdict.OfBranch::outcome).toList();
    List<String> parts = new ArrayList<>();
    for (Verdict.Outcome outcome : Verdict.Outcome.values()) {
      long count = outcomes.stream().filter(outcome::equals).count();
      if (count > 0) {
        parts.add(count + " " + outcome.word());
      }
    }
    return new Verdict(
        Verdict.Outcome.ofAll(outcomes),
        branches.isEmpty()
            ? "No threshold is for any branch."
            : "Of %d %s, %s."
                .formatted(
                    branches.size(),
                    branches.size() == 1 ? "branch" : "branches",
                    String.join(", ", parts)),
        "every",
        branches);
  }

  private static Verdict ofBest(MetricsFile.Best best, List<Verdict.OfBranch> branches) {
    Verdict.OfBranch chosen =
        branches.stream()
            .filter(one -> best != null && one.branch().equals(best.branch()))
            .findFirst()
            .orElse(null);
    if (chosen == null) {
      return new Verdict(
          Verdict.Outcome.UNDECIDED,
          best == null
              ? "No branch could be chosen."
              : "No threshold is for the chosen branch %s.".formatted(best.branch()),
          "best",
          branches);
    }
    List<String> missed =
        chosen.checks().stream()
            .filter(check -> check.outcome() == chosen.outcome())
            .filter(check -> check.outcome() != Verdict.Outcome.PASSED)
            .map(
                check ->
                    check.asked()
                        + (check.measured() == null ? "" : ", measured " + check.measured())
                        + (check.because() == null ? "" : "; " + check.because()))
            .toList();
    int asked = chosen.checks().size();
    String words =
        switch (chosen.outcome()) {
          case PASSED ->
              "The chosen branch %s reaches %s."
                  .formatted(
                      chosen.branch(),
                      asked == 1 ? "what is asked" : "all %d thresholds".formatted(asked));
          case FAILED ->
              "The chosen branch %s misses what is asked: %s."
                  .formatted(chosen.branch(), String.join("; ", missed));
          case UNDECIDED ->
              "The chosen branch %s neither passes nor fails: %s."
                  .formatted(chosen.branch(), String.join("; ", missed));
        };
    return new Verdict(chosen.outcome(), words, "best", branches);
  }

  private boolean isItsOwnBaseline(MetricsFile.Entry entry, Threshold threshold) {
    return Threshold.BASELINE.equals(threshold.against())
        && entry.versus() == null
        && entries.stream()
            .anyMatch(
                other -> other.versus() != null && other.versus().against().equals(entry.branch()));
  }

  private ThresholdCheck check(MetricsFile.Entry entry, Threshold threshold) {
    MetricsFile.Levels test = entry.testReal() == null ? entry.test() : entry.testReal();
    Threshold.Level level = threshold.level();
    if (level == null) {
      boolean rows =
          Stream.concat(entries.stream(), baselines.stream())
              .anyMatch(other -> other.test() != null && other.test().row() != null);
      level = rows ? Threshold.Level.ROW : Threshold.Level.TRACK;
    }
    Figure own = test == null ? null : figure(at(test, level), threshold.metric());
    if (own == null) {
      String why =
          test != null
              ? "there is no such figure"
              : entry.failure() == null ? "it is not trained yet" : "its training failed";
      return new ThresholdCheck(threshold, level, null, null, why, entry.unsafe());
    }
    if (threshold.against() == null) {
      return new ThresholdCheck(threshold, level, null, own, null, entry.unsafe());
    }
    return threshold.ofEarlierRun()
        ? againstEarlier(entry, threshold, level, own)
        : againstBaseline(entry, threshold, level, own);
  }

  private ThresholdCheck againstBaseline(
      MetricsFile.Entry entry, Threshold threshold, Threshold.Level level, Figure own) {
    Versus versus = entry.versus();
    if (versus == null) {
      return new ThresholdCheck(
          threshold,
          level,
          null,
          null,
          "no baseline under its split is done and tests with the same tracks",
          entry.unsafe());
    }
    Figure difference = null;
    if (threshold.metric() == Threshold.Metric.ACCURACY && versus.level().equals(level.word())) {
      difference = sure(versus.accuracy().mean(), versus.accuracy().interval());
    } else {
      Figure other =
          Stream.concat(entries.stream(), baselines.stream())
              .filter(one -> one.branch().equals(versus.against()))
              .findFirst()
              .map(one -> figure(at(one.test(), level), threshold.metric()))
              .orElse(null);
      difference = other == null ? null : own.less(other);
    }
    return new ThresholdCheck(
        threshold,
        level,
        versus.against(),
        difference,
        difference == null ? "the baseline has no such figure" : null,
        entry.unsafe());
  }

  private ThresholdCheck againstEarlier(
      MetricsFile.Entry entry, Threshold threshold, Threshold.Level level, Figure own) {
    EarlierRun run = judging.earlier().get(threshold.against());
    String missing = null;
    Figure difference = null;
    String name = null;
    if (run.problem() != null) {
      missing = run.problem();
    } else if (!new HashSet<>(run.genres()).equals(new HashSet<>(genres))) {
      missing = "it has other genres";
    } else {
      EarlierRun.Entry other = counterpart(entry, run);
      Figure its =
          other == null
              ? null
              : other.levels().getOrDefault(level, Map.of()).get(threshold.metric());
      if (other == null) {
        missing = "it has no branch of this id, and chose none under the same protocol";
      } else if (its == null) {
        missing = "its branch " + other.branch() + " has no such figure";
      } else {
        difference = own.less(sure(its.value(), its.interval()));
      }
      name = run.run() + (other == null ? "" : ", " + other.branch());
    }
    return new ThresholdCheck(threshold, level, name, difference, missing, entry.unsafe());
  }

  /** The branch of the same id, or else the one chosen; under the same protocol alone. */
  private static EarlierRun.Entry counterpart(MetricsFile.Entry entry, EarlierRun run) {
    return Stream.of(entry.branch(), run.best() == null ? "" : run.best())
        .flatMap(id -> run.entries().stream().filter(one -> one.branch().equals(id)))
        .filter(one -> one.protocol().equals(entry.protocol()))
        .findFirst()
        .orElse(null);
  }

  private static LevelFigures at(MetricsFile.Levels levels, Threshold.Level level) {
    return switch (level) {
      case TRACK -> levels.track();
      case SEGMENT -> levels.segment();
      case ROW -> levels.row();
    };
  }

  private static Figure figure(LevelFigures figures, Threshold.Metric metric) {
    if (figures == null) {
      return null;
    }
    LevelFigures.Intervals intervals = figures.interval();
    return switch (metric) {
      case ACCURACY ->
          figures.accuracy() == 1 || figures.accuracy() == 0
              ? certain(figures.accuracy(), intervals)
              : sure(figures.accuracy(), intervals == null ? null : intervals.accuracy());
      case PRECISION -> sure(figures.precision(), intervals == null ? null : intervals.precision());
      case RECALL -> sure(figures.recall(), intervals == null ? null : intervals.recall());
      case F1 -> sure(figures.f1(), intervals == null ? null : intervals.f1());
      case AUC ->
          figures.auc() == null
              ? null
              : sure(figures.auc(), intervals == null ? null : intervals.auc());
      case LOG_LOSS -> sure(figures.logLoss(), intervals == null ? null : intervals.logLoss());
    };
  }

  /** An interval in which resampling found nothing to vary says nothing. */
  private static Figure sure(double value, Interval interval) {
    return new Figure(
        value, interval == null || interval.low() == interval.high() ? null : interval);
  }

  /**
   * Where all are right, or all wrong, the exact interval over clusters (Clopper and Pearson, 1934)
   * takes the place of one by resampling, which finds nothing to vary.
   */
  private static Figure certain(double accuracy, LevelFigures.Intervals intervals) {
    if (intervals == null) {
      return new Figure(accuracy, null);
    }
    double end = Math.pow(TAIL, 1.0 / intervals.clusters());
    return new Figure(accuracy, accuracy == 1 ? new Interval(end, 1) : new Interval(0, 1 - end));
  }
}
