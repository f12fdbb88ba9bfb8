package org.tonewheel.gan.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.engine.CounterRandom;

class NeighbourSearchTest {

  @Test
  void spheres_reachToTheNeighbourOfTheirRank() {
    double[][] rows = column(0, 1, 3, 10);
    assertThat(Manifold.of(rows, 1).squaredRadii()).containsExactly(1, 1, 4, 49);
    assertThat(Manifold.of(rows, 2).squaredRadii()).containsExactly(9, 4, 9, 81);
  }

  @Test
  void point_isCoveredUpToTheRimOfASphere() {
    Manifold manifold = Manifold.of(column(0, 1, 3, 10), 1);
    assertThat(manifold.covered(column(-1))).isEqualTo(1);
    assertThat(manifold.covered(column(-1.01, 17, 17.01, 5.5))).isEqualTo(0.5);
  }

  @Test
  void equalRows_coverTheirOwnPlaceAlone() {
    Manifold manifold = Manifold.of(column(2, 2, 2), 2);
    assertThat(manifold.covered(column(2, 2.001))).isEqualTo(0.5);
  }

  @Test
  void nearest_isWhatLookingAtAllColumnsOfAllRowsFinds() {
    double[][] rows = normal(30, 1);
    double[][] others = normal(50, 2);
    double[] found = EuclideanDistance.toNearest(rows, others);
    for (int row = 0; row < rows.length; row++) {
      double[] of = rows[row];
      double expected =
          Arrays.stream(others).mapToDouble(other -> distance(of, other)).min().orElseThrow();
      assertThat(found[row]).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void meanOfPairs_countsEveryPairOnce() {
    assertThat(EuclideanDistance.meanOfPairs(column(0, 1, 5)))
        .isCloseTo((1 + 5 + 4) / 3.0, within(1e-12));
  }

  private static double[][] column(double... values) {
    return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
  }

  private static double[][] normal(int rows, long seed) {
    CounterRandom random = CounterRandom.of(seed, "neighbour search test");
    double[][] values = new double[rows][40];
    for (int i = 0; i < rows * 40; i++) {
      values[i / 40][i % 40] = random.normal(i);
    }
    return values;
  }

  private static double distance(double[] a, double[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += Math.pow(a[i] - b[i], 2);
    }
    return Math.sqrt(squares);
  }
}
