package org.tonewheel.nets;

import java.util.Arrays;

/**
 * Brings each feature to mean 0 and deviation 1, by what was measured on training rows alone.
 *
 * @param means by feature
 * @param deviations by feature, population deviations; 1 where the feature was constant
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Scaler(float[] means, float[] deviations) {

  /**
   * Measures over all frames of the given rows, in two passes that hold one row at a time.
   *
   * @param features features a frame; a row is frame-major
   */
  public static Scaler fit(MappedSet set, int[] rows, int features) {
    double[] means = new double[features];
    double[] squares = new double[features];
    float[] row = new float[set.rowFloats()];
    double frames = (double) rows.length * row.length / features;
    for (int number : rows) {
      set.read(number, row);
      for (int i = 0; i < row.length; i++) {
        means[i % features] += row[i];
      }
    }
    Arrays.setAll(means, k -> means[k] / frames);
    for (int number : rows) {
      set.read(number, row);
      for (int i = 0; i < row.length; i++) {
        double difference = row[i] - means[i % features];
        squares[i % features] += difference * difference;
      }
    }
    float[] floatMeans = new float[features];
    float[] deviations = new float[features];
    for (int k = 0; k < features; k++) {
      floatMeans[k] = (float) means[k];
      float deviation = (float) Math.sqrt(squares[k] / frames);
      deviations[k] = constant(deviation, floatMeans[k]) ? 1 : deviation;
    }
    return new Scaler(floatMeans, deviations);
  }

  /** Below the rounding of its mean a deviation is noise, and dividing by it would amplify that. */
  private static boolean constant(float deviation, float mean) {
    return deviation <= Math.ulp(mean);
  }

  /** Scales rows in place; their length must be a multiple of the features. */
  public void apply(float[] values) {
    int features = means.length;
    for (int from = 0; from < values.length; from += features) {
      for (int k = 0; k < features; k++) {
        values[from + k] = (values[from + k] - means[k]) / deviations[k];
      }
    }
  }
}
