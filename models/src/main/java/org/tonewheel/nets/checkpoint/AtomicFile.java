package org.tonewheel.nets.checkpoint;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Replaces files so that a reader, or a process started after a crash, sees the old or the new. On
 * a file system that is not the machine's own, such as an object store, this holds if a file there
 * appears when it is closed.
 */
public final class AtomicFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private AtomicFile() {}

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    /** Writes it all; the caller closes. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes beside the target, forces it to the disk, and renames it over the target. */
  public static void replace(Path target, Content content) throws IOException {
    if (!isOwn(target)) {
      replaceElsewhere(target, content);
      return;
    }
    Path pending = pending(target);
    try (FileOutputStream file = new FileOutputStream(pending.toFile());
        OutputStream out = new BufferedOutputStream(file, BUFFER_BYTES)) {
      content.writeTo(out);
      out.flush();
      file.getChannel().force(true);
    }
    move(pending, target);
  }

  /**
   * A file in the temporary folder of this machine that goes when its channel is closed, and lies
   * there without a name where the system can do that, so that a kill leaves nothing.
   */
  public static FileChannel unnamed() throws IOException {
    return FileChannel.open(
        Path.of(System.getProperty("java.io.tmpdir")).resolve("tonewheel-" + UUID.randomUUID()),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Nothing is sent before all is written: what was begun could not be taken back. */
  private static void replaceElsewhere(Path target, Content content) throws IOException {
    try (FileChannel file = unnamed()) {
      OutputStream spooled = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES);
      content.writeTo(spooled);
      spooled.flush();
      InputStream written = Channels.newInputStream(file.position(0));
      try (OutputStream out = Files.newOutputStream(target)) {
        written.transferTo(out);
      }
    }
  }

  /**
   * Renames a file over another. On a file system that has no renames it is copied and then
   * removed: for an instant there are both, each whole.
   */
  public static void move(Path from, Path to) throws IOException {
    if (isOwn(from)) {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean isOwn(Path file) {
    return file.getFileSystem() == FileSystems.getDefault();
  }

  private static Path pending(Path target) {
    return target.resolveSibling(target.getFileName() + ".pending");
  }
}
