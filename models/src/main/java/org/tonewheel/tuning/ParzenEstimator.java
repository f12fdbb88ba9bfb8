package org.tonewheel.tuning;

import java.util.Arrays;
import java.util.List;

/**
 * A density over some axes: the mixture of one kernel an observation, a product over the axes, and
 * of one kernel for the prior. All weigh the same, but of more than 25 observations the oldest
 * less: from 1/n, in even steps, to 1 for the last 25 and the one before them; the prior weighs 1.
 */
final class ParzenEstimator {
  private static final int FULL_WEIGHT = 25;

  private final double[] logWeights;
  private final double[] cumulated;
  private final Kernels[] axes;

  /**
   * A mixture.
   *
   * @param weights of the kernels, the prior's last; of any sum
   * @param axes each with as many kernels
   */
  ParzenEstimator(double[] weights, Kernels... axes) {
    this.axes = axes;
    logWeights = new double[weights.length];
    cumulated = new double[weights.length];
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double below = 0;
    for (int i = 0; i < weights.length; i++) {
      below += weights[i] / sum;
      logWeights[i] = Math.log(weights[i] / sum);
      cumulated[i] = below;
    }
  }

  /**
   * Fits a density.
   *
   * @param dimensions the axes
   * @param columns coordinates, one array an axis, the oldest observation first
   */
  static ParzenEstimator of(List<Dimension> dimensions, double[][] columns) {
    Kernels[] axes = new Kernels[columns.length];
    Arrays.setAll(axes, i -> kernels(dimensions.get(i), columns[i]));
    return new ParzenEstimator(weights(columns[0].length), axes);
  }

  private static Kernels kernels(Dimension dimension, double[] observations) {
    return dimension instanceof NumberDimension number
        ? NumberKernels.of(number, observations)
        : new ChoiceKernels((ChoiceDimension) dimension, observations);
  }

  /** Weights of so many observations, and then the prior's; not yet of sum 1. */
  static double[] weights(int observations) {
    double[] weights = new double[observations + 1];
    int ramp = observations - FULL_WEIGHT;
    for (int i = 0; i < weights.length; i++) {
      double first = 1.0 / observations;
      weights[i] = i >= ramp ? 1 : ramp == 1 ? first : first + (1 - first) * i / (ramp - 1);
    }
    return weights;
  }

  /** The kernel at a share of the mixture, in [0, 1). */
  int kernel(double share) {
    int kernel = 0;
    while (kernel < cumulated.length - 1 && cumulated[kernel] <= share) {
      kernel++;
    }
    return kernel;
  }

  /** A coordinate on an axis, of one kernel, at a share of its probability in [0, 1). */
  double draw(int kernel, int axis, double share) {
    return axes[axis].draw(kernel, share);
  }

  /** The log of the density at a point. */
  double logDensity(double[] point) {
    double[] sums = logWeights.clone();
    for (int i = 0; i < axes.length; i++) {
      axes[i].addLogDensity(point[i], sums);
    }
    double most = Double.NEGATIVE_INFINITY;
    for (double sum : sums) {
      most = Math.max(most, sum);
    }
    if (most == Double.NEGATIVE_INFINITY) {
      return most;
    }
    double total = 0;
    for (double sum : sums) {
      total += Math.exp(sum - most);
    }
    return most + Math.log(total);
  }
}
