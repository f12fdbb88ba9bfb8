package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.exploration.Bins;
import org.tonewheel.pipelines.exploration.ExplorationFigures;
import org.tonewheel.pipelines.exploration.InputFigures;
import org.tonewheel.pipelines.exploration.Plane;
import org.tonewheel.pipelines.exploration.SetFigures;

/**
 * What the charts of a table's rows are drawn from.
 *
 * @param distributions by {@code read} or the anchor of a set: a panel a column
 * @param quartiles a panel a numeric column
 * @param correlations by the anchor of a set
 * @param components by the anchor of a set: the share of variance of each
 * @param planes by the anchor of a set, followed by {@code -pca} or {@code -tsne}
 */
record ExplorationCharts(
    Map<String, List<Panel>> distributions,
    List<Boxes> quartiles,
    Map<String, Matrix> correlations,
    Map<String, List<Double>> components,
    Map<String, List<Cloud>> planes) {

  /** A distribution; of categories a bin each. */
  record Panel(String name, List<String> categories, Bins bins) {}

  /** Where the middle half of each genre lies, by genre: first quartile, median, third. */
  record Boxes(String name, List<List<Double>> genres) {}

  /** Correlations by row and column; null where there is none. */
  record Matrix(List<String> names, List<List<Double>> values) {}

  /** The points of a genre, by its index: x and y in turn. */
  record Cloud(int genre, List<Double> points) {}

  /** Returns the anchor of a set by its place. */
  static String anchor(int set) {
    return "rows-" + (set + 1);
  }

  /**
   * Returns what is drawn; null of null.
   *
   * @param genres those of the page
   */
  static ExplorationCharts of(ExplorationFigures figures, List<String> genres) {
    if (figures == null) {
      return null;
    }
    Map<String, List<Panel>> distributions = new LinkedHashMap<>();
    distributions.put(
        "read",
        figures.inputs().stream()
            .map(input -> new Panel(input.column(), input.categories(), input.bins()))
            .toList());
    Map<String, Matrix> correlations = new LinkedHashMap<>();
    Map<String, List<Double>> components = new LinkedHashMap<>();
    Map<String, List<Cloud>> planes = new LinkedHashMap<>();
    for (int i = 0; i < figures.sets().size(); i++) {
      SetFigures set = figures.sets().get(i);
      distributions.put(
          anchor(i),
          set.columns().stream()
              .map(column -> new Panel(column.column(), List.of(), column.bins()))
              .toList());
      correlations.put(anchor(i), new Matrix(set.correlated(), set.correlations()));
      components.put(
          anchor(i), set.components().stream().map(SetFigures.Component::share).toList());
      put(planes, anchor(i) + "-pca", set.pca(), genres, 100);
      put(planes, anchor(i) + "-tsne", set.tsne() == null ? null : set.tsne().plane(), genres, 10);
    }
    return new ExplorationCharts(
        distributions, boxes(figures.inputs()), correlations, components, planes);
  }

  private static List<Boxes> boxes(List<InputFigures> inputs) {
    List<Boxes> boxes = new ArrayList<>();
    for (InputFigures input : inputs) {
      if (!input.byGenre().isEmpty()) {
        boxes.add(
            new Boxes(
                input.column(),
                input.byGenre().stream()
                    .map(
                        genre ->
                            genre.median() == null
                                ? List.<Double>of()
                                : List.of(genre.first(), genre.median(), genre.third()))
                    .toList()));
      }
    }
    return boxes;
  }

  /**
   * Adds a plane.
   *
   * @param fine steps of a coordinate that a chart can show, in 1
   */
  private static void put(
      Map<String, List<Cloud>> planes, String key, Plane plane, List<String> genres, double fine) {
    if (plane != null) {
      planes.put(
          key,
          plane.genres().stream()
              .map(
                  cloud ->
                      new Cloud(
                          genres.indexOf(cloud.genre()),
                          cloud.points().stream().map(at -> Math.round(at * fine) / fine).toList()))
              .toList());
    }
  }
}
