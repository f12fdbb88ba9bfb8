package org.tonewheel.pipelines.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What branches' probabilities are worth, as it is drawn.
 *
 * @param recalls the shares of a genre's examples at which curves of precision have their points
 * @param precision curves of precision against recall by anchor
 * @param calibration bins by anchor, then by level
 */
record ProbabilityCharts(
    List<Double> recalls,
    Map<String, List<Precision>> precision,
    Map<String, Map<String, List<Bin>>> calibration) {

  /** Precision at each recall in thousandths: its genre, null for the mean; its average. */
  record Precision(String genre, double average, List<Integer> points) {}

  /** How probable examples were said to be, the share of them that was right, and how many. */
  record Bin(double confidence, double accuracy, int examples) {}

  static ProbabilityCharts of(List<BranchView> views) {
    Map<String, List<Precision>> precision = new LinkedHashMap<>();
    Map<String, Map<String, List<Bin>>> calibration = new LinkedHashMap<>();
    for (BranchView view : views) {
      if (view.precisionRecall() != null) {
        precision.put(
            view.anchor(),
            view.precisionRecall().lines().stream()
                .map(l -> new Precision(l.genre(), thousandths(l.average()), l.points()))
                .toList());
      }
      Map<String, List<Bin>> levels = new LinkedHashMap<>();
      for (BranchView.Level level : view.levels()) {
        levels.put(
            level.key(),
            level.figures().calibration().bins().stream()
                .map(
                    bin ->
                        new Bin(
                            thousandths(bin.confidence()),
                            thousandths(bin.accuracy()),
                            bin.examples()))
                .toList());
      }
      calibration.put(view.anchor(), levels);
    }
    return new ProbabilityCharts(PrecisionRecallView.recalls(), precision, calibration);
  }

  private static double thousandths(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}
