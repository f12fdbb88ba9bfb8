package org.tonewheel.sampling;

/**
 * Makes rows of a genre from those of the training side. A sample is a function of the seed, the
 * genre and its number alone, whichever others are asked for and in which order. Safe for use by
 * many threads.
 */
public sealed interface Oversampling permits Repeat, Jitter, Smote {
  /**
   * Makes one sample.
   *
   * @param genre the class, from 0
   * @param i the number of the sample within its genre, from 0
   * @return a new row, shaped as the real ones
   * @throws org.tonewheel.nets.TrainingDataException if the training side has too few rows of the
   *     genre: none, or for {@link Smote} only one
   * @throws IllegalArgumentException if {@code i} is negative
   */
  float[] sample(int genre, long i);
}
