package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tonewheel.nets.checkpoint.AtomicFile;
import org.tonewheel.pipelines.storage.Storage;

/** Small files that are seen whole or not at all. */
public final class AtomicFiles {
  private static final Pattern TEMPORARY =
      Pattern.compile("\\..+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private AtomicFiles() {}

  /** A name beside a file that no other attempt uses, for what is to be moved there. */
  public static Path temporary(Path file) {
    return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
  }

  /** Whether a file or folder has a name that {@link #temporary} makes. */
  public static boolean isTemporary(Path path) {
    return TEMPORARY.matcher(path.getFileName().toString()).matches();
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

  /** Renames a finished file over another; elsewhere than on this machine copies and removes it. */
  public static void move(Path from, Path to) throws IOException {
    AtomicFile.move(from, to);
  }

  /**
   * Writes beside the file, forces it to disk and renames it over the old one. Elsewhere than on
   * this machine it is written at once: there a file is replaced when all of it has arrived.
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    if (!Storage.isLocal(file)) {
      Files.write(file, bytes);
      return;
    }
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
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
