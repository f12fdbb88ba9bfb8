package org.tonewheel.sampling;

import java.util.Arrays;

/**
 * Samples that bring every genre of a training side up to its largest, as {@code fit_resample} of
 * imbalanced-learn adds by default: genre after genre, and in each those numbered from 0. Holds 4
 * bytes a value.
 *
 * @param rows the samples
 * @param labels their classes
 * @param counts how many there are of each class
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Balanced(float[][] rows, int[] labels, int[] counts) {

  /**
   * Makes the samples.
   *
   * @param labels the class of each row of the set, from 0
   * @param trainRows rows of the training side
   * @param classes the number of genres
   * @throws org.tonewheel.nets.TrainingDataException if a genre has too few rows on the training
   *     side, or a label is not a genre
   */
  public static Balanced of(Oversampling oversampling, int[] labels, int[] trainRows, int classes) {
    int[] counts = SampleCounts.of(labels, trainRows, classes, null);
    int all = Arrays.stream(counts).sum();
    float[][] rows = new float[all][];
    int[] made = new int[all];
    int next = 0;
    for (int genre = 0; genre < classes; genre++) {
      for (int i = 0; i < counts[genre]; i++) {
        rows[next] = oversampling.sample(genre, i);
        made[next++] = genre;
      }
    }
    return new Balanced(rows, made, counts);
  }
}
