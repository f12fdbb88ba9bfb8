package org.tonewheel.tribuo;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Rows drawn round one centre a genre, for tests: learnable, but not without error. */
final class Blobs {
  static final TableDomain DOMAIN =
      new TableDomain(
          IntStream.range(0, 12).mapToObj(i -> "column" + i).toList(),
          List.of("blues", "classical", "metal"));

  private Blobs() {}

  /** {@code count} rows, genres in turn. */
  static TableRows rows(int count, long seed) {
    Random random = new Random(seed);
    float[][] values = new float[count][DOMAIN.features().size()];
    int[] labels = new int[count];
    for (int row = 0; row < count; row++) {
      labels[row] = row % DOMAIN.genres().size();
      for (int column = 0; column < values[row].length; column++) {
        double centre = column % DOMAIN.genres().size() == labels[row] ? 1 : 0;
        values[row][column] = (float) (10 * column + centre + random.nextGaussian());
      }
    }
    return new TableRows(values, labels);
  }

  static double accuracy(double[][] probabilities, int[] labels) {
    int right = 0;
    for (int row = 0; row < labels.length; row++) {
      int best = 0;
      for (int genre = 1; genre < probabilities[row].length; genre++) {
        best = probabilities[row][genre] > probabilities[row][best] ? genre : best;
      }
      right += best == labels[row] ? 1 : 0;
    }
    return (double) right / labels.length;
  }
}
