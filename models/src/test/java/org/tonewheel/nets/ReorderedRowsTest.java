package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a set in another order. */
class ReorderedRowsTest {
  @TempDir Path folder;

  private MappedSet threeRows() throws Exception {
    Path file = folder.resolve("rows.f32");
    try (MappedSet.Writer out = MappedSet.Writer.create(file, 2)) {
      for (float row = 0; row < 3; row++) {
        out.append(new float[] {row, 10 * row});
      }
    }
    return MappedSet.open(file, 2);
  }

  @Test
  void rows_comeInTheOrderGiven() throws Exception {
    try (MappedSet set = threeRows()) {
      Rows rows = new ReorderedRows(set, new int[] {2, 0});
      assertThat(rows.rows()).isEqualTo(2);
      assertThat(rows.rowFloats()).isEqualTo(2);
      float[] values = new float[2];
      rows.read(0, values);
      assertThat(values).containsExactly(2, 20);
      rows.read(1, values);
      assertThat(values).containsExactly(0, 0);
    }
  }

  @Test
  void rowThatIsNotThere_isRefused() throws Exception {
    try (MappedSet set = threeRows()) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> new ReorderedRows(set, new int[] {3}));
    }
  }
}
