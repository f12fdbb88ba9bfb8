package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalerTest {
  /** Two frames of two features. */
  private static final RowShape SHAPE = RowShape.frames(2, 2);

  @TempDir Path folder;

  @Test
  void fit_seesTheGivenRowsAlone() throws IOException {
    // two frames of three features; row 1 belongs to another side
    try (MappedSet set =
        set(
            new float[] {1, 5, 3, 3, 5, 3},
            new float[] {900, 900, 900, 900, 900, 900},
            new float[] {5, 5, 4, 7, 5, 4})) {
      Scaler scaler = Scaler.fit(set, new int[] {0, 2}, RowShape.frames(2, 3));
      assertThat(scaler.means()).containsExactly(4, 5, 3.5f);
      assertThat(scaler.deviations()).containsExactly((float) Math.sqrt(5), 1, 0.5f);
    }
  }

  @Test
  void apply_bringsTrainingRowsToMeanZeroAndDeviationOne() throws IOException {
    try (MappedSet set = set(new float[] {2, 100, 4, 300}, new float[] {6, 200, 8, 600})) {
      Scaler scaler = Scaler.fit(set, new int[] {0, 1}, SHAPE);
      double[] sum = new double[2];
      double[] square = new double[2];
      float[] row = new float[4];
      for (int number = 0; number < 2; number++) {
        set.read(number, row);
        scaler.apply(row, SHAPE);
        for (int i = 0; i < 4; i++) {
          sum[i % 2] += row[i];
          square[i % 2] += row[i] * row[i];
        }
      }
      assertThat(sum[0]).isBetween(-1e-6, 1e-6);
      assertThat(sum[1]).isBetween(-1e-6, 1e-6);
      assertThat(square[0] / 4).isBetween(1 - 1e-6, 1 + 1e-6);
      assertThat(square[1] / 4).isBetween(1 - 1e-6, 1 + 1e-6);
    }
  }

  @Test
  void constantFeature_isOnlyShifted() throws IOException {
    // 0.1 cannot be written exactly: its measured deviation is rounding, not zero
    float[] row = new float[3000];
    Arrays.fill(row, 0.1f);
    try (MappedSet set = set(row)) {
      Scaler scaler = Scaler.fit(set, new int[] {0}, RowShape.frames(3, 1));
      assertThat(scaler.deviations()).containsExactly(1);
    }
  }

  private MappedSet set(float[]... rows) throws IOException {
    Path file = folder.resolve("set.f32");
    try (MappedSet.Writer writer = MappedSet.Writer.create(file, rows[0].length)) {
      for (float[] row : rows) {
        writer.append(row);
      }
    }
    return MappedSet.open(file, rows[0].length);
  }
}
