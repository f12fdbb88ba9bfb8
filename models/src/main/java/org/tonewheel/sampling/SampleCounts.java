package org.tonewheel.sampling;

import java.util.Arrays;
import org.tonewheel.nets.TrainingDataException;

/** How many samples to make of each genre. */
public final class SampleCounts {
  private SampleCounts() {}

  /**
   * The same number of every genre, or as many as a genre lacks to be as large as the largest.
   *
   * @param labels the class of each row of the set, from 0
   * @param trainRows rows of the training side
   * @param classes the number of genres
   * @param samples how many of each genre, at least 1; null to bring all up to the largest
   * @return by genre; 0 for the largest when all are brought up to it
   * @throws IllegalArgumentException if {@code samples} is not positive
   * @throws TrainingDataException if a genre has no row on the training side, for then there is
   *     nothing to make samples from, or a label is not a genre
   */
  public static int[] of(int[] labels, int[] trainRows, int classes, Integer samples) {
    if (samples != null && samples < 1) {
      throw new IllegalArgumentException("samples is " + samples + ", but must be positive");
    }
    GenreRows rows = new GenreRows(labels, trainRows);
    if (rows.genres() > classes) {
      throw new TrainingDataException(
          "the training side has label %d, but there are %d genres"
              .formatted(rows.genres() - 1, classes));
    }
    int[] counts = new int[classes];
    Arrays.setAll(counts, genre -> rows.of(genre, 1).length);
    int largest = Arrays.stream(counts).max().orElse(0);
    return Arrays.stream(counts)
        .map(count -> samples == null ? largest - count : samples)
        .toArray();
  }
}
