package org.tonewheel.pipelines.report.figures;

import com.google.common.collect.ImmutableList;
import com.google.common.math.StatsAccumulator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.tonewheel.evaluation.ClassMetrics;
import org.tonewheel.evaluation.ClassificationMetrics;
import org.tonewheel.evaluation.ClusterBootstrap;
import org.tonewheel.evaluation.ClusteredScores;
import org.tonewheel.evaluation.MetricIntervals;
import org.tonewheel.evaluation.PrecisionRecallCurve;

/** Makes the figures of one level from the scores of each seed. */
final class LevelFiguresBuilder {

  private static final int RESAMPLES = 1000;

  private final List<String> genres;
  private final boolean ofTable;
  private final ClusterBootstrap bootstrap;

  /**
   * A builder of a run's figures.
   *
   * @param ofTable whether averages by examples are wanted too
   */
  LevelFiguresBuilder(List<String> genres, long seed, boolean ofTable) {
    this.genres = genres;
    this.ofTable = ofTable;
    bootstrap = new ClusterBootstrap(RESAMPLES, seed);
  }

  /** Returns the figures that branches are chosen by: without intervals, genres and confusion. */
  LevelFigures validation(List<ClusteredScores> seeds) {
    return figures(
        metrics(seeds),
        averagePrecision(seeds),
        null,
        ImmutableList.of(),
        ImmutableList.of(),
        null);
  }

  /**
   * Returns the figures that are reported.
   *
   * @param over what the clusters are
   */
  LevelFigures test(List<ClusteredScores> seeds, int clusters, String over) {
    List<ClassificationMetrics> metrics = metrics(seeds);
    MetricIntervals sure = bootstrap.intervals(seeds, clusters).orElse(null);
    LevelFigures.Intervals intervals =
        sure == null
            ? null
            : new LevelFigures.Intervals(
                0.95,
                over,
                sure.clusters(),
                sure.resamples(),
                sure.accuracy(),
                sure.precision(),
                sure.recall(),
                sure.f1(),
                sure.auc(),
                sure.logLoss());
    List<Double> precision = averagePrecision(seeds);
    List<LevelFigures.Genre> byGenre = new ArrayList<>();
    for (int label = 0; label < genres.size(); label++) {
      byGenre.add(genre(metrics, sure, precision.get(label), label));
    }
    return figures(
        metrics, precision, intervals, byGenre, confusion(metrics), CalibrationFigures.of(seeds));
  }

  /** Of each genre the mean over seeds; null where no example is of it. */
  private List<Double> averagePrecision(List<ClusteredScores> seeds) {
    List<Double> precision = new ArrayList<>();
    for (int label = 0; label < genres.size(); label++) {
      int genre = label;
      OptionalDouble mean =
          seeds.stream()
              .map(seed -> PrecisionRecallCurve.of(seed.scores(), genre))
              .flatMap(Optional::stream)
              .mapToDouble(PrecisionRecallCurve::averagePrecision)
              .average();
      precision.add(mean.isPresent() ? mean.getAsDouble() : null);
    }
    return precision;
  }

  private List<ClassificationMetrics> metrics(List<ClusteredScores> seeds) {
    return seeds.stream()
        .map(seed -> ClassificationMetrics.of(seed.scores(), genres.size()))
        .toList();
  }

