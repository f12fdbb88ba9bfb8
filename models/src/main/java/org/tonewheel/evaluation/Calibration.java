package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Whether a model is right as often as it says: examples in bins of equal width by the probability
 * of the class they were given, and how often that class was the true one (Guo et al., "On
 * calibration of modern neural networks", 2017). The bins equal scikit-learn's {@code
 * calibration_curve(..., strategy='uniform')} of the same probabilities.
 *
 * @param bins those that hold an example, by rising probability
 * @param expectedError the mean over the examples of their bin's distance between probability and
 *     share that was right (ECE), 0 to 1
 * @param largestError the largest such distance of a bin (MCE), 0 to 1
 */
public record Calibration(List<Bin> bins, double expectedError, double largestError) {

  /**
   * Examples of about one probability.
   *
   * @param examples how many, at least one
   * @param confidence the mean probability of the class they were given
   * @param accuracy the share of them for which it was the true one
   */
  public record Bin(int examples, double confidence, double accuracy) {

    double error() {
      return Math.abs(confidence - accuracy);
    }
  }

  public Calibration {
    bins = ImmutableList.copyOf(bins);
  }

  /**
   * Measures.
   *
   * @param bins how many of them, at least one; 15 are usual
   */
  public static Calibration of(Scores scores, int bins) {
    Preconditions.checkArgument(bins > 0, "%s bins", bins);
    int[] examples = new int[bins];
    int[] right = new int[bins];
    double[] confidence = new double[bins];
    for (int row = 0; row < scores.size(); row++) {
      int predicted = scores.predicted(row);
      double probability = scores.probabilities()[row][predicted];
      int bin = bin(probability, bins);
      examples[bin]++;
      confidence[bin] += probability;
      right[bin] += predicted == scores.truth()[row] ? 1 : 0;
    }
    ImmutableList.Builder<Bin> filled = ImmutableList.builder();
    double expected = 0;
    double largest = 0;
    for (int bin = 0; bin < bins; bin++) {
      if (examples[bin] > 0) {
        Bin one =
            new Bin(
                examples[bin],
                confidence[bin] / examples[bin],
                (double) right[bin] / examples[bin]);
        filled.add(one);
        expected += one.error() * one.examples() / scores.size();
        largest = Math.max(largest, one.error());
      }
    }
    return new Calibration(filled.build(), expected, largest);
  }

  /** The bin whose upper end is the first at or above the probability. */
  private static int bin(double probability, int bins) {
    int bin = 0;
    while (bin < bins - 1 && probability > (bin + 1) * (1.0 / bins)) {
      bin++;
    }
    return bin;
  }
}
