package org.tonewheel.pipelines.storage;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonewheel.nets.checkpoint.AtomicFile;

/**
 * The bytes of a file elsewhere, on this machine: to be read in any order at no cost, or to be
 * written bit by bit and published whole. It lies in the temporary folder without a name, so that
 * nothing stays behind, however the process ends.
 */
public final class LocalCopy implements Closeable {
  private static final int BLOCK = 1 << 16;

  private final FileChannel channel;

  private LocalCopy() throws IOException {
    channel = AtomicFile.unnamed();
  }

  /** A copy to be written. */
  public static LocalCopy empty() throws IOException {
    return new LocalCopy();
  }

  /** A copy of a file. */
  public static LocalCopy of(Path file) throws IOException {
    LocalCopy copy = new LocalCopy();
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(Channels.newOutputStream(copy.channel));
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
    return copy;
  }

  public FileChannel channel() {
    return channel;
  }

  /** Bytes so far. */
  public long size() throws IOException {
    return channel.size();
  }

  /**
   * Writes the file, which is there, or replaced, when all of it is written.
   *
   * @return the SHA-256 of its bytes, 64 hexadecimal digits
   */
  public String publish(Path file) throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    channel.position(0);
    try (OutputStream out = Files.newOutputStream(file)) {
      while (channel.read(block.clear()) >= 0) {
        hasher.putBytes(block.flip().duplicate());
        out.write(block.array(), 0, block.limit());
      }
    }
    return hasher.hash().toString();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
