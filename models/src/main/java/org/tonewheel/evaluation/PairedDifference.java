package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How much better one arm of an experiment is than another on the same examples: figures of the arm
 * minus those of the arm it is compared with, the mean over seeds that both were trained with.
 *
 * <p>Both arms err on the same hard tracks, so the difference is far surer than either figure.
 * Hence the paired bootstrap over clusters: a cluster that is drawn is drawn for both arms and for
 * all seeds. How much the difference moves from seed to seed is told apart from that, by {@link
 * Figure#bySeed}.
 *
 * @param examples examples, of one seed
 * @param clusters clusters that were drawn from
 * @param resamples how often
 * @param accuracy difference of the share of examples that were right
 * @param macroAccuracy difference of the mean over the classes that are there of the share of their
 *     examples that were right (scikit-learn calls it balanced accuracy)
 */
public record PairedDifference(
    int examples, int clusters, int resamples, Figure accuracy, Figure macroAccuracy) {

  /**
   * The difference of one figure: 0.01 is one point, above 0 the arm is better.
   *
   * @param mean over seeds
   * @param interval 95% interval of the mean over clusters; null with fewer than two clusters: one
   *     says nothing about others
   * @param p how probable a mean so far from 0 is, on either side, if there were no difference:
   *     from the draws that lie beyond 0 (Davison and Hinkley, 1997), so at least 2 / (draws + 1);
   *     null where the interval is
   * @param bySeed the difference of each seed, in the order given
   */
  public record Figure(double mean, Interval interval, Double p, List<Double> bySeed) {

    public Figure {
      bySeed = ImmutableList.copyOf(bySeed);
    }
  }

  /**
   * Compares two arms.
   *
   * @param arm scores of the arm, one element a seed
   * @param against scores of the arm it is compared with, of the same seeds in the same order
   * @param clusters how many clusters there are
   * @param resamples how often to draw, at least 100
   * @param seed what the draws are made from: the same seed draws the same clusters for every arm
   * @throws IllegalArgumentException if there is no seed, the arms differ in their number, or any
   *     two of the scores differ in classes, in the true class or in the cluster of an example
   */
  public static PairedDifference of(
      List<ClusteredScores> arm,
      List<ClusteredScores> against,
      int clusters,
      int resamples,
      long seed) {
    Preconditions.checkArgument(resamples >= 100, "resamples must be at least 100");
    Preconditions.checkArgument(!arm.isEmpty(), "there is no seed to compare");
    Preconditions.checkArgument(
        arm.size() == against.size(),
        "%s seeds of one arm but %s of the other",
        arm.size(),
        against.size());
    ClusteredScores first = arm.get(0);
    arm.forEach(scores -> checkSameExamples(first, scores));
    against.forEach(scores -> checkSameExamples(first, scores));

    Sums sums = new Sums(first, clusters);
    int[] once = new int[clusters];
    Arrays.fill(once, 1);
    ImmutableList.Builder<Double> accuracies = ImmutableList.builder();
    ImmutableList.Builder<Double> macroAccuracies = ImmutableList.builder();
    for (int i = 0; i < arm.size(); i++) {
      Sums own = new Sums(first, clusters);
      for (Sums each : List.of(own, sums)) {
        each.add(arm.get(i).scores(), 1);
        each.add(against.get(i).scores(), -1);
      }
      own.weigh(once);
      accuracies.add(own.accuracy);
      macroAccuracies.add(own.macroAccuracy);
    }

    double[] drawnAccuracy = new double[resamples];
    double[] drawnMacro = new double[resamples];
    SplittableRandom random = new SplittableRandom(seed);
    int[] weights = new int[clusters];
    for (int resample = 0; clusters > 1 && resample < resamples; resample++) {
      Arrays.fill(weights, 0);
      for (int draw = 0; draw < clusters; draw++) {
        weights[random.nextInt(clusters)]++;
      }
      sums.weigh(weights);
      drawnAccuracy[resample] = sums.accuracy / arm.size();
      drawnMacro[resample] = sums.macroAccuracy / arm.size();
    }
    return new PairedDifference(
        first.scores().size(),
        clusters,
        resamples,
        figure(accuracies.build(), drawnAccuracy, clusters),
        figure(macroAccuracies.build(), drawnMacro, clusters));
  }

  private static Figure figure(List<Double> bySeed, double[] drawn, int clusters) {
    double mean = bySeed.stream().mapToDouble(value -> value).average().orElseThrow();
    return clusters < 2
        ? new Figure(mean, null, null, bySeed)
        : new Figure(mean, Interval.middle(drawn), probability(drawn), bySeed);
  }

  private static double probability(double[] drawn) {
    long atMost = Arrays.stream(drawn).filter(value -> value <= 0).count();
    long atLeast = Arrays.stream(drawn).filter(value -> value >= 0).count();
    return Math.min(1, 2.0 * (1 + Math.min(atMost, atLeast)) / (drawn.length + 1));
  }

  private static void checkSameExamples(ClusteredScores one, ClusteredScores other) {
    Preconditions.checkArgument(
        one.scores().classes() == other.scores().classes()
            && Arrays.equals(one.scores().truth(), other.scores().truth())
            && Arrays.equals(one.clusters(), other.clusters()),
        "scores of different examples cannot be compared in pairs");
  }

  /** Right answers more than the other arm's, by cluster and class: all that a resample needs. */
  private static final class Sums {
    private final int classes;
    private final int[] clusterOf;
    private final long[][] more;
    private final long[][] support;
    private final long[] moreOfClass;
    private final long[] ofClass;
    private double accuracy;
    private double macroAccuracy;

    Sums(ClusteredScores examples, int clusters) {
      classes = examples.scores().classes();
      clusterOf = examples.clusters();
      more = new long[clusters][classes];
      support = new long[clusters][classes];
      moreOfClass = new long[classes];
      ofClass = new long[classes];
      for (int row = 0; row < clusterOf.length; row++) {
        support[clusterOf[row]][examples.scores().truth()[row]]++;
      }
    }

    void add(Scores scores, int sign) {
      for (int row = 0; row < clusterOf.length; row++) {
        int truth = scores.truth()[row];
        if (scores.predicted(row) == truth) {
          more[clusterOf[row]][truth] += sign;
        }
      }
    }

    /** Makes both figures, each cluster counted as often as its weight says; NaN if none is. */
    void weigh(int[] weights) {
      Arrays.fill(moreOfClass, 0);
      Arrays.fill(ofClass, 0);
      for (int cluster = 0; cluster < weights.length; cluster++) {
        int weight = weights[cluster];
        if (weight > 0) {
          for (int label = 0; label < classes; label++) {
            moreOfClass[label] += weight * more[cluster][label];
            ofClass[label] += weight * support[cluster][label];
          }
        }
      }
      double shares = 0;
      int there = 0;
      for (int label = 0; label < classes; label++) {
        if (ofClass[label] > 0) {
          shares += (double) moreOfClass[label] / ofClass[label];
          there++;
        }
      }
      accuracy = (double) Arrays.stream(moreOfClass).sum() / Arrays.stream(ofClass).sum();
      macroAccuracy = shares / there;
    }
  }
}
