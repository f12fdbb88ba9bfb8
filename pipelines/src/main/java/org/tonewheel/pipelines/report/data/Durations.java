package org.tonewheel.pipelines.report.data;

import com.google.common.base.Preconditions;
import com.google.common.math.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How long a genre's recordings are, in seconds as decoded.
 *
 * @param genre the genre
 * @param tracks recordings
 * @param shortest the least
 * @param lowerQuartile a quarter are no longer; between two recordings, on the line between them
 * @param median half are no longer
 * @param upperQuartile three quarters are no longer
 * @param longest the greatest
 * @param total the sum
 */
public record Durations(
    String genre,
    int tracks,
    double shortest,
    double lowerQuartile,
    double median,
    double upperQuartile,
    double longest,
    double total) {

  /**
   * Summarises them.
   *
   * @param seconds at least one
   */
  public static Durations of(String genre, List<Double> seconds) {
    Preconditions.checkArgument(!seconds.isEmpty(), "genre %s has no recording", genre);
    double[] values = seconds.stream().mapToDouble(one -> one).toArray();
    Map<Integer, Double> quartiles = Quantiles.quartiles().indexes(0, 1, 2, 3, 4).compute(values);
    return new Durations(
        genre,
        values.length,
        quartiles.get(0),
        quartiles.get(1),
        quartiles.get(2),
        quartiles.get(3),
        quartiles.get(4),
        Arrays.stream(values).sum());
  }
}
