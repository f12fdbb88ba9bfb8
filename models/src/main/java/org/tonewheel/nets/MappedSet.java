package org.tonewheel.nets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Rows of equal length in one memory-mapped file of little-endian floats, nothing else in it
 * ({@code numpy.memmap(file, '<f4').reshape(-1, rowFloats)} reads it too).
 *
 * <p>The operating system pages rows in and out: a set may be larger than the heap and than 2 GB.
 * Reading is thread-safe. Java unmaps a file only when its garbage collector finds the mapping, so
 * after {@link #close} the file's space may be freed later than its deletion.
 */
public final class MappedSet implements Rows, AutoCloseable {
  /** Bytes a mapping at most: a buffer's index is an int. */
  private static final long MAPPING_BYTES = 1L << 30;

  private final Path file;
  private final int rowFloats;
  private final long rows;
  private final int rowsPerMapping;
  private volatile FloatBuffer[] mappings;

  private MappedSet(Path file, int rowFloats, long mappingBytes) throws IOException {
    this.file = file;
    this.rowFloats = rowFloats;
    long rowBytes = (long) rowFloats * Float.BYTES;
    long bytes = Files.size(file);
    if (bytes % rowBytes != 0) {
      throw new IOException(
          file + " has " + bytes + " bytes, which is not a whole number of rows of " + rowBytes);
    }
    rows = bytes / rowBytes;
    rowsPerMapping = Math.toIntExact(Math.max(1, mappingBytes / rowBytes));
    mappings = new FloatBuffer[Math.toIntExact((rows + rowsPerMapping - 1) / rowsPerMapping)];
    try (FileChannel channel = FileChannel.open(file)) {
      for (int i = 0; i < mappings.length; i++) {
        long from = (long) i * rowsPerMapping * rowBytes;
        long length = Math.min(rowsPerMapping * rowBytes, bytes - from);
        mappings[i] =
            channel
                .map(FileChannel.MapMode.READ_ONLY, from, length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
      }
    }
  }

  /**
   * Maps an existing file.
   *
   * @param rowFloats floats a row, at least 1
   * @throws IOException if it cannot be read or is not a whole number of rows
   */
  public static MappedSet open(Path file, int rowFloats) throws IOException {
    return open(file, rowFloats, MAPPING_BYTES);
  }

  /** With mappings of at most so many bytes (or one row), to test more than one on small files. */
  static MappedSet open(Path file, int rowFloats, long mappingBytes) throws IOException {
    if (rowFloats < 1 || rowFloats > MAPPING_BYTES / Float.BYTES) {
      throw new IllegalArgumentException("a row cannot have " + rowFloats + " floats");
    }
    return new MappedSet(file, rowFloats, mappingBytes);
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public int rowFloats() {
    return rowFloats;
  }

  @Override
  public void read(long row, float[] into) {
    mapping(row).get(offset(row), into, 0, rowFloats);
  }

  /** Copies a row to the position of {@code into}, and moves that on. */
  public void read(long row, FloatBuffer into) {
    into.put(into.position(), mapping(row), offset(row), rowFloats);
    into.position(into.position() + rowFloats);
  }

  private FloatBuffer mapping(long row) {
    FloatBuffer[] open = mappings;
    if (open == null) {
      throw new IllegalStateException(file + " is closed");
    }
    if (row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException("row " + row + " of the " + rows + " in " + file);
    }
    return open[(int) (row / rowsPerMapping)];
  }

  private int offset(long row) {
    return (int) (row % rowsPerMapping) * rowFloats;
  }

  @Override
  public void close() {
    mappings = null;
  }

  /** Appends rows to a new file. Not thread-safe. */
  public static final class Writer implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final FileChannel channel;
    private final int rowFloats;
    private final ByteBuffer buffer;
    private long rows;

    private Writer(FileChannel channel, int rowFloats) {
      this.channel = channel;
      this.rowFloats = rowFloats;
      int rowBytes = Math.multiplyExact(rowFloats, Float.BYTES);
      buffer =
          ByteBuffer.allocateDirect(Math.max(rowBytes, BUFFER_BYTES))
              .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Creates the file, or empties it. */
    public static Writer create(Path file, int rowFloats) throws IOException {
      if (rowFloats < 1) {
        throw new IllegalArgumentException("a row cannot have " + rowFloats + " floats");
      }
      return new Writer(
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE),
          rowFloats);
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
            "row " + rows + " has " + row.length + " floats, not " + rowFloats);
      }
      if (buffer.remaining() < rowFloats * Float.BYTES) {
        flush();
      }
      buffer.asFloatBuffer().put(row);
      buffer.position(buffer.position() + rowFloats * Float.BYTES);
      return rows++;
    }

    /** Rows appended so far. */
    public long rows() {
      return rows;
    }

    private void flush() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    }

    /** Writes what is pending; only now can the file be opened as a set. */
    @Override
    public void close() throws IOException {
      try (channel) {
        flush();
      }
    }
  }
}
