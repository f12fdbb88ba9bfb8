package org.tonewheel.pipelines.report.figures;

import com.google.common.collect.ImmutableList;
import com.google.common.math.StatsAccumulator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.tonewheel.evaluation.ClassMetrics;
import org.tonewheel.evaluation.ClassificationMetrics;
import org.tonewheel.evaluation.ClusterBootstrap;
import org.tonewheel.evaluation.ClusteredScores;
import org.tonewheel.evaluation.MetricIntervals;

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
    return figures(metrics(seeds), null, ImmutableList.of(), ImmutableList.of());
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
    List<LevelFigures.Genre> byGenre = new ArrayList<>();
    for (int label = 0; label < genres.size(); label++) {
      byGenre.add(genre(metrics, sure, label));
    }
    return figures(metrics, intervals, byGenre, confusion(metrics));
  }

  private List<ClassificationMetrics> metrics(List<ClusteredScores> seeds) {
    return seeds.stream()
        .map(seed -> ClassificationMetrics.of(seed.scores(), genres.size()))
        .toList();
  }

  private LevelFigures figures(
      List<ClassificationMetrics> metrics,
      LevelFigures.Intervals intervals,
      List<LevelFigures.Genre> byGenre,
      List<List<Integer>> confusion) {
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
        first.absent().stream().map(genres::get).toList(),
        intervals,
        metrics.size() < 2
            ? null
            : new LevelFigures.Spread(
                metrics.size(),
                range(metrics, ClassificationMetrics::accuracy),
                range(metrics, ClassificationMetrics::f1)),
        byGenre,
        confusion);
  }

  private LevelFigures.Genre genre(
      List<ClassificationMetrics> metrics, MetricIntervals sure, int label) {
    List<ClassMetrics> figures = metrics.stream().map(one -> one.perClass().get(label)).toList();
    MetricIntervals.ClassIntervals intervals = sure == null ? null : sure.perClass().get(label);
    return new LevelFigures.Genre(
        genres.get(label),
        figures.get(0).support(),
        mean(figures, ClassMetrics::precision),
        mean(figures, ClassMetrics::recall),
        mean(figures, ClassMetrics::f1),
        number(mean(figures, ClassMetrics::auc)),
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
