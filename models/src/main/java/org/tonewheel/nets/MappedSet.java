package org.tonewheel.nets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/**
 * Rows of equal length in one memory-mapped file of little-endian floats, nothing else in it
 * ({@code numpy.memmap(file, '<f4').reshape(-1, rowFloats)} reads it too).
 *
 * <p>The operating system pages rows in and out: a set may be larger than the heap and than 2 GB.
 * Reading is thread-safe. Java unmaps a file only when its garbage collector finds the mapping, so
 * after {@link #close} the file's space may be freed later than its deletion.
 */
public final class MappedSet implements Rows, AutoCloseable {
  private final int rowFloats;
  private final MappedRows<FloatBuffer> mapped;

  private MappedSet(Path file, int rowFloats, long mappingBytes) throws IOException {
    this.rowFloats = rowFloats;
    long rowBytes = (long) rowFloats * Float.BYTES;
    mapped = new MappedRows<>(file, rowBytes, mappingBytes, ByteBuffer::asFloatBuffer);
  }

  /**
   * Maps an existing file.
   *
   * @param rowFloats floats a row, at least 1
   * @throws IOException if it cannot be read or is not a whole number of rows
   */
  public static MappedSet open(Path file, int rowFloats) throws IOException {
    return open(file, rowFloats, MappedRows.MAPPING_BYTES);
  }

  /** With mappings of at most so many bytes (or one row), to test more than one on small files. */
  static MappedSet open(Path file, int rowFloats, long mappingBytes) throws IOException {
    if (rowFloats < 1 || rowFloats > MappedRows.MAPPING_BYTES / Float.BYTES) {
      throw new IllegalArgumentException("a row cannot have " + rowFloats + " floats");
    }
    return new MappedSet(file, rowFloats, mappingBytes);
  }

  @Override
  public long rows() {
    return mapped.rows();
  }

  @Override
  public int rowFloats() {
    return rowFloats;
  }

  @Override
  public void read(long row, float[] into) {
    mapped.mapping(row).get(mapped.place(row) * rowFloats, into, 0, rowFloats);
  }

  /** Copies a row to the position of {@code into}, and moves that on. */
  public void read(long row, FloatBuffer into) {
    into.put(into.position(), mapped.mapping(row), mapped.place(row) * rowFloats, rowFloats);
    into.position(into.position() + rowFloats);
  }

  @Override
  public void close() {
    mapped.close();
  }

  /** Appends rows to a new file. Not thread-safe. */
  public static final class Writer implements AutoCloseable {
    private final RowWriter rows;
    private final int rowFloats;

    private Writer(Path file, int rowFloats) throws IOException {
      rows = new RowWriter(file, Math.multiplyExact(rowFloats, Float.BYTES));
      this.rowFloats = rowFloats;
    }

    /** Creates the file, or empties it. */
    public static Writer create(Path file, int rowFloats) throws IOException {
      if (rowFloats < 1) {
        throw new IllegalArgumentException("a row cannot have " + rowFloats + " floats");
      }
      return new Writer(file, rowFloats);
    }

    /**
     * Appends one row.
     *
     * @return its number, from 0
     * @throws IllegalArgumentException if it is not as long as the others
     */
    public long append(float[] row) throws IOException {
      if (row.length != rowFloats) {
        throw new IllegalArgumentException(
            "row " + rows.rows() + " has " + row.length + " floats, not " + rowFloats);
      }
      return rows.append(bytes -> bytes.asFloatBuffer().put(row));
    }

    /** Rows appended so far. */
    public long rows() {
      return rows.rows();
    }

    /** Writes what is pending; only now can the file be opened as a set. */
    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
