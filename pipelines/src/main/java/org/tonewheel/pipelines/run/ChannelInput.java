package org.tonewheel.pipelines.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.tonewheel.pipelines.storage.LocalCopy;

/** A table elsewhere than on this machine, as Parquet reads it: one stream at a time. */
final class ChannelInput implements InputFile, Closeable {
  private final SeekableByteChannel channel;

  private ChannelInput(SeekableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * A copy of it, to be read from start to end: one request, and no connection is held while a
   * reader of many tables waits for its turn.
   */
  static ChannelInput copied(Path file) throws IOException {
    return new ChannelInput(LocalCopy.of(file).channel());
  }

  /** The file itself, to be read in a few places. */
  static ChannelInput direct(Path file) throws IOException {
    return new ChannelInput(Files.newByteChannel(file));
  }

  @Override
  public long getLength() throws IOException {
    return channel.size();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    channel.position(0);
    return new DelegatingSeekableInputStream(Channels.newInputStream(channel)) {
      @Override
      public long getPos() throws IOException {
        return channel.position();
      }

      @Override
      public void seek(long place) throws IOException {
        channel.position(place);
      }

      @Override
      public void close() {
        // Parquet opens a stream for the footer and another for the rows
      }
    };
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
