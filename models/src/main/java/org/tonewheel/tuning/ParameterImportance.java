package org.tonewheel.tuning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each parameter mattered for getting among the best tenth of a study's trials: PED-ANOVA
 * (Watanabe et al., IJCAI 2023), by Pearson's divergence of the best trials' distribution of a
 * parameter from that of all trials. Equal to Optuna 5.0.0's default, {@code
 * PedAnovaImportanceEvaluator}.
 *
 * <p>It tells which parameters the search found it worth to settle, not what each is worth alone:
 * for a figure to lean on, some 50 complete trials are needed (5 among the best tenth).
 */
public final class ParameterImportance {
  private static final double BEST_SHARE = 0.1;
  private static final double TINY = 1e-12;

  private ParameterImportance() {}

  /**
   * The importance of each parameter, the most important first; they add up to 1. All are equal
   * where nothing can be told, as with fewer than two complete trials.
   *
   * <p>A list of layers has several: {@code NAME.layers}, how many there are, and {@code
   * NAME.units1} and so on, the units of a layer, weighed by how often it was there.
   *
   * @param study of which the complete trials count
   */
  public static Map<String, Double> of(Study study) {
    Encoding encoding = new Encoding(study.settings().space());
    List<TrialRecord> all =
        study.trials().stream().filter(t -> t.state() == TrialState.COMPLETE).toList();
    double[] importances = new double[encoding.size()];
    if (all.size() > 1) {
      double[][] rows = encoding.encode(all);
      double[][] best = encoding.encode(best(all, study.settings().direction()));
      for (int i = 0; i < importances.length; i++) {
        importances[i] = importance(encoding.dimension(i), i, rows, best);
      }
    }
    return shares(encoding, importances);
  }

  /** The best tenth, with all that are as good as the worst of it. */
  private static List<TrialRecord> best(List<TrialRecord> all, Direction direction) {
    double[] costs =
        all.stream().mapToDouble(trial -> direction.cost(trial.value())).sorted().toArray();
    double limit = costs[(int) Math.ceil(BEST_SHARE * costs.length) - 1];
    return all.stream().filter(trial -> direction.cost(trial.value()) <= limit).toList();
  }

  private static double importance(
      Dimension dimension, int index, double[][] all, double[][] best) {
    double[] ofAll = Encoding.columns(all, List.of(index))[0];
    double[] ofBest = Encoding.columns(best, List.of(index))[0];
    if (dimension.single() || ofAll.length < 2 || ofBest.length == 0) {
      return 0;
    }
    double shareOfBest = (double) ofBest.length / best.length;
    double shareOfAll = (double) ofAll.length / all.length;
    double quantile = (double) best.length / all.length;
    double divergence = divergence(Histogram.of(dimension, ofBest), Histogram.of(dimension, ofAll));
    return quantile * quantile * shareOfBest * shareOfBest / shareOfAll * divergence;
  }

  private static double divergence(Histogram best, Histogram all) {
    double[] ofBest = best.smoothed();
    double[] ofAll = all.smoothed();
    double divergence = 0;
    for (int i = 0; i < ofAll.length; i++) {
      double density = ofAll[i] + TINY;
      double excess = (ofBest[i] + TINY) / density - 1;
      divergence += density * excess * excess;
    }
    return divergence;
  }

  private static Map<String, Double> shares(Encoding encoding, double[] importances) {
    double sum = 0;
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < importances.length; i++) {
      sum += importances[i];
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> -importances[i]));
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int i : order) {
      double share = sum == 0 ? 1.0 / importances.length : importances[i] / sum;
      shares.put(encoding.dimension(i).name(), share);
    }
    return shares;
  }
}
