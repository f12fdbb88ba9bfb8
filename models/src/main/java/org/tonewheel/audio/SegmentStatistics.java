package org.tonewheel.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * A segment's frames as one row: for each feature its mean and its standard deviation (of the
 * population), then the mean and deviation of its first differences between successive frames. What
 * a model without a sense of time is given.
 */
public final class SegmentStatistics {
  private static final List<String> KINDS = List.of("mean", "sd", "delta_mean", "delta_sd");

  private SegmentStatistics() {}

  /**
   * Sums up one segment.
   *
   * @param values frame-major, {@code frames * features} of them
   * @return {@code 4 * features} values: all means, all deviations, all means of differences, all
   *     deviations of differences. With a single frame there are no differences: those are 0.
   * @throws IllegalArgumentException if the values do not fill frames and features, or there is no
   *     frame
   */
  public static float[] of(float[] values, int frames, int features) {
    if (frames < 1 || features < 1 || values.length != (long) frames * features) {
      throw new IllegalArgumentException(
          values.length + " values are not " + frames + " frames of " + features + " features");
    }
    float[] row = new float[4 * features];
    double[] series = new double[frames];
    for (int feature = 0; feature < features; feature++) {
      for (int frame = 0; frame < frames; frame++) {
        series[frame] = values[frame * features + feature];
      }
      write(series, frames, row, feature, feature + features);
      for (int frame = 0; frame + 1 < frames; frame++) {
        series[frame] = series[frame + 1] - series[frame];
      }
      write(series, frames - 1, row, feature + 2 * features, feature + 3 * features);
    }
    return row;
  }

  /** Names of the columns in the same order, such as {@code mfcc_1_mean}. */
  public static List<String> names(List<String> featureNames) {
    List<String> names = new ArrayList<>(4 * featureNames.size());
    for (String kind : KINDS) {
      for (String name : featureNames) {
        names.add(name + "_" + kind);
      }
    }
    return List.copyOf(names);
  }

  private static void write(double[] series, int count, float[] row, int meanAt, int deviationAt) {
    if (count == 0) {
      return;
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += series[i];
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (series[i] - mean) * (series[i] - mean);
    }
    row[meanAt] = (float) mean;
    row[deviationAt] = (float) Math.sqrt(squares / count);
  }
}
