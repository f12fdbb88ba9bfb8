package org.tonewheel.evaluation;

import com.google.common.base.Preconditions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How much each of several classifiers counts in their mean: the shares under which the mean's log
 * loss is least over some examples.
 *
 * <p>The loss is convex in the shares. They are found by expectation and maximisation (Dempster,
 * Laird and Rubin, 1977), the classifiers being the components of a mixture that are known: each
 * step multiplies a share by the mean of what its classifier gives the true class over what the
 * mixture gives it, and no step makes the loss larger.
 */
public final class MixtureWeights {
  private static final int MOST_STEPS = 10_000;

  /** A step that moves no share by more than this is the last. */
  private static final double SMALLEST_STEP = 1e-9;

  private MixtureWeights() {}

  /**
   * The shares.
   *
   * @param members the same examples by each classifier, in one order
   * @return one share a classifier, each at least 0, together 1; equal shares where no example
   *     tells the classifiers apart
   * @throws IllegalArgumentException if there is no classifier, or they have not the same examples
   */
  public static double[] of(List<Scores> members) {
    Preconditions.checkArgument(!members.isEmpty(), "there is no classifier");
    int[] truth = members.get(0).truth();
    for (Scores member : members) {
      Preconditions.checkArgument(
          Arrays.equals(member.truth(), truth), "the classifiers have not the same examples");
    }
    double[][] given =
        members.stream().map(member -> ofTruth(member, truth)).toArray(double[][]::new);
    double[] shares = new double[members.size()];
    Arrays.fill(shares, 1.0 / shares.length);
    double moved = 1;
    for (int step = 0; step < MOST_STEPS && moved > SMALLEST_STEP; step++) {
      double[] next = step(shares, given);
      moved = 0;
      for (int i = 0; i < shares.length; i++) {
        moved = Math.max(moved, Math.abs(next[i] - shares[i]));
      }
      shares = next;
    }
    return shares;
  }

  private static double[] ofTruth(Scores member, int[] truth) {
    double[] given = new double[truth.length];
    Arrays.setAll(given, row -> member.probabilities()[row][truth[row]]);
    return given;
  }

  private static double[] step(double[] shares, double[][] given) {
    double[] next = new double[shares.length];
    for (int row = 0; row < given[0].length; row++) {
      double mixture = 0;
      for (int i = 0; i < shares.length; i++) {
        mixture += shares[i] * given[i][row];
      }
      if (mixture > 0) { // a class that nobody gives a chance tells nobody apart
        for (int i = 0; i < shares.length; i++) {
          next[i] += shares[i] * given[i][row] / mixture;
        }
      }
    }
    double sum = DoubleStream.of(next).sum();
    if (sum == 0) {
      return shares;
    }
    Arrays.setAll(next, i -> next[i] / sum);
    return next;
  }
}
