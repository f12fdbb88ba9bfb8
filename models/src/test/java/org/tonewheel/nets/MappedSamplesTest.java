package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedSamplesTest {
  @TempDir Path folder;

  @Test
  void rows_comeBackOverMappingBoundariesAsFloats() throws IOException {
    Path file = folder.resolve("pcm.i16");
    try (MappedSamples.Writer writer = MappedSamples.Writer.create(file, 3)) {
      for (int row = 0; row < 100; row++) {
        short[] samples = {Short.MIN_VALUE, (short) (row - 50), Short.MAX_VALUE};
        assertThat(writer.append(samples)).isEqualTo(row);
      }
    }
    // mappings of 4 rows
    try (MappedSamples set = MappedSamples.open(file, 3, 25)) {
      assertThat(set.rows()).isEqualTo(100);
      assertThat(set.rowFloats()).isEqualTo(3);
      float[] into = new float[3];
      for (int row = 99; row >= 0; row--) {
        set.read(row, into);
        assertThat(into).containsExactly(-1, (row - 50) / 32768f, 32767 / 32768f);
      }
    }
  }

  @Test
  void file_isLittleEndianSamplesAlone() throws IOException {
    Path file = folder.resolve("one.i16");
    try (MappedSamples.Writer writer = MappedSamples.Writer.create(file, 2)) {
      writer.append(new short[] {1, -2});
      assertThat(writer.rows()).isEqualTo(1);
      assertThatThrownBy(() -> writer.append(new short[3])).hasMessageContaining("row 1 has 3");
    }
    assertThat(Files.readAllBytes(file)).containsExactly(1, 0, 0xfe, 0xff);
    assertThatThrownBy(() -> MappedSamples.open(file, 3))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a whole number of rows");
  }
}
