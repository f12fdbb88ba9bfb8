package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.figures.MetricsFile;
import org.tonewheel.pipelines.report.figures.StudyFigures;
import org.tonewheel.tuning.Parameter;
import org.tonewheel.tuning.Study;

/**
 * A search as the page shows it.
 *
 * @param anchor its element's id
 * @param figures its figures
 * @param parameters names of what was searched
 * @param space the same with what was tried
 * @param rows the best trials first, then those that were pruned, the furthest first, then others
 * @param leftOut trials that are not shown
 * @param importance of parameters, the most important first
 * @param history the best value after each complete trial that is better than those before
 */
// public for the template engine, which reads only public members
public record StudyView(
    String anchor,
    StudyFigures figures,
    List<String> parameters,
    List<Parameter> space,
    List<Row> rows,
    int leftOut,
    List<Share> importance,
    List<StudyFigures.Trial> history) {

  /** Longer tables are in metrics.json. */
  private static final int MOST_ROWS = 25;

  /**
   * One trial.
   *
   * @param values as text, in the order of the parameters
   */
  public record Row(StudyFigures.Trial trial, List<String> values) {}

  /** How much a parameter mattered, 0 to 1. */
  public record Share(String parameter, double share) {}

  static List<StudyView> of(ReportData data, MetricsFile metrics) {
    return IntStream.range(0, metrics.tuning().size())
        .mapToObj(
            i -> of("study-" + (i + 1), data.tuning().get(i).study(), metrics.tuning().get(i)))
        .toList();
  }

  private static StudyView of(String anchor, Study searched, StudyFigures study) {
    List<Parameter> space = searched == null ? List.of() : searched.settings().space().parameters();
    List<String> parameters = space.stream().map(Parameter::name).toList();
    List<Row> rows =
        study.trials().stream()
            .sorted(bestFirst(study.lowerIsBetter()))
            .limit(MOST_ROWS)
            .map(
                trial ->
                    new Row(
                        trial,
                        parameters.stream().map(name -> text(trial.values().get(name))).toList()))
            .toList();
    return new StudyView(
        anchor,
        study,
        parameters,
        space,
        rows,
        study.trials().size() - rows.size(),
        study.importance().entrySet().stream()
            .map(entry -> new Share(entry.getKey(), entry.getValue()))
            .toList(),
        improvements(study));
  }

  private static Comparator<StudyFigures.Trial> bestFirst(boolean lower) {
    return Comparator.comparing((StudyFigures.Trial trial) -> trial.value() == null)
        .thenComparingDouble(
            trial -> trial.value() == null ? 0 : lower ? trial.value() : -trial.value())
        .thenComparing(trial -> !trial.state().equals("pruned"))
        .thenComparingInt(trial -> -trial.epochs())
        .thenComparingInt(StudyFigures.Trial::number);
  }

  private static List<StudyFigures.Trial> improvements(StudyFigures study) {
    List<StudyFigures.Trial> better = new ArrayList<>();
    for (StudyFigures.Trial trial : study.trials()) {
      double last = better.isEmpty() ? 0 : better.get(better.size() - 1).value();
      if (trial.value() != null
          && (better.isEmpty()
              || (study.lowerIsBetter() ? trial.value() < last : trial.value() > last))) {
        better.add(trial);
      }
    }
    return better;
  }

  /** A value as people read it: numbers with four digits, layers with dots between. */
  static String text(Object value) {
    if (value instanceof Double number) {
      double size = Math.abs(number);
      return size != 0 && (size < 1e-3 || size >= 1e5)
          ? String.format(Locale.ROOT, "%.3e", number)
          : String.format(Locale.ROOT, "%.4g", number);
    }
    if (value instanceof List<?> layers) {
      return layers.stream().map(String::valueOf).collect(Collectors.joining(" · "));
    }
    return String.valueOf(value);
  }

  /** The values of a trial in one line. */
  public String described(StudyFigures.Trial trial) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, Object> value : trial.values().entrySet()) {
      parts.add(value.getKey() + " " + text(value.getValue()));
    }
    return String.join(", ", parts);
  }
}
