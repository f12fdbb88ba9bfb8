package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tonewheel.evaluation.ClusteredScores;
import org.tonewheel.evaluation.MeanRocCurve;
import org.tonewheel.evaluation.RocCurve;
import org.tonewheel.evaluation.Scores;
import org.tonewheel.pipelines.report.figures.Configuration;
import org.tonewheel.pipelines.report.figures.PooledScores;
import org.tonewheel.sampling.Side;

/**
 * The ROC curves of a configuration on test: each genre against the rest, folds pooled, the mean
 * over seeds; and the mean of genres.
 *
 * @param lines one a genre that has a curve, in the order of genres, and the mean of them last
 */
// public for the template engine, which reads only public members
public record RocView(List<Line> lines) {

  /** Points of a line that is drawn. */
  static final int POINTS = 100;

  /** The shares of false positives at which the table reads the curves. */
  public static final List<Double> READ_AT = List.of(0.01, 0.05, 0.1, 0.2, 0.5);

  /**
   * One curve.
   *
   * @param genre the genre; null of the mean of genres
   * @param auc the exact area, as in the table of genres
   * @param readings true positives at each of {@link #READ_AT}, exactly
   * @param points true positives at each of {@link MeanRocCurve#rates}, in thousandths
   */
  public record Line(String genre, double auc, List<Double> readings, List<Integer> points) {}

  /**
   * Returns the curves; null where no genre has one.
   *
   * @param level {@code track}, {@code segment} or {@code row}: what is counted
   */
  static RocView of(Configuration configuration, List<String> genres, String level) {
    return of(scores(configuration, level), genres);
  }

  /**
   * Returns the test scores of each complete seed.
   *
   * @param level {@code track}, {@code segment} or {@code row}: what is counted
   */
  static List<Scores> scores(Configuration configuration, String level) {
    Function<PooledScores, ClusteredScores> counted =
        level.equals("track") ? PooledScores::tracks : PooledScores::segments;
    return PooledScores.of(
            configuration.completeSeeds(), Side.TEST, configuration.split(), PooledScores.Rows.ALL)
        .stream()
        .map(pooled -> counted.apply(pooled).scores())
        .toList();
  }

  /** Returns the curves of these seeds; null where no genre has one. */
  static RocView of(List<Scores> seeds, List<String> genres) {
    List<Line> lines = new ArrayList<>();
    double[] points = new double[POINTS];
    double[] readings = new double[READ_AT.size()];
    double areas = 0;
    for (int label = 0; label < genres.size(); label++) {
      int genre = label;
      List<RocCurve> curves =
          seeds.stream()
              .map(scores -> RocCurve.of(scores, genre))
              .flatMap(Optional::stream)
              .toList();
      if (curves.isEmpty()) {
        continue;
      }
      double[] mean = MeanRocCurve.of(curves, POINTS).truePositiveRate();
      double[] read =
          READ_AT.stream()
              .mapToDouble(rate -> mean(curves, c -> c.truePositiveRate(rate)))
              .toArray();
      double area = mean(curves, RocCurve::area);
      lines.add(line(genres.get(label), area, read, mean));
      add(points, mean);
      add(readings, read);
      areas += area;
    }
    if (lines.isEmpty()) {
      return null;
    }
    int count = lines.size();
    lines.add(line(null, areas / count, over(readings, count), over(points, count)));
    return new RocView(lines);
  }

  private static double mean(List<RocCurve> curves, Function<RocCurve, Double> figure) {
    return curves.stream().mapToDouble(figure::apply).average().orElseThrow();
  }

  private static void add(double[] sums, double[] values) {
    Arrays.setAll(sums, i -> sums[i] + values[i]);
  }

  private static double[] over(double[] sums, int count) {
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }

  private static Line line(String genre, double area, double[] readings, double[] points) {
    return new Line(
        genre,
        area,
        Arrays.stream(readings).boxed().toList(),
        Arrays.stream(points).mapToObj(share -> (int) Math.round(1000 * share)).toList());
  }
}
