package org.tonewheel.nets;

import java.util.Arrays;

/**
 * Brings each feature to mean 0 and deviation 1, by what was measured on training rows alone.
 *
 * @param means by feature
 * @param deviations by feature (of pictures: by channel), population deviations; 1 where the
 *     feature was constant
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Scaler(float[] means, float[] deviations) {

  /**
   * Measures over the given rows, in two passes that hold one row at a time.
   *
   * @param shape what a row is, and so which of its values belong to a feature
   */
  public static Scaler fit(Rows set, int[] rows, RowShape shape) {
    int features = shape.features();
    int run = shape.run();
    double[] means = new double[features];
    double[] squares = new double[features];
    float[] row = new float[set.rowFloats()];
    double count = (double) rows.length * row.length / features;
    for (int number : rows) {
      set.read(number, row);
      for (int i = 0; i < row.length; i++) {
        means[i / run % features] += row[i];
      }
    }
    Arrays.setAll(means, k -> means[k] / count);
    for (int number : rows) {
      set.read(number, row);
      for (int i = 0; i < row.length; i++) {
        double difference = row[i] - means[i / run % features];
        squares[i / run % features] += difference * difference;
      }
    }
    float[] floatMeans = new float[features];
    float[] deviations = new float[features];
    for (int k = 0; k < features; k++) {
      floatMeans[k] = (float) means[k];
      float deviation = (float) Math.sqrt(squares[k] / count);
      deviations[k] = constant(deviation, floatMeans[k]) ? 1 : deviation;
    }
    return new Scaler(floatMeans, deviations);
  }

  /** Below the rounding of its mean a deviation is noise, and dividing by it would amplify that. */
  private static boolean constant(float deviation, float mean) {
    return deviation <= Math.ulp(mean);
  }

  /** Gives a scaled row its units back, in place: the inverse of {@link #apply}. */
  public void restore(float[] values, RowShape shape) {
    for (int i = 0; i < values.length; i++) {
      int feature = shape.featureOf(i);
      values[i] = values[i] * deviations[feature] + means[feature];
    }
  }

  /** Scales a row in place. */
  public void apply(float[] values, RowShape shape) {
    int run = shape.run();
    int features = means.length;
    for (int from = 0; from < values.length; ) {
      for (int k = 0; k < features; k++) {
        for (int end = from + run; from < end; from++) {
          values[from] = (values[from] - means[k]) / deviations[k];
        }
      }
    }
  }
}
