package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * 95% percentile intervals by resampling whole clusters with replacement (Field and Welsh,
 * "Bootstrapping clustered data", 2007). Resampling examples instead would take the ten segments of
 * a track for ten tracks and report intervals far too narrow.
 */
public final class ClusterBootstrap {

  private final int resamples;
  private final long seed;

  /**
   * @param resamples how often to draw, at least 100; 1,000 or 2,000 are usual
   * @param seed what the draws are made from
   */
  public ClusterBootstrap(int resamples, long seed) {
    Preconditions.checkArgument(resamples >= 100, "resamples must be at least 100");
    this.resamples = resamples;
    this.seed = seed;
  }

  /**
   * Returns intervals of the figures' mean over the given models (those of several seeds, say): a
   * cluster that is drawn is drawn for all of them, so the interval is about the clusters alone.
   *
   * @param models scores of each model, of the same classes
   * @param clusters how many clusters there are; each should have an example
   * @return nothing if there are fewer than two clusters: one says nothing about others
   * @throws IllegalArgumentException if there is no model or a cluster is out of range
   */
  public Optional<MetricIntervals> intervals(List<ClusteredScores> models, int clusters) {
    Preconditions.checkArgument(!models.isEmpty(), "there are no scores");
    if (clusters < 2) {
      return Optional.empty();
    }
    int classes = models.get(0).scores().classes();
    List<ResampledMetrics> metrics =
        models.stream().map(model -> new ResampledMetrics(model, clusters)).toList();
    int width = ResampledMetrics.OVERALL + ResampledMetrics.PER_CLASS * classes;
    double[][] drawn = new double[width][resamples];
    SplittableRandom random = new SplittableRandom(seed);
    int[] weights = new int[clusters];
    double[] sums = new double[width];
    for (int resample = 0; resample < resamples; resample++) {
      Arrays.fill(weights, 0);
      for (int draw = 0; draw < clusters; draw++) {
        weights[random.nextInt(clusters)]++;
      }
      Arrays.fill(sums, 0);
      for (ResampledMetrics model : metrics) {
        model.add(weights, sums);
      }
      for (int figure = 0; figure < width; figure++) {
        drawn[figure][resample] = sums[figure] / metrics.size();
      }
    }
    return Optional.of(read(drawn, classes, clusters));
  }

  private MetricIntervals read(double[][] drawn, int classes, int clusters) {
    Interval[] intervals = Arrays.stream(drawn).map(Interval::middle).toArray(Interval[]::new);
    ImmutableList.Builder<MetricIntervals.ClassIntervals> perClass = ImmutableList.builder();
    for (int label = 0; label < classes; label++) {
      int at = ResampledMetrics.OVERALL + ResampledMetrics.PER_CLASS * label;
      perClass.add(
          new MetricIntervals.ClassIntervals(
              intervals[at], intervals[at + 1], intervals[at + 2], intervals[at + 3]));
    }
    return new MetricIntervals(
        clusters,
        resamples,
        intervals[0],
        intervals[1],
        intervals[2],
        intervals[3],
        intervals[4],
        intervals[5],
        perClass.build());
  }
}
