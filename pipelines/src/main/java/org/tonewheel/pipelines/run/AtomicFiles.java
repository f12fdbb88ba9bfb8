package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Small files that are seen whole or not at all. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /**
   * Names a file beside this one, to be written and then moved over it, and removes those that
   * killed attempts left. For the holder of the file's lease only.
   */
  public static Path temporary(Path file) throws IOException {
    Path folder = Files.createDirectories(file.getParent());
    String start = "." + file.getFileName() + ".";
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(folder, f -> f.getFileName().toString().startsWith(start))) {
      for (Path leftover : left) {
        Files.deleteIfExists(leftover);
      }
    }
    return file.resolveSibling(start + UUID.randomUUID());
  }

  /** Writes beside the file, forces it to disk and renames it over the old one. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
