package org.tonewheel.pipelines.prune;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder and all below it; a link counts as itself, never as what it points to. */
final class FolderTree {
  private FolderTree() {}

  /** Bytes of all files. */
  static long size(Path folder) throws IOException {
    long[] size = new long[1];
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            size[0] += attributes.isRegularFile() ? attributes.size() : 0;
            return FileVisitResult.CONTINUE;
          }
        });
    return size[0];
  }
}
