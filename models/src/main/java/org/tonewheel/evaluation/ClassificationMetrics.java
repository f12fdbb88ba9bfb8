package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;

/**
 * How good predictions are. Every figure equals scikit-learn's (1.9) to 1e-9; averages over classes
 * are macro averages.
 *
 * @param size examples
 * @param accuracy share of examples whose most probable class is the true one; of equal
 *     probabilities the first counts
 * @param precision mean precision of the classes that are there or were predicted
 * @param recall mean recall of the same classes
 * @param f1 mean F1 of the same classes
 * @param auc mean one-vs-rest area under the ROC curve, of the classes that are not in {@code
 *     absent}; NaN if all are
 * @param logLoss mean of minus the natural logarithm of the true class's probability, clipped by
 *     2^-52 at both ends
 * @param absent classes that have no area, because every example or none is theirs
 * @param perClass figures by class
 * @param confusion examples by true class, then by predicted class
 */
public record ClassificationMetrics(
    int size,
    double accuracy,
    double precision,
    double recall,
    double f1,
    double auc,
    double logLoss,
    List<Integer> absent,
    List<ClassMetrics> perClass,
    List<List<Integer>> confusion) {

  public ClassificationMetrics {
    absent = ImmutableList.copyOf(absent);
    perClass = ImmutableList.copyOf(perClass);
    confusion = ImmutableList.copyOf(confusion);
  }

  /**
   * Computes every figure.
   *
   * @param classes the number of classes, all of which the scores must have a probability for
   * @throws IllegalArgumentException if the scores are of another number of classes
   */
  public static ClassificationMetrics of(Scores scores, int classes) {
    Preconditions.checkArgument(
        scores.classes() == classes, "scores of %s classes, not %s", scores.classes(), classes);
    long[] cells = new long[classes * classes];
    double loss = 0;
    for (int row = 0; row < scores.size(); row++) {
      cells[scores.truth()[row] * classes + scores.predicted(row)]++;
      loss += LogLoss.of(scores, row);
    }
    ConfusionFigures figures = new ConfusionFigures(classes);
    figures.fill(cells);

    int[] oneCluster = new int[scores.size()];
    ImmutableList.Builder<Integer> absent = ImmutableList.builder();
    ImmutableList.Builder<ClassMetrics> perClass = ImmutableList.builder();
    ImmutableList.Builder<List<Integer>> confusion = ImmutableList.builder();
    double areas = 0;
    int counted = 0;
    for (int label = 0; label < classes; label++) {
      double area = new RocArea(scores, label, oneCluster).area(new int[] {1});
      if (Double.isNaN(area)) {
        absent.add(label);
      } else {
        areas += area;
        counted++;
      }
      perClass.add(
          new ClassMetrics(
              figures.precision[label],
              figures.recall[label],
              figures.f1[label],
              Math.toIntExact(figures.support[label]),
              area));
      confusion.add(
          Arrays.stream(cells, label * classes, (label + 1) * classes)
              .mapToObj(Math::toIntExact)
              .collect(ImmutableList.toImmutableList()));
    }
    return new ClassificationMetrics(
        scores.size(),
        figures.accuracy,
        figures.macroPrecision,
        figures.macroRecall,
        figures.macroF1,
        counted == 0 ? Double.NaN : areas / counted,
        loss / scores.size(),
        absent.build(),
        perClass.build(),
        confusion.build());
  }
}
