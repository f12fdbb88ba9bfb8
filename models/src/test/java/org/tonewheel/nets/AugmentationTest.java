package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.engine.CounterRandom;

class AugmentationTest {
  private static final int FRAMES = 20;
  private static final int BANDS = 16;
  private static final RowShape SHAPE = RowShape.frames(FRAMES, BANDS);

  @Test
  void none_changesNothing() {
    assertThat(changed(Augmentation.NONE, 1)).isEqualTo(row());
  }

  @Test
  void roll_movesWholeFramesRound() {
    Set<Integer> shifts = new HashSet<>();
    for (int draw = 0; draw < 400; draw++) {
      float[] row = changed(new Augmentation(1, 0, 0, 0, 0, 0, 0), draw);
      int shift = Math.floorMod(-frameOf(row[0]), FRAMES);
      shifts.add(shift);
      for (int t = 0; t < FRAMES; t++) {
        for (int k = 0; k < BANDS; k++) {
          assertThat(row[(t + shift) % FRAMES * BANDS + k]).isEqualTo(row()[t * BANDS + k]);
        }
      }
    }
    assertThat(shifts).hasSize(FRAMES);
    Set<Integer> few = new HashSet<>();
    for (int draw = 0; draw < 100; draw++) {
      few.add(frameOf(changed(new Augmentation(0.1, 0, 0, 0, 0, 0, 0), draw)[0]));
    }
    // up to a tenth of twenty frames: by none or one
    assertThat(few).containsExactlyInAnyOrder(0, FRAMES - 1);
  }

  private static int frameOf(float value) {
    return (int) (value - 1000) / BANDS;
  }

  @Test
  void tilt_isALineOverTheBandsAlikeInEachFrame() {
    double least = 0;
    double most = 0;
    for (int draw = 0; draw < 200; draw++) {
      float[] row = changed(new Augmentation(0, 0.5, 0, 0, 0, 0, 0), draw);
      double slope = row[BANDS - 1] - row()[BANDS - 1];
      least = Math.min(least, slope);
      most = Math.max(most, slope);
      for (int i = 0; i < row.length; i++) {
        double expected = slope * (2.0 * (i % BANDS) / (BANDS - 1) - 1);
        assertThat(row[i] - row()[i]).isCloseTo((float) expected, within(1e-3f));
      }
    }
    assertThat(least).isBetween(-0.501, -0.45);
    assertThat(most).isBetween(0.45, 0.501);
  }

  @Test
  void noise_hasItsDeviation() {
    double sum = 0;
    double squares = 0;
    int count = 0;
    float[] zeros = new float[FRAMES * BANDS];
    for (int draw = 0; draw < 100; draw++) {
      float[] row = zeros.clone();
      new Augmentation(0, 0, 0.1, 0, 0, 0, 0).apply(row, SHAPE, stream(draw));
      for (float value : row) {
        sum += value;
        squares += value * value;
        count++;
      }
    }
    assertThat(sum / count).isCloseTo(0, within(0.002));
    assertThat(Math.sqrt(squares / count)).isCloseTo(0.1, within(0.002));
  }

  @Test
  void masks_areRunsOfWholeBandsOrFrames() {
    Set<Integer> widths = new HashSet<>();
    for (int draw = 0; draw < 300; draw++) {
      float[] bands = changed(new Augmentation(0, 0, 0, 1, 5, 0, 0), draw);
      int first = firstZero(bands, 1);
      int width = zeros(bands) / FRAMES;
      widths.add(width);
      for (int i = 0; i < bands.length; i++) {
        boolean masked = i % BANDS >= first && i % BANDS < first + width;
        assertThat(bands[i]).isEqualTo(masked ? 0 : row()[i]);
      }
      float[] frames = changed(new Augmentation(0, 0, 0, 0, 0, 1, 3), draw);
      int start = firstZero(frames, BANDS);
      int length = zeros(frames) / BANDS;
      assertThat(length).isLessThanOrEqualTo(3);
      for (int i = 0; i < frames.length; i++) {
        boolean masked = i / BANDS >= start && i / BANDS < start + length;
        assertThat(frames[i]).isEqualTo(masked ? 0 : row()[i]);
      }
    }
    assertThat(widths).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
  }

  @Test
  void masksWiderThanTheRow_areCutToIt() {
    float[] row = changed(new Augmentation(0, 0, 0, 3, 1000, 3, 1000), 2);
    assertThat(row).hasSize(FRAMES * BANDS);
  }

  @Test
  void aRowsStream_decidesAlone() {
    assertThat(changed(Augmentation.MEL, 5))
        .isEqualTo(changed(Augmentation.MEL, 5))
        .isNotEqualTo(changed(Augmentation.MEL, 6));
  }

  @Test
  void pictures_areRefused() {
    RowShape picture = RowShape.picture(3, 8, 8);
    Augmentation.NONE.requireFits(picture);
    assertThatThrownBy(() -> Augmentation.MEL.requireFits(picture))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 × 8 × 8");
  }

  @Test
  void valuesOutsideTheirRanges_areErrorsThatNameThem() {
    assertThatThrownBy(() -> new Augmentation(1.1, 0, 0, 0, 0, 0, 0))
        .hasMessageContaining("roll is 1.1");
    assertThatThrownBy(() -> new Augmentation(0, Double.NaN, 0, 0, 0, 0, 0))
        .hasMessageContaining("tilt is NaN");
    assertThatThrownBy(() -> new Augmentation(0, 0, -1, 0, 0, 0, 0))
        .hasMessageContaining("noise is -1.0");
    assertThatThrownBy(() -> new Augmentation(0, 0, 0, -1, 0, 0, 0))
        .hasMessageContaining("bandMasks is -1");
    assertThatThrownBy(() -> new Augmentation(0, 0, 0, 0, 0, 0, -1))
        .hasMessageContaining("frameMaskWidth is -1");
  }

  private static float[] changed(Augmentation augmentation, int draw) {
    float[] row = row();
    augmentation.apply(row, SHAPE, stream(draw));
    return row;
  }

  private static CounterRandom stream(int draw) {
    return CounterRandom.of(1, "augment", draw, 0);
  }

  /** Values that differ and are not zero. */
  private static float[] row() {
    float[] row = new float[FRAMES * BANDS];
    for (int i = 0; i < row.length; i++) {
      row[i] = 1000 + i;
    }
    return row;
  }

  private static int zeros(float[] row) {
    int zeros = 0;
    for (float value : row) {
      zeros += value == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** The first masked band (stride 1) or frame (stride bands); 0 if none is. */
  private static int firstZero(float[] row, int stride) {
    for (int i = 0; i < row.length; i += stride) {
      if (row[i] == 0) {
        return i / stride;
      }
    }
    return 0;
  }
}