  private LevelFigures figures(
      List<ClassificationMetrics> metrics,
      List<Double> precision,
      LevelFigures.Intervals intervals,
      List<LevelFigures.Genre> byGenre,
      List<List<Integer>> confusion,
      LevelFigures.Calibrated calibration) {
    ClassificationMetrics first = metrics.get(0);
    return new LevelFigures(
        first.size(),
        mean(metrics, ClassificationMetrics::accuracy),
        mean(metrics, ClassificationMetrics::precision),
        mean(metrics, ClassificationMetrics::recall),
        mean(metrics, ClassificationMetrics::f1),
        ofTable
            ? new LevelFigures.Weighted(
                weighted(metrics, ClassMetrics::precision),
                weighted(metrics, ClassMetrics::recall),
                weighted(metrics, ClassMetrics::f1))
            : null,
        number(mean(metrics, ClassificationMetrics::auc)),
        mean(metrics, ClassificationMetrics::logLoss),
        number(
            precision.stream()
                .filter(Objects::nonNull)
                .mapToDouble(one -> one)
                .average()
                .orElse(Double.NaN)),
        first.absent().stream().map(genres::get).toList(),
        intervals,
        metrics.size() < 2
            ? null
            : new LevelFigures.Spread(
                metrics.size(),
                range(metrics, ClassificationMetrics::accuracy),
                range(metrics, ClassificationMetrics::f1)),
        byGenre,
        confusion,
        confused(confusion),
        calibration);
  }

  private LevelFigures.Genre genre(
      List<ClassificationMetrics> metrics, MetricIntervals sure, Double precision, int label) {
    List<ClassMetrics> figures = metrics.stream().map(one -> one.perClass().get(label)).toList();
    MetricIntervals.ClassIntervals intervals = sure == null ? null : sure.perClass().get(label);
    return new LevelFigures.Genre(
        genres.get(label),
        figures.get(0).support(),
        mean(figures, ClassMetrics::precision),
        mean(figures, ClassMetrics::recall),
        mean(figures, ClassMetrics::f1),
        number(mean(figures, ClassMetrics::auc)),
        precision,
        intervals == null
            ? null
            : new LevelFigures.GenreIntervals(
                intervals.precision(), intervals.recall(), intervals.f1(), intervals.auc()));
  }

  private static List<List<Integer>> confusion(List<ClassificationMetrics> metrics) {
    int size = metrics.get(0).confusion().size();
    return IntStream.range(0, size)
        .mapToObj(
            truth ->
                IntStream.range(0, size)
                    .mapToObj(
                        predicted ->
                            metrics.stream()
                                .mapToInt(one -> one.confusion().get(truth).get(predicted))
                                .sum())
                    .toList())
        .toList();
  }

  /** What lies beside the diagonal; of equal counts the larger share of the genre first. */
  private List<LevelFigures.Confused> confused(List<List<Integer>> confusion) {
    List<LevelFigures.Confused> pairs = new ArrayList<>();
    for (int truth = 0; truth < confusion.size(); truth++) {
      List<Integer> row = confusion.get(truth);
      int all = row.stream().mapToInt(count -> count).sum();
      for (int said = 0; said < row.size(); said++) {
        if (said != truth && row.get(said) > 0) {
          pairs.add(
              new LevelFigures.Confused(
                  genres.get(truth),
                  genres.get(said),
                  row.get(said),
                  (double) row.get(said) / all));
        }
      }
    }
    return pairs.stream()
        .sorted(
            Comparator.comparingInt(LevelFigures.Confused::count)
                .thenComparingDouble(LevelFigures.Confused::share)
                .reversed())
        .limit(LevelFigures.MOST_CONFUSED)
        .toList();
  }

  private static double weighted(
      List<ClassificationMetrics> metrics, ToDoubleFunction<ClassMetrics> figure) {
    return mean(
        metrics,
        one ->
            one.perClass().stream()
                    .filter(genre -> genre.support() > 0)
                    .mapToDouble(genre -> genre.support() * figure.applyAsDouble(genre))
                    .sum()
                / one.size());
  }

  private static <T> double mean(List<T> items, ToDoubleFunction<T> figure) {
    return items.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static <T> LevelFigures.Range range(List<T> items, ToDoubleFunction<T> figure) {
    StatsAccumulator stats = new StatsAccumulator();
    items.forEach(item -> stats.add(figure.applyAsDouble(item)));
    return new LevelFigures.Range(stats.min(), stats.max(), stats.sampleStandardDeviation());
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
