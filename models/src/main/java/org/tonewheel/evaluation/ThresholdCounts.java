package org.tonewheel.evaluation;

import java.util.Arrays;

/**
 * How many examples have at least a score for a class, for each score that occurs, by falling
 * score: what curves over thresholds are made of.
 *
 * @param positives examples of the class
 * @param negatives the others
 * @param threshold the scores, falling
 * @param trues examples of the class at or above each threshold
 * @param falses the others there
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
record ThresholdCounts(
    int positives, int negatives, double[] threshold, int[] trues, int[] falses) {

  /**
   * Counts.
   *
   * @param label the class, from 0
   */
  static ThresholdCounts of(Scores scores, int label) {
    int size = scores.size();
    double[][] values = scores.probabilities();
    Integer[] order = scores.ranked(label);
    double[] threshold = new double[size];
    int[] trues = new int[size];
    int[] falses = new int[size];
    int points = 0;
    int above = 0;
    for (int rank = size - 1; rank >= 0; rank--) {
      int row = order[rank];
      above += scores.truth()[row] == label ? 1 : 0;
      if (rank == 0 || values[order[rank - 1]][label] != values[row][label]) {
        threshold[points] = values[row][label];
        trues[points] = above;
        falses[points] = size - rank - above;
        points++;
      }
    }
    return new ThresholdCounts(
        above,
        size - above,
        Arrays.copyOf(threshold, points),
        Arrays.copyOf(trues, points),
        Arrays.copyOf(falses, points));
  }

  int points() {
    return threshold.length;
  }
}
