package org.tonewheel.nets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends rows of as many bytes each to a new little-endian file. Not thread-safe. */
final class RowWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final FileChannel channel;
  private final int rowBytes;
  private final ByteBuffer buffer;
  private long rows;

  /** Creates the file, or empties it. */
  RowWriter(Path file, int rowBytes) throws IOException {
    this.rowBytes = rowBytes;
    buffer =
        ByteBuffer.allocateDirect(Math.max(rowBytes, BUFFER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  /** Puts a row into a buffer of exactly its length. */
  @FunctionalInterface
  interface Row {
    void putInto(ByteBuffer bytes);
  }

  /** Appends one row; returns its number, from 0. */
  long append(Row row) throws IOException {
    if (buffer.remaining() < rowBytes) {
      flush();
    }
    row.putInto(buffer.slice(buffer.position(), rowBytes).order(ByteOrder.LITTLE_ENDIAN));
    buffer.position(buffer.position() + rowBytes);
    return rows++;
  }

  /** Rows appended so far. */
  long rows() {
    return rows;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
    }
  }
}
