package org.tonewheel.pipelines.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.tonewheel.pipelines.storage.LocalCopy;

/** Where Parquet writes a table that goes elsewhere than to this machine once it is whole. */
record CopyOutput(LocalCopy copy) implements OutputFile {

  @Override
  public PositionOutputStream create(long blockSize) {
    OutputStream file = new BufferedOutputStream(Channels.newOutputStream(copy.channel()), 1 << 16);
    return new PositionOutputStream() {
      private long position;

      @Override
      public long getPos() {
        return position;
      }

      @Override
      public void write(int b) throws IOException {
        file.write(b);
        position++;
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        file.write(bytes, from, length);
        position += length;
      }

      @Override
      public void flush() throws IOException {
        file.flush();
      }

      @Override
      public void close() throws IOException {
        file.flush(); // the copy stays open to be published
      }
    };
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) {
    return create(blockSize);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
