package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedSetTest {
  @TempDir Path folder;

  @Test
  void rows_comeBackOverMappingBoundaries() throws IOException {
    Path file = write(1000, 7);
    // mappings of 3 rows
    try (MappedSet set = MappedSet.open(file, 7, 100)) {
      assertThat(set.rows()).isEqualTo(1000);
      float[] array = new float[7];
      FloatBuffer buffer = FloatBuffer.allocate(7);
      for (int row = 999; row >= 0; row--) {
        set.read(row, array);
        set.read(row, buffer.clear());
        assertThat(array).isEqualTo(row(row, 7)).isEqualTo(buffer.array());
        assertThat(buffer.remaining()).isZero();
      }
    }
  }

  @Test
  void file_isLittleEndianFloatsAlone() throws IOException {
    Path file = folder.resolve("one.f32");
    try (MappedSet.Writer writer = MappedSet.Writer.create(file, 2)) {
      assertThat(writer.append(new float[] {1, -2})).isZero();
      assertThat(writer.rows()).isEqualTo(1);
    }
    assertThat(Files.readAllBytes(file)).containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
  }

  @Test
  void rowsOutside_areAnError() throws IOException {
    try (MappedSet set = MappedSet.open(write(3, 2), 2)) {
      float[] into = new float[2];
      assertThatThrownBy(() -> set.read(3, into))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("row 3 of the 3");
      assertThatThrownBy(() -> set.read(-1, into)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void read_afterClose_isAnError() throws IOException {
    MappedSet set = MappedSet.open(write(3, 2), 2);
    set.close();
    assertThatThrownBy(() -> set.read(0, new float[2])).hasMessageContaining("closed");
  }

  @Test
  void open_ofPartialRows_isAnError() throws IOException {
    Path file = write(3, 2);
    assertThatThrownBy(() -> MappedSet.open(file, 5))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("24 bytes");
  }

  @Test
  void append_ofAnotherLength_isAnError() throws IOException {
    try (MappedSet.Writer writer = MappedSet.Writer.create(folder.resolve("w"), 2)) {
      assertThatThrownBy(() -> writer.append(new float[3])).hasMessageContaining("row 0 has 3");
    }
  }

  @Test
  void emptyFile_hasNoRows() throws IOException {
    try (MappedSet set = MappedSet.open(write(0, 2), 2)) {
      assertThat(set.rows()).isZero();
    }
  }

  private Path write(int rows, int rowFloats) throws IOException {
    Path file = folder.resolve("set.f32");
    try (MappedSet.Writer writer = MappedSet.Writer.create(file, rowFloats)) {
      for (int i = 0; i < rows; i++) {
        writer.append(row(i, rowFloats));
      }
    }
    return file;
  }

  private static float[] row(int row, int rowFloats) {
    float[] values = new float[rowFloats];
    for (int i = 0; i < rowFloats; i++) {
      values[i] = row + i / 8f;
    }
    return values;
  }
}
