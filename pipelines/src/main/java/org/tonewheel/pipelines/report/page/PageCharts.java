package org.tonewheel.pipelines.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.evaluation.Interval;
import org.tonewheel.evaluation.MeanRocCurve;
import org.tonewheel.pipelines.report.data.Durations;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.StageTiming;
import org.tonewheel.pipelines.report.figures.LevelFigures;
import org.tonewheel.pipelines.report.figures.PairedFigures;
import org.tonewheel.pipelines.report.figures.SyntheticFigures;

/**
 * What the page's charts are drawn from, aggregated: no prediction is embedded.
 *
 * @param genres names of rows and columns of the confusion matrices
 * @param overview one a configuration with figures
 * @param curves learning curves by anchor
 * @param confusion confusion matrices by anchor, then by level
 * @param unsafe why figures cannot be believed, by the anchors of those that cannot
 * @param arms differences of arms with synthetic segments from their plain arms
 * @param losses of GANs, by anchor
 * @param frechet Fréchet distances of synthetic sets, by anchor
 * @param projections of real and synthetic segments, by anchor
 * @param stages the stages' timings
 * @param rocRates the shares of false positives at which ROC curves have their points
 * @param roc ROC curves by anchor
 * @param probabilities what the branches' probabilities are worth
 * @param durations how long each genre's recordings are
 * @param exploration of a table's rows; null where there is none
 * @param tuning searches, by anchor
 */
record PageCharts(
    List<String> genres,
    List<Dot> overview,
    Map<String, Curves> curves,
    Map<String, Map<String, List<List<Integer>>>> confusion,
    Map<String, String> unsafe,
    List<Step> arms,
    Map<String, LossCurves> losses,
    Map<String, List<Distance>> frechet,
    Map<String, Cloud> projections,
    List<StageTiming> stages,
    List<Double> rocRates,
    Map<String, List<Roc>> roc,
    ProbabilityCharts probabilities,
    List<Durations> durations,
    ExplorationCharts exploration,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, StudyCharts> tuning) {

  /** An accuracy with its interval. */
  record Dot(
      String name,
      String split,
      boolean safe,
      boolean baseline,
      boolean best,
      double accuracy,
      Interval interval) {}

  /**
   * Learning curves as they are drawn.
   *
   * @param models one a model, or their mean where they are many
   * @param meanOf models that the mean is of; 0 where it is not drawn
   */
  record Curves(List<LearningCurves.Model> models, int meanOf) {

    /** More lines than this hide each other, and their numbers swell the page. */
    private static final int MOST = 10;

    static Curves of(LearningCurves curves) {
      return curves.models().size() <= MOST
          ? new Curves(curves.models(), 0)
          : new Curves(List.of(curves.mean()), curves.models().size());
    }
  }

  /** A difference with its interval and its spread over seeds, which may be null. */
  record Step(
      String name,
      boolean safe,
      boolean admitted,
      double difference,
      Interval interval,
      LevelFigures.Range spread) {}

  /** A genre's Fréchet distance beside that of two halves of the real segments. */
  record Distance(String genre, Double synthetic, Double halves) {}

  /** Points in the plane: x, y and genre. */
  record Cloud(List<Double> shares, List<List<Double>> real, List<List<Double>> synthetic) {}

  /**
   * A ROC curve: its genre, null for the mean of genres; its area; true positives in thousandths.
   */
  record Roc(String genre, double auc, List<Integer> points) {}

  static PageCharts of(
      ReportData data,
      List<BranchView> views,
      List<ArmsView> arms,
      List<SyntheticView> sets,
      List<StudyView> studies) {
    Map<String, Curves> curves = new LinkedHashMap<>();
    Map<String, Map<String, List<List<Integer>>>> confusion = new LinkedHashMap<>();
    Map<String, String> unsafe = new LinkedHashMap<>();
    for (BranchView view : views) {
      if (view.curves() != null) {
        curves.put(view.anchor(), Curves.of(view.curves()));
      }
      Map<String, List<List<Integer>>> matrices = new LinkedHashMap<>();
      view.levels().forEach(level -> matrices.put(level.key(), level.figures().confusion()));
      confusion.put(view.anchor(), matrices);
      if (!view.entry().safe()) {
        unsafe.put(view.anchor(), view.entry().unsafe());
      }
    }
    Map<String, LossCurves> losses = new LinkedHashMap<>();
    Map<String, List<Distance>> frechet = new LinkedHashMap<>();
    Map<String, Cloud> projections = new LinkedHashMap<>();
    for (SyntheticView set : sets) {
      if (set.losses() != null) {
        losses.put(set.anchor(), set.losses());
      }
      if (set.figures().measuresFrechet()) {
        frechet.put(
            set.anchor(), set.figures().genres().stream().map(PageCharts::distance).toList());
      }
      if (set.projection() != null) {
        projections.put(
            set.anchor(),
            new Cloud(
                set.projection().shares(), set.projection().real(), set.projection().synthetic()));
      }
      if (!set.figures().safe()) {
        unsafe.put(set.anchor(), set.figures().unsafe());
      }
    }
    Map<String, StudyCharts> tuning = new LinkedHashMap<>();
    for (StudyView study : studies) {
      if (study.figures().complete() > 0) {
        tuning.put(study.anchor(), StudyCharts.of(study));
      }
      if (!study.figures().safe()) {
        unsafe.put(study.anchor(), study.figures().unsafe());
      }
    }
    return new PageCharts(
        data.genres(),
        views.stream().filter(view -> !view.levels().isEmpty()).map(PageCharts::dot).toList(),
        curves,
        confusion,
        unsafe,
        steps(arms),
        losses,
        frechet,
        projections,
        data.stages(),
        Arrays.stream(MeanRocCurve.rates(RocView.POINTS))
            .mapToObj(rate -> Math.round(rate * 1e4) / 1e4)
            .toList(),
        roc(views),
        ProbabilityCharts.of(views),
        data.dataset() == null ? List.of() : data.dataset().durations(),
        ExplorationCharts.of(data.exploration(), data.genres()),
        tuning);
  }

  private static Map<String, List<Roc>> roc(List<BranchView> views) {
    Map<String, List<Roc>> roc = new LinkedHashMap<>();
    for (BranchView view : views) {
      if (view.roc() != null) {
        roc.put(
            view.anchor(),
            view.roc().lines().stream()
                .map(
                    line ->
                        new Roc(line.genre(), Math.round(line.auc() * 1e3) / 1e3, line.points()))
                .toList());
      }
    }
    return roc;
  }

  private static List<Step> steps(List<ArmsView> groups) {
    List<Step> steps = new ArrayList<>();
    for (ArmsView group : groups) {
      for (ArmsView.Arm arm : group.arms()) {
        if (arm.entry().paired() != null) {
          PairedFigures.Figure figure = arm.entry().paired().test().judged().accuracy();
          steps.add(
              new Step(
                  groups.size() == 1 ? arm.entry().synthesis() : arm.entry().branch(),
                  arm.entry().safe(),
                  arm.entry().admitted(),
                  figure.mean(),
                  figure.interval(),
                  figure.spread()));
        }
      }
    }
    return steps;
  }

  private static Distance distance(SyntheticFigures.Genre genre) {
    return new Distance(genre.genre(), genre.frechet(), genre.frechetHalves());
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
