package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;
import java.util.Arrays;
import java.util.Objects;

/**
 * Predictions beside the truth.
 *
 * @param truth the true class of each example, from 0
 * @param probabilities for each example one probability a class
 */
// bare arrays keep a million rows small; scores are never compared
@SuppressWarnings("ArrayRecordComponent")
public record Scores(int[] truth, double[][] probabilities) {

  /**
   * @throws IllegalArgumentException if there is no example, the numbers of examples differ, the
   *     examples differ in their number of classes, a true class has no probability, or a
   *     probability is not within 0 and 1
   */
  public Scores {
    Objects.requireNonNull(truth, "truth");
    Objects.requireNonNull(probabilities, "probabilities");
    Preconditions.checkArgument(truth.length > 0, "there is no example");
    Preconditions.checkArgument(
        truth.length == probabilities.length,
        "%s true classes but %s rows of probabilities",
        truth.length,
        probabilities.length);
    int classes = probabilities[0].length;
    for (int row = 0; row < truth.length; row++) {
      Preconditions.checkArgument(
          probabilities[row].length == classes,
          "row %s has %s probabilities, the first row has %s",
          row,
          probabilities[row].length,
          classes);
      Preconditions.checkArgument(
          truth[row] >= 0 && truth[row] < classes,
          "row %s has the true class %s, of %s",
          row,
          truth[row],
          classes);
      for (double probability : probabilities[row]) {
        // written so that NaN fails
        if (!(probability >= 0 && probability <= 1)) {
          throw new IllegalArgumentException(
              "row %d has a probability of %s, not within 0 and 1".formatted(row, probability));
        }
      }
    }
  }

  /** Returns the number of examples. */
  public int size() {
    return truth.length;
  }

  /** Returns the examples by rising probability of a class. */
  Integer[] ranked(int label) {
    double[] values = new double[size()];
    Integer[] order = new Integer[size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = probabilities[row][label];
      order[row] = row;
    }
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    return order;
  }

  /** Returns the number of classes. */
  public int classes() {
    return probabilities[0].length;
  }

  /** Returns the most probable class of an example, the first of several that are equal. */
  public int predicted(int row) {
    double[] values = probabilities[row];
    int best = 0;
    for (int label = 1; label < values.length; label++) {
      if (values[label] > values[best]) {
        best = label;
      }
    }
    return best;
  }
}
