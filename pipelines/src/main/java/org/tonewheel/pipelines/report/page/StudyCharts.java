package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.report.figures.StudyFigures;
import org.tonewheel.tuning.CategoricalParameter;
import org.tonewheel.tuning.FloatParameter;
import org.tonewheel.tuning.IntParameter;
import org.tonewheel.tuning.LayersParameter;
import org.tonewheel.tuning.Parameter;

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

  /** A trial of the history. */
  record Trial(int number, String state, Double value) {}

  /**
   * An axis.
   *
   * @param whole whether its numbers are
   * @param categories what stands on it; null for numbers
   */
  record Axis(String name, boolean log, boolean whole, List<String> categories) {}

  static StudyCharts of(StudyView view) {
    StudyFigures study = view.figures();
    List<StudyFigures.Trial> complete =
        view.figures().trials().stream().filter(trial -> trial.value() != null).toList();
    Map<Axis, List<Object>> columns = columns(view.space(), complete);
    List<Axis> axes = List.copyOf(columns.keySet());
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

  /** The axes with their coordinates: of a list of layers how many there are, and the first. */
  private static Map<Axis, List<Object>> columns(
      List<Parameter> space, List<StudyFigures.Trial> trials) {
    Map<Axis, List<Object>> columns = new LinkedHashMap<>();
    for (Parameter parameter : space) {
      List<Object> values =
          trials.stream().map(trial -> trial.values().get(parameter.name())).toList();
      if (parameter instanceof LayersParameter layers) {
        columns.put(
            new Axis(layers.name() + " layers", false, true, null),
            values.stream().<Object>map(value -> ((List<?>) value).size()).toList());
        columns.put(new Axis(layers.name() + ", first", false, true, null), first(values));
      } else {
        columns.put(axis(parameter), values);
      }
    }
    return columns;
  }

  private static List<Object> first(List<Object> lists) {
    List<Object> first = new ArrayList<>();
    lists.forEach(list -> first.add(((List<?>) list).stream().findFirst().orElse(null)));
    return first;
  }

  private static Axis axis(Parameter parameter) {
    if (parameter instanceof CategoricalParameter choices) {
      return new Axis(choices.name(), false, false, choices.choices());
    }
    return parameter instanceof IntParameter number
        ? new Axis(number.name(), number.log(), true, null)
        : new Axis(parameter.name(), ((FloatParameter) parameter).log(), false, null);
  }
}
