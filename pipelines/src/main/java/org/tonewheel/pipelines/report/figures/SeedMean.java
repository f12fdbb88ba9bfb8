package org.tonewheel.pipelines.report.figures;

import java.util.List;
import org.tonewheel.evaluation.Scores;

/** What the models of several seeds say together: the mean of their probabilities. */
final class SeedMean {

  private SeedMean() {}

  /**
   * Returns the mean.
   *
   * @param seeds scores of the same examples in the same order, at least one
   * @throws IllegalArgumentException if their numbers of examples differ
   */
  static Scores of(List<Scores> seeds) {
    Scores first = seeds.get(0);
    double[][] means = new double[first.size()][first.classes()];
    for (Scores seed : seeds) {
      if (seed.size() != means.length) {
        throw new IllegalArgumentException(
            "seeds test with %d and with %d examples".formatted(means.length, seed.size()));
      }
      for (int row = 0; row < means.length; row++) {
        for (int label = 0; label < means[row].length; label++) {
          means[row][label] += seed.probabilities()[row][label];
        }
      }
    }
    for (double[] row : means) {
      for (int label = 0; label < row.length; label++) {
        row[label] /= seeds.size();
      }
    }
    return new Scores(first.truth(), means);
  }
}
