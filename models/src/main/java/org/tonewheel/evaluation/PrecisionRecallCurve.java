package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;
import java.util.Optional;

/**
 * Precision against recall of one class, exactly: a point for each different score, by falling
 * score. Equal to scikit-learn's {@code precision_recall_curve} (1.9), which lists the points the
 * other way round and adds one of recall 0.
 *
 * @param precision share of the examples at or above the threshold that are of the class
 * @param recall share of the class's examples that are at or above the threshold, rising to 1
 * @param threshold the score of each point, falling
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record PrecisionRecallCurve(double[] precision, double[] recall, double[] threshold) {

  /**
   * Traces the curve of a class; empty where no example is of it.
   *
   * @param label the class, from 0
   */
  public static Optional<PrecisionRecallCurve> of(Scores scores, int label) {
    Preconditions.checkElementIndex(label, scores.classes(), "label");
    ThresholdCounts counts = ThresholdCounts.of(scores, label);
    if (counts.positives() == 0) {
      return Optional.empty();
    }
    double[] precision = new double[counts.points()];
    double[] recall = new double[counts.points()];
    for (int point = 0; point < precision.length; point++) {
      int trues = counts.trues()[point];
      precision[point] = (double) trues / (trues + counts.falses()[point]);
      recall[point] = (double) trues / counts.positives();
    }
    return Optional.of(new PrecisionRecallCurve(precision, recall, counts.threshold()));
  }

  /**
   * Returns the mean of the precisions, each weighted by the recall that its point adds: equal to
   * scikit-learn's {@code average_precision_score}. A model that ranks at random has the class's
   * share of the examples.
   */
  public double averagePrecision() {
    double sum = 0;
    for (int point = 0; point < precision.length; point++) {
      sum += precision[point] * (recall[point] - (point == 0 ? 0 : recall[point - 1]));
    }
    return sum;
  }
}
