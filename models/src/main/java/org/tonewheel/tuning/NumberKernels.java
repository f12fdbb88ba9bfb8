package org.tonewheel.tuning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Kernels over numbers: normal distributions on the axis's scale, cut off at its ends. On a stepped
 * axis a number's density is the probability of the part of the scale that is nearer to it than to
 * its neighbours.
 *
 * <p>The prior's kernel is in the middle and as wide as the scale is long. An observation's kernel
 * is as wide as the larger of its distances to the neighbouring observations, or to the ends of the
 * scale if there is but one; of the outermost ones the distance inwards counts. It is at least the
 * length of the scale / min(100, kernels + 1) (the "magic clip") and at most that length.
 */
final class NumberKernels implements Kernels {
  private static final double NARROWEST = 100;

  private final NumberDimension dimension;
  private final double[] middles;
  private final double[] widths;

  /**
   * Of each kernel: the probability that is left below the scale's start, and that on the scale.
   */
  private final double[] cutBelow;

  private final double[] kept;

  /** Of each kernel: what its log density is reduced by, for being cut off and, of lines, wide. */
  private final double[] logNorm;

  /**
   * Kernels of given widths.
   *
   * @param places of the observations on the axis's scale
   * @param ofPlaces how wide the kernel of each is
   */
  NumberKernels(NumberDimension dimension, double[] places, double[] ofPlaces) {
    this.dimension = dimension;
    int kernels = places.length + 1;
    middles = Arrays.copyOf(places, kernels);
    widths = Arrays.copyOf(ofPlaces, kernels);
    middles[kernels - 1] = 0.5 * (dimension.start() + dimension.end());
    widths[kernels - 1] = dimension.end() - dimension.start();
    cutBelow = new double[kernels];
    kept = new double[kernels];
    logNorm = new double[kernels];
    for (int i = 0; i < kernels; i++) {
      double from = (dimension.start() - middles[i]) / widths[i];
      double to = (dimension.end() - middles[i]) / widths[i];
      double log = NormalDistribution.logBetween(from, to);
      cutBelow[i] = NormalDistribution.below(from);
      kept[i] = Math.exp(log);
      logNorm[i] =
          dimension.step() > 0
              ? log
              : log + Math.log(widths[i]) + NormalDistribution.LOG_SQRT_TWO_PI;
    }
  }

  /** Kernels as wide as the distances of the observations say. */
  static NumberKernels of(NumberDimension dimension, double[] observations) {
    double[] places = Arrays.stream(observations).map(dimension::scaled).toArray();
    return new NumberKernels(dimension, places, widths(places, dimension.start(), dimension.end()));
  }

  private static double[] widths(double[] places, double start, double end) {
    int count = places.length;
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> places[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double narrowest = (end - start) / Math.min(NARROWEST, count + 2);
    double[] widths = new double[count];
    for (int rank = 0; rank < count; rank++) {
      double place = places[order[rank]];
      double below = place - (rank == 0 ? start : places[order[rank - 1]]);
      double above = (rank == count - 1 ? end : places[order[rank + 1]]) - place;
      double width = Math.max(below, above);
      if (count > 1 && rank == 0) {
        width = above;
      } else if (count > 1 && rank == count - 1) {
        width = below;
      }
      widths[order[rank]] = Math.min(end - start, Math.max(narrowest, width));
    }
    return widths;
  }

  @Override
  public double draw(int kernel, double share) {
    double probability = cutBelow[kernel] + share * kept[kernel];
    double place = middles[kernel] + widths[kernel] * NormalDistribution.quantile(probability);
    return dimension.number(place);
  }

  @Override
  public void addLogDensity(double coordinate, double[] sums) {
    if (dimension.step() > 0) {
      double half = dimension.step() / 2;
      double from = dimension.scaled(coordinate - half);
      double to = dimension.scaled(coordinate + half);
      for (int i = 0; i < sums.length; i++) {
        sums[i] +=
            NormalDistribution.logBetween(
                    (from - middles[i]) / widths[i], (to - middles[i]) / widths[i])
                - logNorm[i];
      }
    } else {
      double place = dimension.scaled(coordinate);
      for (int i = 0; i < sums.length; i++) {
        double distance = (place - middles[i]) / widths[i];
        sums[i] -= 0.5 * distance * distance + logNorm[i];
      }
    }
  }
}
