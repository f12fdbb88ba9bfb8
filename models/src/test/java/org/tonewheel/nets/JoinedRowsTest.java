package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinedRowsTest {
  @TempDir Path folder;

  @Test
  void numbersTheSecondSetAfterTheFirst() throws IOException {
    try (MappedSet first = set("first", new float[] {1, 2}, new float[] {3, 4});
        MappedSet second = set("second", new float[] {5, 6})) {
      JoinedRows joined = new JoinedRows(first, second);

      assertThat(joined.rows()).isEqualTo(3);
      assertThat(joined.rowFloats()).isEqualTo(2);
      assertThat(row(joined, 1)).containsExactly(3, 4);
      assertThat(row(joined, 2)).containsExactly(5, 6);
      assertThatThrownBy(() -> row(joined, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void refusesRowsOfAnotherLength() throws IOException {
    try (MappedSet first = set("first", new float[] {1, 2});
        MappedSet second = set("second", new float[] {5})) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new JoinedRows(first, second))
          .withMessageContaining("rows of 2 floats cannot be joined with rows of 1");
    }
  }

  private MappedSet set(String name, float[]... rows) throws IOException {
    Path file = folder.resolve(name);
    try (MappedSet.Writer writer = MappedSet.Writer.create(file, rows[0].length)) {
      for (float[] row : rows) {
        writer.append(row);
      }
    }
    return MappedSet.open(file, rows[0].length);
  }

  private static float[] row(Rows rows, long number) {
    float[] into = new float[rows.rowFloats()];
    rows.read(number, into);
    return into;
  }
}
