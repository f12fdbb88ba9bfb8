package org.tonewheel.sampling;

import java.util.Arrays;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Rows;
import org.tonewheel.nets.Scaler;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * The rows that {@link Repeat} gives, with Gaussian noise on every value: {@code sigma} times the
 * deviation of its feature over the training side (of all genres, as {@link Scaler} measures it). A
 * feature that is constant there stays as it is.
 */
public final class Jitter implements Oversampling {
  private final Repeat repeat;
  private final RowShape shape;
  private final float[] deviations;
  private final long seed;

  /**
   * Measures the features, in three passes over the training rows that hold one at a time.
   *
   * @param set the rows, of which only training rows are read
   * @param labels the class of each row of the set, from 0
   * @param trainRows rows of the training side
   * @param shape what a row is, and so which of its values belong to a feature
   * @param sigma standard deviation of the noise, in deviations of the feature; 0 or more
   * @param seed fixes order and noise
   * @throws IllegalArgumentException if {@code sigma} is negative or not finite, or the shape not
   *     that of the rows
   * @throws org.tonewheel.nets.TrainingDataException if the side is empty, or a row of it is not in
   *     the set or has no label
   */
  public Jitter(Rows set, int[] labels, int[] trainRows, RowShape shape, double sigma, long seed) {
    if (!(sigma >= 0) || Double.isInfinite(sigma)) {
      throw new IllegalArgumentException("sigma is " + sigma + ", but must be 0 or more");
    }
    if (set.rowFloats() != shape.floats()) {
      throw new IllegalArgumentException("rows of " + set.rowFloats() + " floats are not " + shape);
    }
    this.repeat = new Repeat(set, labels, trainRows, seed);
    this.shape = shape;
    this.seed = seed;
    this.deviations = Scaler.fit(set, trainRows, shape).deviations().clone();
    float[] ranges = ranges(set, trainRows, shape);
    for (int feature = 0; feature < deviations.length; feature++) {
      // The scaler gives a constant feature the deviation 1; a real one spans at least 2.
      boolean constant = deviations[feature] == 1 && ranges[feature] < 1;
      deviations[feature] = constant ? 0 : (float) (sigma * deviations[feature]);
    }
  }

  @Override
  public float[] sample(int genre, long i) {
    float[] row = repeat.sample(genre, i);
    CounterRandom noise = CounterRandom.of(seed, "jitter", genre, i);
    for (int index = 0; index < row.length; index++) {
      row[index] += (float) (deviations[shape.featureOf(index)] * noise.normal(index));
    }
    return row;
  }

  private static float[] ranges(Rows set, int[] trainRows, RowShape shape) {
    float[] lowest = new float[shape.features()];
    float[] highest = new float[shape.features()];
    Arrays.fill(lowest, Float.POSITIVE_INFINITY);
    Arrays.fill(highest, Float.NEGATIVE_INFINITY);
    float[] row = new float[set.rowFloats()];
    for (int number : trainRows) {
      set.read(number, row);
      for (int index = 0; index < row.length; index++) {
        int feature = shape.featureOf(index);
        lowest[feature] = Math.min(lowest[feature], row[index]);
        highest[feature] = Math.max(highest[feature], row[index]);
      }
    }
    for (int feature = 0; feature < lowest.length; feature++) {
      highest[feature] -= lowest[feature];
    }
    return highest;
  }
}
