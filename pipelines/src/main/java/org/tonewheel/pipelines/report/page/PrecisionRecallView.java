package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tonewheel.evaluation.PrecisionRecallCurve;
import org.tonewheel.evaluation.Scores;

/**
 * Precision against recall on test: each genre against the rest, folds pooled, the mean over seeds;
 * and the mean of genres. At a recall stands the precision of the first threshold that reaches it,
 * so that the area under the steps is the average precision.
 *
 * @param lines one a genre that has examples, in the order of genres, and the mean of them last
 */
// public for the template engine, which reads only public members
public record PrecisionRecallView(List<Line> lines) {

  /** Points of a line that is drawn. */
  static final int POINTS = 51;

  /** The shares of a genre's examples that are found at which the table reads the curves. */
  public static final List<Double> READ_AT = List.of(0.1, 0.25, 0.5, 0.75, 0.9);

  /**
   * One curve.
   *
   * @param genre the genre; null of the mean of genres
   * @param average the exact average precision, as in the table of genres
   * @param readings precision at each of {@link #READ_AT}, exactly
   * @param points precision at each of {@link #recalls}, in thousandths
   */
  public record Line(String genre, double average, List<Double> readings, List<Integer> points) {}

  /** Returns the shares that are found at which lines have their points. */
  static List<Double> recalls() {
    return IntStream.range(0, POINTS).mapToObj(i -> i / (POINTS - 1.0)).toList();
  }

  /**
   * Returns the curves; null where no genre has one.
   *
   * @param seeds test scores of each complete seed
   */
  static PrecisionRecallView of(List<Scores> seeds, List<String> genres) {
    List<Line> lines = new ArrayList<>();
    double[] points = new double[POINTS];
    double[] readings = new double[READ_AT.size()];
    double averages = 0;
    for (int label = 0; label < genres.size(); label++) {
      int genre = label;
      List<PrecisionRecallCurve> curves =
          seeds.stream()
              .map(scores -> PrecisionRecallCurve.of(scores, genre))
              .flatMap(Optional::stream)
              .toList();
      if (curves.isEmpty()) {
        continue;
      }
      double[] mean = at(curves, recalls());
      double[] read = at(curves, READ_AT);
      double average =
          curves.stream()
              .mapToDouble(PrecisionRecallCurve::averagePrecision)
              .average()
              .orElseThrow();
      lines.add(line(genres.get(label), average, read, mean));
      Arrays.setAll(points, i -> points[i] + mean[i]);
      Arrays.setAll(readings, i -> readings[i] + read[i]);
      averages += average;
    }
    if (lines.isEmpty()) {
      return null;
    }
    int count = lines.size();
    lines.add(
        line(
            null,
            averages / count,
            DoubleStream.of(readings).map(sum -> sum / count).toArray(),
            DoubleStream.of(points).map(sum -> sum / count).toArray()));
    return new PrecisionRecallView(lines);
  }

  private static double[] at(List<PrecisionRecallCurve> curves, List<Double> recalls) {
    return recalls.stream()
        .mapToDouble(
            recall ->
                curves.stream().mapToDouble(curve -> at(curve, recall)).average().orElseThrow())
        .toArray();
  }

  private static double at(PrecisionRecallCurve curve, double recall) {
    int point = 0;
    while (curve.recall()[point] < recall) {
      point++; // the last has recall 1
    }
    return curve.precision()[point];
  }

  private static Line line(String genre, double average, double[] readings, double[] points) {
    return new Line(
        genre,
        average,
        DoubleStream.of(readings).boxed().toList(),
        DoubleStream.of(points).mapToObj(share -> (int) Math.round(1000 * share)).toList());
  }
}
