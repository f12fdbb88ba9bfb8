package org.tonewheel.evaluation;

/**
 * The area under the ROC curve of one class against the rest, for examples that count as often as a
 * weight says. The examples are sorted once; each area is then one pass.
 */
final class RocArea {

  // cluster << 2 | of the class << 1 | last among equal scores
  private final int[] codes;

  /**
   * @param clusters the cluster of each example: an index into the weights of {@link #area}
   */
  RocArea(Scores scores, int label, int[] clusters) {
    double[][] values = scores.probabilities();
    Integer[] order = scores.ranked(label);
    codes = new int[order.length];
    for (int rank = 0; rank < codes.length; rank++) {
      int row = order[rank];
      boolean last =
          rank == codes.length - 1 || values[order[rank + 1]][label] != values[row][label];
      codes[rank] = clusters[row] << 2 | (scores.truth()[row] == label ? 2 : 0) | (last ? 1 : 0);
    }
  }

  /** Returns the area, ties counted half; NaN if no weight lies on the class or none off it. */
  double area(int[] weights) {
    long positives = 0;
    long negatives = 0;
    double twice = 0;
    long tiedPositives = 0;
    long tiedNegatives = 0;
    for (int code : codes) {
      int weight = weights[code >>> 2];
      if ((code & 2) != 0) {
        tiedPositives += weight;
      } else {
        tiedNegatives += weight;
      }
      if ((code & 1) != 0) {
        twice += (double) tiedPositives * (2 * negatives + tiedNegatives);
        positives += tiedPositives;
        negatives += tiedNegatives;
        tiedPositives = 0;
        tiedNegatives = 0;
      }
    }
    return twice / (2.0 * positives * negatives);
  }
}
