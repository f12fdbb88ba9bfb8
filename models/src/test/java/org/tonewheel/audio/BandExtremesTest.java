package org.tonewheel.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BandExtremesTest {
  private final SplittableRandom random = new SplittableRandom(1);

  private static float mean(float[] sorted, int from, int to) {
    float sum = 0;
    for (int i = from; i < to; i++) {
      sum += sorted[i];
    }
    return sum / (to - from);
  }

  private float[] frame(int bins, double level) {
    float[] values = new float[bins];
    for (int i = 0; i < bins; i++) {
      values[i] = (float) (level * random.nextDouble());
    }
    return values;
  }

  /** A sorted band knows them all. */
  private static void assertFinds(
      BandExtremes extremes, float[] values, int first, int end, int n) {
    extremes.find(values);
    float[] sorted = Arrays.copyOfRange(values, first, end);
    Arrays.sort(sorted);
    assertThat(extremes.meanOfSmallest()).isEqualTo(mean(sorted, 0, n));
    assertThat(extremes.meanOfLargest()).isEqualTo(mean(sorted, sorted.length - n, sorted.length));
  }

  @Test
  void framesOfAllLevels_oneAfterAnother_giveTheirOwnExtremes() {
    BandExtremes extremes = new BandExtremes(10, 300, 6);
    for (double level : new double[] {1, 0.9, 1.1, 1e-6, 1e6, 0, 1, Float.MIN_VALUE, 5}) {
      assertFinds(extremes, frame(400, level), 10, 300, 6);
    }
  }

  @Test
  void equalValues_areCountedAsOftenAsTheyOccur() {
    BandExtremes extremes = new BandExtremes(0, 100, 9);
    float[] values = new float[100];
    Arrays.fill(values, 3);
    assertFinds(extremes, values, 0, 100, 9);
    Arrays.fill(values, 0, 5, 7);
    assertFinds(extremes, values, 0, 100, 9);
    assertFinds(extremes, values, 0, 100, 9);
  }

  @Test
  void allOfABand_canBeBothItsLargestAndItsSmallest() {
    assertFinds(new BandExtremes(2, 5, 3), frame(8, 1), 2, 5, 3);
  }

  @Test
  void infinity_isAmongTheLargest() {
    BandExtremes extremes = new BandExtremes(0, 200, 2);
    float[] values = frame(200, 1);
    assertFinds(extremes, values, 0, 200, 2);
    values[77] = Float.POSITIVE_INFINITY;
    assertFinds(extremes, values, 0, 200, 2);
  }
}
