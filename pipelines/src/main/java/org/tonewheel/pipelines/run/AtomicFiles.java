package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;

/** Small files that are seen whole or not at all. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** A name beside a file that no other attempt uses, for what is to be moved there. */
  public static Path temporary(Path file) {
    return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
  }

  /** Removes what killed attempts to write this file have left. Only for the file's one writer. */
  public static void sweep(Path file) throws IOException {
    if (!Files.isDirectory(file.getParent())) {
      return;
    }
    try (Stream<Path> files = Files.list(file.getParent())) {
      for (Path other : files.toList()) {
        if (other.getFileName().toString().startsWith("." + file.getFileName() + ".")) {
          Files.deleteIfExists(other);
        }
      }
    }
  }

  /** Writes beside the file, forces it to disk and renames it over the old one. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Path temporary = temporary(file);
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
