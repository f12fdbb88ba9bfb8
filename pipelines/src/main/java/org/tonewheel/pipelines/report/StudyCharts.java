package org.tonewheel.pipelines.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the charts of a search are drawn from.
 *
 * @param objective what trials are judged by
 * @param lower whether the lowest value is the best
 * @param trials number, state, value and, of those that were pruned, the last one reported
 * @param importance of parameters, the most important first
 * @param axes of the parallel coordinates, the objective's not among them
 * @param lines complete trials, each with its number, a coordinate on each axis and its value; null
 *     where it has none
 */
record StudyCharts(
    String objective,
    boolean lower,
    List<Trial> trials,
    List<StudyView.Share> importance,
    List<Axis> axes,
    List<List<Object>> lines) {

  /** More lines than this hide each other. */
  private static final int MOST_LINES = 200;

  /** Numbers that lie this far apart are drawn on a logarithmic scale. */
  private static final double LOG_RATIO = 30;

  /** A trial of the history. */
  record Trial(int number, String state, Double value) {}

  /**
   * An axis.
   *
   * @param categories what stands on it; null for numbers
   */
  record Axis(String name, boolean log, List<String> categories) {}

  static StudyCharts of(StudyView view) {
    StudyFigures study = view.figures();
    List<StudyFigures.Trial> complete =
        view.figures().trials().stream().filter(trial -> trial.value() != null).toList();
    Map<String, List<Object>> columns = columns(view.parameters(), complete);
    List<Axis> axes = new ArrayList<>();
    columns.forEach((name, values) -> axes.add(axis(name, values)));
    List<List<Object>> lines = new ArrayList<>();
    for (int row = Math.max(0, complete.size() - MOST_LINES); row < complete.size(); row++) {
      List<Object> line = new ArrayList<>();
      line.add(complete.get(row).number());
      for (List<Object> column : columns.values()) {
        line.add(column.get(row));
      }
      line.add(complete.get(row).value());
      lines.add(line);
    }
    return new StudyCharts(
        study.objective(),
        study.lowerIsBetter(),
        study.trials().stream()
            .map(
                trial ->
                    new Trial(
                        trial.number(),
                        trial.state(),
                        trial.value() == null ? trial.last() : trial.value()))
            .toList(),
        view.importance(),
        axes,
        lines);
  }

  /** The coordinates on each axis: of a list of layers how many there are, and the first. */
  private static Map<String, List<Object>> columns(
      List<String> parameters, List<StudyFigures.Trial> trials) {
    Map<String, List<Object>> columns = new LinkedHashMap<>();
    for (String name : parameters) {
      for (StudyFigures.Trial trial : trials) {
        Object value = trial.values().get(name);
        if (value instanceof List<?> layers) {
          add(columns, name + " layers", layers.size());
          add(columns, name + ", first", layers.isEmpty() ? null : layers.get(0));
        } else {
          add(columns, name, value);
        }
      }
    }
    return columns;
  }

  private static void add(Map<String, List<Object>> columns, String name, Object value) {
    columns.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
  }

  private static Axis axis(String name, List<Object> values) {
    if (values.stream().anyMatch(String.class::isInstance)) {
      return new Axis(
          name, false, List.copyOf(new TreeSet<>(values.stream().map(String::valueOf).toList())));
    }
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (Object value : values) {
      if (value instanceof Number number) {
        low = Math.min(low, number.doubleValue());
        high = Math.max(high, number.doubleValue());
      }
    }
    return new Axis(name, low > 0 && high / low >= LOG_RATIO, null);
  }
}
