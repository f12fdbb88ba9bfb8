package org.tonewheel.nets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Path;

/**
 * Rows of 16 bit samples in one memory-mapped little-endian file, nothing else in it, read as
 * floats in [-1, 1): each sample's value divided by 32,768.
 *
 * <p>Half the size of a {@link MappedSet} of the same rows, and like it paged in and out by the
 * operating system. Reading is thread-safe.
 */
public final class MappedSamples implements Rows, AutoCloseable {
  /** A power of two: the division is exact. */
  private static final float SCALE = 1 / 32768f;

  private final int rowSamples;
  private final MappedRows<ShortBuffer> mapped;

  private MappedSamples(Path file, int rowSamples, long mappingBytes) throws IOException {
    this.rowSamples = rowSamples;
    long rowBytes = (long) rowSamples * Short.BYTES;
    mapped = new MappedRows<>(file, rowBytes, mappingBytes, ByteBuffer::asShortBuffer);
  }

  /**
   * Maps an existing file.
   *
   * @param rowSamples samples a row, at least 1
   * @throws IOException if it cannot be read or is not a whole number of rows
   */
  public static MappedSamples open(Path file, int rowSamples) throws IOException {
    return open(file, rowSamples, MappedRows.MAPPING_BYTES);
  }

  /** With mappings of at most so many bytes (or one row), to test more than one on small files. */
  static MappedSamples open(Path file, int rowSamples, long mappingBytes) throws IOException {
    if (rowSamples < 1 || rowSamples > MappedRows.MAPPING_BYTES / Short.BYTES) {
      throw new IllegalArgumentException("a row cannot have " + rowSamples + " samples");
    }
    return new MappedSamples(file, rowSamples, mappingBytes);
  }

  @Override
  public long rows() {
    return mapped.rows();
  }

  @Override
  public int rowFloats() {
    return rowSamples;
  }

  @Override
  public void read(long row, float[] into) {
    ShortBuffer samples = mapped.mapping(row);
    int from = mapped.place(row) * rowSamples;
    for (int i = 0; i < rowSamples; i++) {
      into[i] = samples.get(from + i) * SCALE;
    }
  }

  @Override
  public void close() {
    mapped.close();
  }

  /** Appends rows to a new file. Not thread-safe. */
  public static final class Writer implements AutoCloseable {
    private final RowWriter rows;
    private final int rowSamples;

    private Writer(Path file, int rowSamples) throws IOException {
      rows = new RowWriter(file, Math.multiplyExact(rowSamples, Short.BYTES));
      this.rowSamples = rowSamples;
    }

    /** Creates the file, or empties it. */
    public static Writer create(Path file, int rowSamples) throws IOException {
      if (rowSamples < 1) {
        throw new IllegalArgumentException("a row cannot have " + rowSamples + " samples");
      }
      return new Writer(file, rowSamples);
    }

    /**
     * Appends one row.
     *
     * @return its number, from 0
     * @throws IllegalArgumentException if it is not as long as the others
     */
    public long append(short[] row) throws IOException {
      if (row.length != rowSamples) {
        throw new IllegalArgumentException(
            "row " + rows.rows() + " has " + row.length + " samples, not " + rowSamples);
      }
      return rows.append(bytes -> bytes.asShortBuffer().put(row));
    }

    /** Rows appended so far. */
    public long rows() {
      return rows.rows();
    }

    /** Writes what is pending; only now can the file be opened. */
    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
