package org.tonewheel.pipelines.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NeighbourAgreementTest {

  @Test
  void twoHeapsApart_areAmongTheirOwn() {
    double[][] points = new double[30][];
    int[] labels = new int[30];
    for (int i = 0; i < 30; i++) {
      labels[i] = i % 2;
      points[i] = new double[] {100 * labels[i] + i, 0};
    }
    assertThat(NeighbourAgreement.of(points, labels)).containsOnly(new double[] {1}, within(1e-12));
    Arrays.fill(labels, 0, 15, 2);
    assertThat(NeighbourAgreement.of(points, labels)[29]).isLessThan(1);
  }

  @Test
  void fewPoints_haveAllOthersAsNeighbours() {
    double[][] points = {{0, 0}, {1, 0}, {5, 5}, {6, 6}};
    assertThat(NeighbourAgreement.of(points, new int[] {0, 0, 1, 0}))
        .containsExactly(new double[] {2 / 3.0, 2 / 3.0, 0, 2 / 3.0}, within(1e-12));
  }
}
