package org.tonewheel.tuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * The tree-structured Parzen estimator (Bergstra et al., NeurIPS 2011; Watanabe, arXiv:2304.11127):
 * among points drawn from the density of the best trials, the one where that density exceeds the
 * density of the other trials most. It computes what Optuna 5.0.0's {@code TPESampler} does with
 * its default settings: the densities and their ratios are equal, the draws are not.
 *
 * <p>The best tenth of the ended trials, at most 25, are the good ones (see {@link TrialSplit}).
 * Running trials of the history count as bad ones (the constant liar), so trials of a wave keep
 * away from each other. Units of layers that not every trial has are suggested each by itself, from
 * the trials that have them, as Optuna does outside of the intersection of the trials' spaces.
 *
 * @param direction which values are better
 * @param seed of the draws
 * @param startupTrials complete and pruned trials before which it suggests at random, at least 1
 * @param candidates points among which the best is suggested, at least 1
 * @param multivariate whether the parameters that every trial has are modelled jointly; else each
 *     by itself
 */
public record TpeSampler(
    Direction direction, long seed, int startupTrials, int candidates, boolean multivariate)
    implements Sampler {

  /**
   * @throws IllegalArgumentException naming what is too small
   */
  public TpeSampler {
    if (startupTrials < 1) {
      throw new IllegalArgumentException(
          "startupTrials is " + startupTrials + ", but must be at least 1");
    }
    if (candidates < 1) {
      throw new IllegalArgumentException(
          "candidates is " + candidates + ", but must be at least 1");
    }
  }

  /** Optuna 5's settings: 10 trials at random, 24 candidates, multivariate. */
  public static TpeSampler defaults(Direction direction, long seed) {
    return new TpeSampler(direction, seed, 10, 24, true);
  }

  @Override
  public Map<String, Object> suggest(SearchSpace space, List<TrialRecord> history, int number) {
    TrialSplit split = TrialSplit.of(history, direction, number);
    if (split.ended() < startupTrials) {
      return RandomSampler.draw(space, seed, number);
    }
    Encoding encoding = new Encoding(space);
    double[][] good = encoding.encode(split.good());
    double[][] bad = encoding.encode(split.bad());
    double[] point = new double[encoding.size()];
    Arrays.fill(point, Double.NaN);
    if (multivariate) {
      suggest(encoding, encoding.always(), good, bad, number, point);
    }
    for (int index = 0; index < point.length; index++) {
      if (Double.isNaN(point[index]) && encoding.present(index, point)) {
        suggest(encoding, new int[] {index}, good, bad, number, point);
      }
    }
    return encoding.decode(point);
  }

  /** Fills in the given dimensions of the point, modelled jointly. */
  private void suggest(
      Encoding encoding,
      int[] dimensions,
      double[][] good,
      double[][] bad,
      int number,
      double[] point) {
    List<Dimension> open = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    for (int index : dimensions) {
      Dimension dimension = encoding.dimension(index);
      if (dimension.single()) {
        point[index] = dimension.at(0.5);
      } else {
        open.add(dimension);
        columns.add(index);
      }
    }
    if (open.isEmpty()) {
      return;
    }
    ParzenEstimator below = ParzenEstimator.of(open, Encoding.columns(good, columns));
    ParzenEstimator above = ParzenEstimator.of(open, Encoding.columns(bad, columns));
    double[] best = best(open, below, above, number);
    for (int i = 0; i < best.length; i++) {
      point[columns.get(i)] = best[i];
    }
  }

  private double[] best(
      List<Dimension> open, ParzenEstimator below, ParzenEstimator above, int number) {
    CounterRandom kernels =
        CounterRandom.of(seed, "tpe/kernel/" + open.get(0).name() + "/" + open.size(), number);
    CounterRandom[] draws = new CounterRandom[open.size()];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = CounterRandom.of(seed, "tpe/value/" + open.get(i).name(), number);
    }
    double[] best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (int candidate = 0; candidate < candidates; candidate++) {
      int kernel = below.kernel(kernels.uniform(candidate));
      double[] drawn = new double[draws.length];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = below.draw(kernel, i, draws[i].uniform(candidate));
      }
      double ratio = below.logDensity(drawn) - above.logDensity(drawn);
      if (best == null || ratio > most) {
        best = drawn;
        most = ratio;
      }
    }
    return best;
  }
}
