package org.tonewheel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** How often the 95% interval contains the truth, where the truth is known. */
class BootstrapCoverageTest {

  private static final int SIMULATIONS = 400;
  private static final int TRACKS = 80;
  private static final int SEGMENTS = 10;

  private static double coverage(
      IntFunction<ClusteredScores> draw, Function<MetricIntervals, Interval> figure, double truth) {
    int covered = 0;
    for (int simulation = 0; simulation < SIMULATIONS; simulation++) {
      ClusteredScores drawn = draw.apply(simulation);
      int clusters = 1 + Arrays.stream(drawn.clusters()).max().getAsInt();
      Interval interval =
          figure.apply(
              new ClusterBootstrap(300, simulation)
                  .intervals(List.of(drawn), clusters)
                  .orElseThrow());
      covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    return (double) covered / SIMULATIONS;
  }

  /**
   * Segments that are right together: a track's segments are right with the track's own
   * probability, which is uniform, so that the accuracy is one half.
   */
  private static ClusteredScores correlated(long seed, boolean clustered) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = TRACKS * SEGMENTS;
    int[] truth = new int[size];
    int[] clusters = new int[size];
    double[][] probabilities = new double[size][];
    for (int track = 0; track < TRACKS; track++) {
      double ease = random.nextDouble();
      for (int row = track * SEGMENTS; row < (track + 1) * SEGMENTS; row++) {
        truth[row] = track % 2;
        boolean right = random.nextDouble() < ease;
        boolean first = (truth[row] == 0) == right;
        probabilities[row] = first ? new double[] {0.9, 0.1} : new double[] {0.1, 0.9};
        clusters[row] = clustered ? track : row;
      }
    }
    return new ClusteredScores(new Scores(truth, probabilities), clusters);
  }

  /** Tracks of two classes whose scores are normal, a standard deviation apart. */
  private static ClusteredScores normal(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] truth = new int[TRACKS];
    int[] clusters = new int[TRACKS];
    double[][] probabilities = new double[TRACKS][];
    for (int track = 0; track < TRACKS; track++) {
      truth[track] = track % 2;
      clusters[track] = track;
      double probability = 1 / (1 + Math.exp(-(random.nextGaussian() + truth[track])));
      probabilities[track] = new double[] {1 - probability, probability};
    }
    return new ClusteredScores(new Scores(truth, probabilities), clusters);
  }

  @Test
  void intervalOverTracks_coversTheAccuracyOfCorrelatedSegments() {
    assertThat(coverage(seed -> correlated(seed, true), MetricIntervals::accuracy, 0.5))
        .isBetween(0.92, 0.98);
  }

  @Test
  void intervalOverSegments_wouldCoverItFarTooSeldom() {
    // why clusters are drawn: the same data, resampled segment by segment
    assertThat(coverage(seed -> correlated(seed, false), MetricIntervals::accuracy, 0.5))
        .isLessThan(0.8);
  }

  @Test
  void interval_coversTheAreaUnderTheRocCurve() {
    // the area is the standard normal distribution at 1 / sqrt 2
    assertThat(coverage(BootstrapCoverageTest::normal, MetricIntervals::auc, 0.7602499389065233))
        .isBetween(0.92, 0.98);
  }
}
