package org.tonewheel.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonewheel.nets.Rows;

/**
 * Rows in memory, of a file of little-endian floats.
 *
 * @param values row after row
 * @param rowFloats columns
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
record RawTable(float[] values, int rowFloats) implements Rows {

  static RawTable read(Path file, int columns) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return new RawTable(values, columns);
  }

  /** A label for each row, of a file of little-endian integers. */
  static int[] labels(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int[] labels = new int[bytes.remaining() / Integer.BYTES];
    bytes.asIntBuffer().get(labels);
    return labels;
  }

  /** Writes floats as they are read here. */
  static void write(Path file, float[][] rows) throws IOException {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    ByteBuffer bytes =
        ByteBuffer.allocate(rows.length * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      for (float value : row) {
        bytes.putFloat(value);
      }
    }
    Files.write(file, bytes.array());
  }

  @Override
  public long rows() {
    return values.length / rowFloats;
  }

  @Override
  public void read(long row, float[] into) {
    System.arraycopy(values, Math.toIntExact(row * rowFloats), into, 0, rowFloats);
  }
}
