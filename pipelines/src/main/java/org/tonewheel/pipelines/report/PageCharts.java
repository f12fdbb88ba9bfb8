package org.tonewheel.pipelines.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.evaluation.Interval;

/**
 * What the page's charts are drawn from, aggregated: no prediction is embedded.
 *
 * @param genres names of rows and columns of the confusion matrices
 * @param overview one a configuration with figures
 * @param curves learning curves by anchor
 * @param confusion confusion matrices by anchor, then by level
 * @param unsafe anchors whose split leaks, by split name
 * @param stages the stages' timings
 */
record PageCharts(
    List<String> genres,
    List<Dot> overview,
    Map<String, LearningCurves> curves,
    Map<String, Map<String, List<List<Integer>>>> confusion,
    Map<String, String> unsafe,
    List<StageTiming> stages) {

  /** An accuracy with its interval. */
  record Dot(
      String name,
      String split,
      boolean safe,
      boolean baseline,
      boolean best,
      double accuracy,
      Interval interval) {}

  static PageCharts of(ReportData data, List<BranchView> views) {
    Map<String, LearningCurves> curves = new LinkedHashMap<>();
    Map<String, Map<String, List<List<Integer>>>> confusion = new LinkedHashMap<>();
    Map<String, String> unsafe = new LinkedHashMap<>();
    for (BranchView view : views) {
      if (view.curves() != null) {
        curves.put(view.anchor(), view.curves());
      }
      Map<String, List<List<Integer>>> matrices = new LinkedHashMap<>();
      view.levels().forEach(level -> matrices.put(level.key(), level.figures().confusion()));
      confusion.put(view.anchor(), matrices);
      if (!view.entry().safe()) {
        unsafe.put(view.anchor(), view.entry().split());
      }
    }
    return new PageCharts(
        data.genres(),
        views.stream().filter(view -> !view.levels().isEmpty()).map(PageCharts::dot).toList(),
        curves,
        confusion,
        unsafe,
        data.stages());
  }

  private static Dot dot(BranchView view) {
    LevelFigures figures = view.levels().get(0).figures();
    return new Dot(
        view.entry().branch(),
        view.entry().split(),
        view.entry().safe(),
        view.baseline(),
        view.best(),
        figures.accuracy(),
        figures.interval() == null ? null : figures.interval().accuracy());
  }
}
