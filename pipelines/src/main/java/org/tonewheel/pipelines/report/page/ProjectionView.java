package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.List;
import org.tonewheel.gan.quality.ProjectedRows;
import org.tonewheel.pipelines.report.data.SyntheticData;
import org.tonewheel.pipelines.report.figures.SyntheticGroup;

/**
 * Some segments of one fold and seed in the plane of the real ones' first two principal components.
 *
 * @param synthesis the synthesis they are of
 * @param shares share of the real ones' variance on each axis
 * @param genres where each genre lies, for those that have points
 * @param real for each shown real segment x, y and the index of its genre
 * @param synthetic the same of synthetic ones
 */
public record ProjectionView(
    String synthesis,
    List<Double> shares,
    List<Centre> genres,
    List<List<Double>> real,
    List<List<Double>> synthetic) {

  /** Points of each kind that a chart can show without hiding most. */
  private static final int MOST = 400;

  /**
   * Where a genre lies: the means of its points, all of them. Null where it has none of a kind.
   *
   * @param genre the genre
   * @param realPoints real ones
   * @param realX mean on the first component
   * @param realY mean on the second
   * @param syntheticPoints synthetic ones
   * @param syntheticX mean on the first component
   * @param syntheticY mean on the second
   */
  public record Centre(
      String genre,
      int realPoints,
      Double realX,
      Double realY,
      int syntheticPoints,
      Double syntheticX,
      Double syntheticY) {}

  /** Returns the points of the first fold and seed that has any; null where none has. */
  static ProjectionView of(SyntheticGroup group, List<String> genres) {
    for (SyntheticData one : group.done()) {
      ProjectedRows rows = one.quality() == null ? null : one.quality().projection();
      if (rows != null && !rows.points().isEmpty()) {
        return new ProjectionView(
            one.id(),
            rows.explainedVarianceRatio(),
            genres.stream()
                .map(genre -> centre(rows, genre))
                .filter(centre -> centre.realPoints() + centre.syntheticPoints() > 0)
                .toList(),
            points(rows, genres, false),
            points(rows, genres, true));
      }
    }
    return null;
  }

  private static Centre centre(ProjectedRows rows, String genre) {
    List<ProjectedRows.Point> real = of(rows, genre, false);
    List<ProjectedRows.Point> synthetic = of(rows, genre, true);
    return new Centre(
        genre, real.size(), x(real), y(real), synthetic.size(), x(synthetic), y(synthetic));
  }

  private static List<ProjectedRows.Point> of(ProjectedRows rows, String genre, boolean synthetic) {
    return rows.points().stream()
        .filter(point -> point.synthetic() == synthetic && point.genre().equals(genre))
        .toList();
  }

  private static Double x(List<ProjectedRows.Point> points) {
    return points.isEmpty()
        ? null
        : (Double) points.stream().mapToDouble(ProjectedRows.Point::x).average().orElseThrow();
  }

  private static Double y(List<ProjectedRows.Point> points) {
    return points.isEmpty()
        ? null
        : (Double) points.stream().mapToDouble(ProjectedRows.Point::y).average().orElseThrow();
  }

  /** Thinned evenly, so that every genre keeps its share. */
  private static List<List<Double>> points(
      ProjectedRows rows, List<String> genres, boolean synthetic) {
    List<List<Double>> all = new ArrayList<>();
    for (int genre = 0; genre < genres.size(); genre++) {
      for (ProjectedRows.Point point : of(rows, genres.get(genre), synthetic)) {
        all.add(List.of(round(point.x()), round(point.y()), (double) genre));
      }
    }
    int shown = Math.min(MOST, all.size());
    List<List<Double>> points = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      points.add(all.get((int) ((long) i * all.size() / shown)));
    }
    return points;
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
