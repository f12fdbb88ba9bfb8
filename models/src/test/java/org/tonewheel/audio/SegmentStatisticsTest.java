package org.tonewheel.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentStatisticsTest {

  @Test
  void meanAndDeviation_thenThoseOfDifferences() {
    // feature a: 1, 2, 6 (differences 1, 4); feature b: 5, 5, 5
    float[] row = SegmentStatistics.of(new float[] {1, 5, 2, 5, 6, 5}, 3, 2);
    double[] expected = {3, 5, Math.sqrt(14 / 3.0), 0, 2.5, 0, 1.5, 0};
    assertThat(row).hasSize(8);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) row[i]).as("column %d", i).isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void aSingleFrame_hasNoDeviationAndNoDifferences() {
    assertThat(SegmentStatistics.of(new float[] {7, -2}, 1, 2))
        .containsExactly(7, -2, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void namesStandInTheOrderOfTheValues() {
    assertThat(SegmentStatistics.names(List.of("a", "b")))
        .containsExactly(
            "a_mean",
            "b_mean",
            "a_sd",
            "b_sd",
            "a_delta_mean",
            "b_delta_mean",
            "a_delta_sd",
            "b_delta_sd");
  }

  @Test
  void valuesThatDoNotFillTheFrames_areAnError() {
    assertThatThrownBy(() -> SegmentStatistics.of(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 values are not 2 frames of 3 features");
  }
}
