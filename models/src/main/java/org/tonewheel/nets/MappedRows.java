package org.tonewheel.nets;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows of as many bytes each in one memory-mapped little-endian file, as buffers of their numbers.
 * Reading is thread-safe.
 */
final class MappedRows<B extends Buffer> implements AutoCloseable {
  /** Bytes a mapping at most: a buffer's index is an int. */
  static final long MAPPING_BYTES = 1L << 30;

  private final Path file;
  private final long rows;
  private final int rowsPerMapping;
  private volatile List<B> mappings;

  /**
   * Maps a file.
   *
   * @param mappingBytes that a mapping has at most, but at least a row
   * @param view of a mapping as numbers
   * @throws IOException if it cannot be read or is not a whole number of rows
   */
  MappedRows(Path file, long rowBytes, long mappingBytes, Function<ByteBuffer, B> view)
      throws IOException {
    this.file = file;
    long bytes = Files.size(file);
    if (bytes % rowBytes != 0) {
      throw new IOException(
          file + " has " + bytes + " bytes, which is not a whole number of rows of " + rowBytes);
    }
    rows = bytes / rowBytes;
    rowsPerMapping = Math.toIntExact(Math.max(1, mappingBytes / rowBytes));
    List<B> all = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      for (long row = 0; row < rows; row += rowsPerMapping) {
        long length = Math.min(rowsPerMapping, rows - row) * rowBytes;
        ByteBuffer mapping = channel.map(FileChannel.MapMode.READ_ONLY, row * rowBytes, length);
        all.add(view.apply(mapping.order(ByteOrder.LITTLE_ENDIAN)));
      }
    }
    mappings = List.copyOf(all);
  }

  long rows() {
    return rows;
  }

  /** The mapping that holds a row. */
  B mapping(long row) {
    List<B> open = mappings;
    if (open == null) {
      throw new IllegalStateException(file + " is closed");
    }
    if (row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException("row " + row + " of the " + rows + " in " + file);
    }
    return open.get((int) (row / rowsPerMapping));
  }

  /** The place of a row among those of its mapping, from 0. */
  int place(long row) {
    return (int) (row % rowsPerMapping);
  }

  @Override
  public void close() {
    mappings = null;
  }
}
