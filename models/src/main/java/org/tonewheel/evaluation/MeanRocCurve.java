package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;
import java.util.List;

/**
 * The mean of ROC curves in few points: at each false positive rate the mean of the true positive
 * rates (vertical averaging: Fawcett, An introduction to ROC analysis, 2006, section 8.1). The area
 * under the mean of whole curves is the mean of their areas; these points, which lie closer the
 * smaller the rate, keep it up to how far the curves bend between two of them.
 *
 * @param falsePositiveRate from 0 to 1; the first two are 0, between which the curve rises straight
 *     up
 * @param truePositiveRate never falling, from 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record MeanRocCurve(double[] falsePositiveRate, double[] truePositiveRate) {

  /**
   * Averages.
   *
   * @param curves at least one
   * @param points of the mean, at least 3
   */
  public static MeanRocCurve of(List<RocCurve> curves, int points) {
    Preconditions.checkArgument(!curves.isEmpty(), "there is no curve");
    double[] rates = rates(points);
    double[] means = new double[points];
    for (int i = 1; i < points; i++) {
      double sum = 0;
      for (RocCurve curve : curves) {
        sum += curve.truePositiveRate(rates[i]);
      }
      means[i] = sum / curves.size();
    }
    return new MeanRocCurve(rates, means);
  }

  /**
   * The false positive rates of a mean of so many points: 0, and the squares of even steps from 0
   * to 1.
   *
   * @param points at least 3
   */
  public static double[] rates(int points) {
    Preconditions.checkArgument(points >= 3, "%s points, but at least 3 are needed", points);
    double[] rates = new double[points];
    for (int i = 1; i < points; i++) {
      double step = (i - 1.0) / (points - 2);
      rates[i] = step * step;
    }
    return rates;
  }
}
