package org.tonewheel.pipelines.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Writes a file from its start to its end. After a write that failed, closing leaves the file as it
 * was: Beam's channel would publish what it has.
 */
final class WriteChannel implements SeekableByteChannel {
  private final BeamPath path;
  private final WritableByteChannel channel;
  private long position;
  private boolean failed;
  private boolean open = true;

  WriteChannel(BeamPath path, WritableByteChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    try {
      int written = channel.write(bytes);
      position += written;
      return written;
    } catch (IOException | RuntimeException e) {
      failed = true;
      throw failure(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    if (failed) {
      return;
    }
    try {
      channel.close();
    } catch (IOException | RuntimeException e) {
      throw failure(e);
    }
  }

  private IOException failure(Exception e) {
    return new IOException("%s cannot be written: %s".formatted(path, e.getMessage()), e);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long place) {
    throw new UnsupportedOperationException(path + " can only be written whole");
  }

  @Override
  public long size() {
    return position;
  }

  @Override
  public int read(ByteBuffer into) {
    throw new NonReadableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long length) {
    throw new UnsupportedOperationException(path + " can only be written whole");
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
