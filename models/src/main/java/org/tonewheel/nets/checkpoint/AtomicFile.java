package org.tonewheel.nets.checkpoint;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces files so that a reader, or a process started after a crash, sees the old or the new. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    /** Writes it all; the caller closes. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes beside the target, forces it to the disk, and renames it over the target. */
  public static void replace(Path target, Content content) throws IOException {
    Path pending = pending(target);
    try (FileOutputStream file = new FileOutputStream(pending.toFile());
        OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
      content.writeTo(out);
      out.flush();
      file.getChannel().force(true);
    }
    Files.move(
        pending, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path pending(Path target) {
    return target.resolveSibling(target.getFileName() + ".pending");
  }
}
