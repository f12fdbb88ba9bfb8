package org.tonewheel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterBootstrapTest {

  private static ClusteredScores random(int tracks, int segments, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = tracks * segments;
    int[] truth = new int[size];
    int[] clusters = new int[size];
    double[][] probabilities = new double[size][classes];
    for (int row = 0; row < size; row++) {
      clusters[row] = row / segments;
      truth[row] = clusters[row] % classes;
      double sum = 0;
      for (int label = 0; label < classes; label++) {
        // tenths: many ties
        probabilities[row][label] = 1 + random.nextInt(10) + (label == truth[row] ? 5 : 0);
        sum += probabilities[row][label];
      }
      for (int label = 0; label < classes; label++) {
        probabilities[row][label] /= sum;
      }
    }
    return new ClusteredScores(new Scores(truth, probabilities), clusters);
  }

  /** The scores with each cluster written out as often as its weight says. */
  private static Scores repeat(ClusteredScores clustered, int[] weights) {
    int[] rows =
        IntStream.range(0, clustered.clusters().length)
            .flatMap(row -> IntStream.generate(() -> row).limit(weights[clustered.clusters()[row]]))
            .toArray();
    return new Scores(
        Arrays.stream(rows).map(row -> clustered.scores().truth()[row]).toArray(),
        Arrays.stream(rows)
            .mapToObj(row -> clustered.scores().probabilities()[row])
            .toArray(double[][]::new));
  }

  @Test
  void weightedFigures_equalThoseOfRepeatedExamples() {
    ClusteredScores clustered = random(12, 4, 3, 1);
    ResampledMetrics fast = new ResampledMetrics(clustered, 12);
    SplittableRandom random = new SplittableRandom(2);
    for (int trial = 0; trial < 50; trial++) {
      int[] weights = random.ints(12, 0, 4).toArray();
      weights[0] = 1;
      double[] figures = new double[ResampledMetrics.OVERALL + ResampledMetrics.PER_CLASS * 3];
      fast.add(weights, figures);

      ClassificationMetrics slow = ClassificationMetrics.of(repeat(clustered, weights), 3);
      assertThat(Arrays.copyOf(figures, ResampledMetrics.OVERALL))
          .containsExactly(
              new double[] {
                slow.accuracy(),
                slow.precision(),
                slow.recall(),
                slow.f1(),
                slow.auc(),
                slow.logLoss()
              },
              within(1e-12));
      for (int label = 0; label < 3; label++) {
        ClassMetrics of = slow.perClass().get(label);
        int at = ResampledMetrics.OVERALL + ResampledMetrics.PER_CLASS * label;
        if (of.support() > 0) {
          assertThat(Arrays.copyOfRange(figures, at, at + ResampledMetrics.PER_CLASS))
              .containsExactly(
                  new double[] {of.precision(), of.recall(), of.f1(), of.auc()}, within(1e-12));
        } else {
          assertThat(figures[at]).isNaN();
        }
      }
    }
  }

  @Test
  void interval_containsTheFigureAndIsTheSameEachTime() {
    ClusteredScores clustered = random(40, 10, 4, 3);
    ClassificationMetrics point = ClassificationMetrics.of(clustered.scores(), 4);
    ClusterBootstrap bootstrap = new ClusterBootstrap(500, 9);
    MetricIntervals intervals = bootstrap.intervals(List.of(clustered), 40).orElseThrow();
    assertContains(intervals.accuracy(), point.accuracy());
    assertContains(intervals.precision(), point.precision());
    assertContains(intervals.recall(), point.recall());
    assertContains(intervals.f1(), point.f1());
    assertContains(intervals.auc(), point.auc());
    assertContains(intervals.logLoss(), point.logLoss());
    assertContains(intervals.perClass().get(2).f1(), point.perClass().get(2).f1());
    assertThat(bootstrap.intervals(List.of(clustered), 40)).hasValue(intervals);
    assertThat(new ClusterBootstrap(500, 10).intervals(List.of(clustered), 40))
        .isNotEqualTo(Optional.of(intervals));
  }

  @Test
  void sameScoresOfTwoSeeds_giveTheIntervalOfOne() {
    ClusteredScores clustered = random(30, 5, 3, 4);
    ClusterBootstrap bootstrap = new ClusterBootstrap(200, 9);
    assertThat(bootstrap.intervals(List.of(clustered, clustered), 30))
        .isEqualTo(bootstrap.intervals(List.of(clustered), 30));
  }

  @Test
  void oneCluster_hasNoInterval() {
    assertThat(new ClusterBootstrap(200, 9).intervals(List.of(random(1, 5, 3, 4)), 1)).isEmpty();
  }

  @Test
  void classThatIsNotThere_hasNoInterval() {
    Scores scores =
        new Scores(
            new int[] {0, 1, 0}, new double[][] {{0.6, 0.3, 0.1}, {0.2, 0.7, 0.1}, {1, 0, 0}});
    MetricIntervals intervals =
        new ClusterBootstrap(200, 9)
            .intervals(List.of(new ClusteredScores(scores, new int[] {0, 1, 2})), 3)
            .orElseThrow();
    assertThat(intervals.perClass().get(2).recall()).isNull();
    assertThat(intervals.perClass().get(2).auc()).isNull();
    assertThat(intervals.perClass().get(0).recall()).isNotNull();
  }

  private static void assertContains(Interval interval, double value) {
    assertThat(interval.low()).isLessThan(value);
    assertThat(interval.high()).isGreaterThan(value);
  }
}
