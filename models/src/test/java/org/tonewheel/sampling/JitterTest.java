package org.tonewheel.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.MemoryRows;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.engine.CounterRandom;

class JitterTest {
  private static final int ROWS = 300;
  private static final int FRAMES = 5;
  private static final RowShape SHAPE = RowShape.frames(FRAMES, 3);
  private static final int[] LABELS = IntStream.range(0, ROWS).map(i -> i % 2).toArray();
  private static final int[] TRAIN = IntStream.range(0, ROWS).toArray();

  /** Features of deviation 1, 100 and 0. */
  private static final MemoryRows SET = set();

  @Test
  void noise_hasSigmaDeviationsOfItsFeature() {
    double sigma = 0.1;
    Jitter jitter = new Jitter(SET, LABELS, TRAIN, SHAPE, sigma, 7);
    Repeat repeat = new Repeat(SET, LABELS, TRAIN, 7);
    double[] squares = new double[3];
    int samples = 2_000;
    for (int i = 0; i < samples; i++) {
      float[] noisy = jitter.sample(0, i);
      float[] real = repeat.sample(0, i);
      for (int value = 0; value < noisy.length; value++) {
        squares[value % 3] += Math.pow(noisy[value] - real[value], 2);
      }
    }
    int draws = samples * FRAMES;
    assertThat(Math.sqrt(squares[0] / draws)).isCloseTo(sigma, within(0.1 * sigma));
    assertThat(Math.sqrt(squares[1] / draws)).isCloseTo(100 * sigma, within(10 * sigma));
    assertThat(squares[2]).as("of the constant feature").isZero();
  }

  @Test
  void sample_isTheSameWhicheverWereAskedForBefore() {
    Jitter asked = new Jitter(SET, LABELS, TRAIN, SHAPE, 0.1, 7);
    asked.sample(1, 5);
    asked.sample(0, 6);
    Jitter fresh = new Jitter(SET, LABELS, TRAIN, SHAPE, 0.1, 7);
    assertThat(asked.sample(1, 4)).isEqualTo(fresh.sample(1, 4)).isNotEqualTo(fresh.sample(1, 3));
  }

  @Test
  void sameRowRepeated_getsOtherNoise() {
    Jitter jitter = new Jitter(SET, LABELS, TRAIN, SHAPE, 0.1, 7);
    assertThat(jitter.sample(0, 3)).isNotEqualTo(jitter.sample(0, 3 + ROWS / 2));
  }

  @Test
  void withoutNoise_isRepetition() {
    Jitter jitter = new Jitter(SET, LABELS, TRAIN, SHAPE, 0, 7);
    assertThat(jitter.sample(1, 9)).isEqualTo(new Repeat(SET, LABELS, TRAIN, 7).sample(1, 9));
  }

  @Test
  void noise_isMeasuredOnTheTrainingSideAlone() {
    float[][] values = new float[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      values[row] = SET.values()[row].clone();
    }
    values[ROWS - 1][0] = 1e9f;
    int[] train = IntStream.range(0, ROWS - 1).toArray();
    assertThat(new Jitter(new MemoryRows(values), LABELS, train, SHAPE, 0.1, 7).sample(0, 2))
        .isEqualTo(new Jitter(SET, LABELS, train, SHAPE, 0.1, 7).sample(0, 2));
  }

  @Test
  void sigmaOutOfRange_isAnError() {
    assertThatThrownBy(() -> new Jitter(SET, LABELS, TRAIN, SHAPE, -1, 7))
        .hasMessageContaining("sigma is -1.0");
    assertThatThrownBy(() -> new Jitter(SET, LABELS, TRAIN, SHAPE, Double.NaN, 7))
        .hasMessageContaining("sigma is NaN");
    assertThatThrownBy(() -> new Jitter(SET, LABELS, TRAIN, RowShape.frames(2, 2), 1, 7))
        .hasMessageContaining("15 floats are not 2 × 2");
  }

  private static MemoryRows set() {
    CounterRandom random = CounterRandom.of(1, "jitter test");
    float[][] rows = new float[ROWS][SHAPE.floats()];
    for (int row = 0; row < ROWS; row++) {
      for (int value = 0; value < rows[row].length; value++) {
        double normal = random.normal((long) row * SHAPE.floats() + value);
        double[] features = {normal, 50 + 100 * normal, 3};
        rows[row][value] = (float) features[value % 3];
      }
    }
    return new MemoryRows(rows);
  }
}
