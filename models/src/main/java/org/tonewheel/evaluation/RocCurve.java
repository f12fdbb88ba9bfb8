package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;
import java.util.Optional;

/**
 * The ROC curve of one class against the rest, exactly: the start at (0, 0) and a point for each
 * different score, by falling score. Equal to scikit-learn's {@code roc_curve(...,
 * drop_intermediate=False)} (1.9).
 *
 * @param falsePositiveRate share of the examples of other classes that are at or above the
 *     threshold, rising from 0 to 1
 * @param truePositiveRate the same of the class's own examples
 * @param threshold the score of each point, falling; infinite at the start
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record RocCurve(double[] falsePositiveRate, double[] truePositiveRate, double[] threshold) {

  /**
   * Traces the curve of a class; empty where every example or none is of it, which leaves a rate
   * without meaning.
   *
   * @param label the class, from 0
   */
  public static Optional<RocCurve> of(Scores scores, int label) {
    Preconditions.checkElementIndex(label, scores.classes(), "label");
    ThresholdCounts counts = ThresholdCounts.of(scores, label);
    if (counts.positives() == 0 || counts.negatives() == 0) {
      return Optional.empty();
    }
    int points = counts.points() + 1;
    double[] falseRate = new double[points];
    double[] trueRate = new double[points];
    double[] threshold = new double[points];
    threshold[0] = Double.POSITIVE_INFINITY;
    for (int point = 1; point < points; point++) {
      falseRate[point] = (double) counts.falses()[point - 1] / counts.negatives();
      trueRate[point] = (double) counts.trues()[point - 1] / counts.positives();
      threshold[point] = counts.threshold()[point - 1];
    }
    return Optional.of(new RocCurve(falseRate, trueRate, threshold));
  }

  /** Returns the area under the curve by trapezoids, which counts ties half. */
  public double area() {
    double area = 0;
    for (int i = 1; i < falsePositiveRate.length; i++) {
      area +=
          (falsePositiveRate[i] - falsePositiveRate[i - 1])
              * (truePositiveRate[i] + truePositiveRate[i - 1])
              / 2;
    }
    return area;
  }

  /**
   * Returns the highest true positive rate that the curve, its points joined by straight lines, has
   * at a false positive rate.
   *
   * @param rate 0 to 1
   */
  public double truePositiveRate(double rate) {
    Preconditions.checkArgument(rate >= 0 && rate <= 1, "a rate of %s, not within 0 and 1", rate);
    int above = firstAbove(rate);
    if (above == falsePositiveRate.length) {
      return truePositiveRate[above - 1];
    }
    double low = falsePositiveRate[above - 1];
    double step = (rate - low) / (falsePositiveRate[above] - low);
    return truePositiveRate[above - 1]
        + step * (truePositiveRate[above] - truePositiveRate[above - 1]);
  }

  /** The first point whose false positive rate is greater; the first point of all has 0. */
  private int firstAbove(double rate) {
    int low = 0;
    int high = falsePositiveRate.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (falsePositiveRate[middle] > rate) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
