package org.tonewheel.pipelines.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;

/**
 * Reads a file from any place in it, as far as Beam's channel can be moved. The place is told to
 * that only when something is read, as each move may cost a request.
 */
final class ReadChannel implements SeekableByteChannel {
  private final BeamPath path;
  private final ReadableByteChannel channel;
  private final long size;
  private long position;
  private long channelPosition;

  ReadChannel(BeamPath path, ReadableByteChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    if (position >= size) {
      return -1;
    }
    try {
      move();
      int read = channel.read(into);
      if (read > 0) {
        position += read;
        channelPosition = position;
      } else if (read == 0 && into.hasRemaining()) {
        throw new IOException("%s ends after %d of %d bytes".formatted(path, position, size));
      }
      return read;
    } catch (RuntimeException e) {
      throw new IOException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  private void move() throws IOException {
    if (position == channelPosition) {
      return;
    }
    if (!(channel instanceof SeekableByteChannel seekable)) {
      throw new IOException(path + " can only be read from its start to its end");
    }
    seekable.position(position);
    channelPosition = position;
  }

  @Override
  public long position() throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    return position;
  }

  @Override
  public SeekableByteChannel position(long place) throws IOException {
    if (place < 0) {
      throw new IllegalArgumentException("there is no place " + place);
    }
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    position = place;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer bytes) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long length) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } catch (RuntimeException e) {
      throw new IOException("%s cannot be closed: %s".formatted(path, e.getMessage()), e);
    }
  }
}
